import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../../..');

/** What a clean checkout has not, or what is large. */
const LEFT_OUT = new Set([
  ...['.git', '.nx', '.env', 'node_modules', 'dist', 'output', 'sample', 'tmp', 'coverage', 'test-results'],
]);

/** A copy of this workspace that has its dependencies and nothing else: whatever happens in it, this one is as it was. */
export interface TemporaryWorkspace {
  readonly root: string;
  remove(): void;
}

export function temporaryWorkspace(): TemporaryWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'etl-workspace-'));
  for (const name of readdirSync(ROOT)) {
    if (!LEFT_OUT.has(name)) cpSync(join(ROOT, name), join(root, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'dir');
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
