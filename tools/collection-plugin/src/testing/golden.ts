import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Holds `text` against `__golden__/<name>` beside the spec; UPDATE_GOLDEN=1 writes it anew. */
export function expectGolden(specFolder: string, name: string, text: string): void {
  const file = join(specFolder, '__golden__', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(
    existsSync(file) ? readFileSync(file, 'utf8') : `(${name} is missing: UPDATE_GOLDEN=1 writes it)`,
  );
}
