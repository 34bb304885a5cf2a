import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LoadError } from '@etl/core';

/** The rows that the library's samples become, from the root of the workspace. */
export const goldenOf = (name: string): string => `libs/collections/${name}/src/__golden__/${name}.json`;

/** The trial of the contract suite that writes it. */
const TRIAL = 'maps its samples to the golden rows';

/**
 * Runs one trial of the new library, which writes what its samples become in a PostgreSQL of its own.
 * @throws LoadError GOLDEN_NOT_WRITTEN with what jest said
 */
export async function writeGolden(root: string, name: string): Promise<void> {
  const config = `libs/collections/${name}/jest.config.cjs`;
  const args = [join(root, 'node_modules/jest/bin/jest.js'), '-c', config, '-t', TRIAL];
  const env = { ...process.env, UPDATE_GOLDEN: '1', FORCE_COLOR: '0' };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (exitCode === 0 && existsSync(join(root, goldenOf(name)))) return;
  throw new LoadError(
    'GOLDEN_NOT_WRITTEN',
    `The library ${name} is written, but the first run of its samples failed:\n${output.trim()}`,
  );
}
