import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../../..');

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;
}

/** Calls a function of an ES module in a process of its own: jest cannot import one. */
export function callModule<T>(path: string, name: string, ...args: readonly unknown[]): T {
  const script = `
    const module = await import(${JSON.stringify(join(ROOT, path))});
    const result = await module[${JSON.stringify(name)}](...${JSON.stringify(args)});
    process.stdout.write(JSON.stringify(result ?? null));`;
  const env = { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' };
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output) as T;
}

const SKIPPED = new Set([
  'node_modules',
  'dist',
  'output',
  'sample',
  'tmp',
  'coverage',
  'test-results',
  'src',
]);

/** The folders of all projects, relative to the root. */
export function projectFolders(folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile() && entry.name === 'project.json') return [folder];
    if (!entry.isDirectory() || entry.name.startsWith('.') || SKIPPED.has(entry.name)) return [];
    return projectFolders(join(folder, entry.name));
  });
}
