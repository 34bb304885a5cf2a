import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Holds `text` against the file `__golden__/<name>` beside the spec. `UPDATE_GOLDEN=1` writes the files anew: the
 * difference is then read in the diff of the change.
 */
export function expectGolden(specFolder: string, name: string, text: string): void {
  const file = join(specFolder, '__golden__', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (!existsSync(file))
    throw new Error(`${file} is missing: run the spec with UPDATE_GOLDEN=1 and read what it wrote.`);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
