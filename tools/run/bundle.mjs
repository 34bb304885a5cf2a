import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

/** The root of the workspace. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const CACHE = join(ROOT, 'node_modules', '.cache', 'etl');
const DAY = 24 * 60 * 60 * 1000;

/**
 * The command line and the entries of its worker threads. Commands and collections are imported lazily: splitting keeps
 * them in chunks of their own, so that `--help` reads none of them.
 */
export const CLI_ENTRIES = {
  main: join(ROOT, 'apps/etl/src/main.ts'),
  'chunk-worker': join(ROOT, 'apps/etl/src/worker/chunk-worker.ts'),
  'transcode-worker': join(ROOT, 'libs/mongo/src/transcode/transcode-worker.ts'),
};

/** esbuild's options: ES modules side by side in one folder; packages of node_modules stay imports. */
export function bundleOptions(entryPoints) {
  return {
    absWorkingDir: ROOT,
    entryPoints,
    outdir: 'bundle',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    tsconfig: join(ROOT, 'tsconfig.base.json'),
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    // Decorators need it before they run, and splitting gives imports another order: so it comes first in every file.
    banner: { js: "import 'reflect-metadata';" },
    // Entities and errors are known by the names of their classes; two chunks may hold the same name.
    keepNames: true,
    logLevel: 'error',
  };
}

/** @returns {Promise<{ name: string, contents: Uint8Array }[]>} */
async function bundle(entryPoints) {
  const result = await build(bundleOptions(entryPoints));
  await stop();
  return result.outputFiles.map((file) => ({ name: basename(file.path), contents: file.contents }));
}

/**
 * Bundles the current source into a folder of the cache that is named after its content. Bundling anew every time
 * (about 100 ms) is what makes it current; processes that start at once write the same folder, and the first one wins.
 * @returns {Promise<string>} the folder
 */
export async function bundleIntoCache(entryPoints) {
  const files = await bundle(entryPoints);
  const hash = createHash('sha256');
  for (const { name, contents } of files) hash.update(`${name}\0${contents.length}\0`).update(contents);
  const folder = join(CACHE, hash.digest('hex').slice(0, 16));
  if (await exists(folder)) {
    const now = new Date();
    await utimes(folder, now, now);
    return folder;
  }
  await mkdir(CACHE, { recursive: true });
  await forgetOldBundles();
  const unfinished = await mkdtemp(join(CACHE, 'unfinished-'));
  await writeFiles(unfinished, files);
  try {
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
  return folder;
}

/** Bundles into a folder that holds nothing else afterwards. */
export async function bundleIntoFolder(entryPoints, folder) {
  const files = await bundle(entryPoints);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFiles(folder, files);
}

async function writeFiles(folder, files) {
  await Promise.all(files.map(({ name, contents }) => writeFile(join(folder, name), contents)));
}

async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A process reads its chunks as it needs them, so a bundle goes only when nobody can be running it any more. */
async function forgetOldBundles() {
  for (const name of await readdir(CACHE)) {
    const path = join(CACHE, name);
    const entry = await stat(path).catch(() => null);
    if (entry !== null && Date.now() - entry.mtimeMs > 7 * DAY)
      await rm(path, { recursive: true, force: true });
  }
}
