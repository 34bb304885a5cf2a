import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@etl/core';
import { DEFAULT_OUTPUT } from './shared-options';

/** Folders of runs begin with their start in UTC, so the greatest name is the newest run. */
const RUN_FOLDER = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z/;

/**
 * The folder that `--input` means: `latest` is the newest finished export under `output`.
 * @throws ConfigError INPUT_NOT_FOUND
 */
export async function inputFolder(input: string, output = DEFAULT_OUTPUT): Promise<string> {
  if (input !== 'latest') return input;
  const names = await readdir(output).catch((): string[] => []);
  for (const name of names
    .filter((candidate) => RUN_FOLDER.test(candidate))
    .sort()
    .reverse()) {
    // An export writes its manifest last: a folder without one is not finished.
    if (await isFile(join(output, name, 'manifest.json'))) return join(output, name);
  }
  throw new ConfigError('INPUT_NOT_FOUND', `There is no finished export under ${output}.`, {
    context: { input, looked: output },
  });
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
