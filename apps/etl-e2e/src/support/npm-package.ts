import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const WORKSPACE = join(__dirname, '../../../..');
export const MODULES = join(WORKSPACE, 'node_modules');
/** What `nx run etl:package` wrote. */
const PACKAGE = join(WORKSPACE, 'dist/package');

/** Packs a folder with npm and unpacks it as npm would install it; no registry is asked. */
export async function installPacked(source: string, modules: string, name: string): Promise<string> {
  const destination = await mkdtemp(join(tmpdir(), 'etl-e2e-pack-'));
  try {
    await run('npm', ['pack', '--silent', '--offline', '--pack-destination', destination, source]);
    const [tarball = ''] = await readdir(destination);
    const installed = join(modules, name);
    await mkdir(installed, { recursive: true });
    await run('tar', ['-xzf', join(destination, tarball), '--strip-components=1', '-C', installed]);
    return installed;
  } finally {
    await rm(destination, { recursive: true, force: true });
  }
}

/** Installs this program into a folder, from its tarball; what it depends on is linked from this workspace. */
export async function installProgram(folder: string): Promise<string> {
  const modules = join(folder, 'node_modules');
  const installed = await installPacked(PACKAGE, modules, 'mongo-to-postgres-etl');
  const { dependencies } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(MODULES, name), join(modules, name));
  }
  return installed;
}

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a script of Node, with what it prints in one text. */
export async function runNode(script: string, args: readonly string[], cwd: string): Promise<Ended> {
  try {
    const { stdout, stderr } = await run(process.execPath, [script, ...args], {
      cwd,
      // What is printed is matched: Nx asks for colours.
      env: { ...process.env, FORCE_COLOR: '0' },
      maxBuffer: 16 * 1024 * 1024,
    });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    return { code: Number(code), output: stdout + stderr };
  }
}
