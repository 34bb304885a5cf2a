import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@etl/core';
import { DEFAULT_OUTPUT } from './shared-options';

/** Folders of runs begin with their start in UTC, so the greatest name is the newest run. */
const RUN_FOLDER = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z/;

/** Lines beside the report. */
type Notice = (lines: readonly string[]) => void;

/**
 * The folder that `--input` means: `latest` is the newest finished export under `output`. A newer one that is not finished is
 * named: whoever started it may take the older one for it.
 * @throws ConfigError INPUT_NOT_FOUND
 */
export async function inputFolder(input: string, notice: Notice, output = DEFAULT_OUTPUT): Promise<string> {
  if (input !== 'latest') return input;
  const unfinished: string[] = [];
  const names = await readdir(output).catch((): string[] => []);
  for (const name of names
    .filter((candidate) => RUN_FOLDER.test(candidate))
    .sort()
    .reverse()) {
    // An export writes its manifest last: a folder without one is not finished.
    const folder = join(output, name);
    if (await isFile(join(folder, 'manifest.json'))) {
      notice(unfinished.map((other) => `! ${other} is newer, but not finished: \`latest\` is ${folder}.`));
      return folder;
    }
    unfinished.push(folder);
  }
  throw new ConfigError('INPUT_NOT_FOUND', `There is no finished export under ${output}.`, {
    context: { input, looked: output },
  });
}

/**
 * The same, for a command that needs one. Asked for here and not by the parser, which would report the missing option
 * before the misspelt one that was meant to be it.
 * @throws ConfigError OPTION_INVALID
 */
export async function requiredInputFolder(input: string | undefined, notice: Notice): Promise<string> {
  if (input !== undefined) return inputFolder(input, notice);
  throw new ConfigError(
    'OPTION_INVALID',
    'What to import is missing: pass --input with the folder of an export, or `latest`.',
  );
}

/** A folder of rejects, or a file of it, under the folder of an export; also rejects of such rejects. */
const REJECTS = /^(.+?)[/\\]import-[^/\\]+[/\\]rejects(?:[/\\].*)?$/;

/** What to verify after an import of `input`: rejects that were corrected are a part of the export that they came from. */
export function inputToVerify(input: string): string {
  return REJECTS.exec(input)?.[1] ?? input;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
