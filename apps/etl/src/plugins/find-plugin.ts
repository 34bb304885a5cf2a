import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, extname, isAbsolute, join, resolve } from 'node:path';
import { ConfigError, type PluginDescription } from '@etl/core';
import { entriesOf, type PackageManifest } from './package-entry';
import { packageOf, readManifest } from './package-of';

/** Where the code of a plug-in is. Plain data, so that worker threads find it without looking. */
export interface PluginEntry {
  /** As the user gave it. */
  readonly reference: string;
  readonly file: string;
  /** Where its code lies: the folder of its package, or of the file. */
  readonly folder: string;
  readonly package: string | null;
  readonly version: string | null;
  /** Of the file. */
  readonly sha256: string;
}

/** What a manifest says of a plug-in: no path but the last part of the one that the user gave. */
export function describePlugin(
  { reference, package: name, version, sha256 }: PluginEntry,
  collection: string,
): PluginDescription {
  const from = isPath(reference) ? basename(reference) : reference;
  return { collection, package: name, version, from, sha256 };
}

/**
 * Finds a plug-in: a path to a folder or a file, relative to `folder`, or the name of a package in the node_modules of
 * `folder` or above it. Links are followed.
 * @throws ConfigError PLUGIN_NOT_FOUND, PLUGIN_INVALID
 */
export async function findPlugin(reference: string, folder: string): Promise<PluginEntry> {
  const { file, base } = await (isPath(reference) ? byPath(reference, folder) : byName(reference, folder));
  if (/^\.[mc]?tsx?$/.test(extname(file))) {
    throw new ConfigError(
      'PLUGIN_INVALID',
      `The plug-in ${reference} is TypeScript (${basename(file)}), which is not compiled here: pass the JavaScript that tsc makes of it.`,
      {
        context: { plugin: reference },
        remedy:
          'Compile it (npx tsc -p .), and pass the .js that tsc wrote: see "In TypeScript" in docs/plugins.md.',
      },
    );
  }
  const real = await realpath(file);
  const { name, version, path } = await packageOf(real, base, await realpath(folder));
  return {
    reference,
    file: real,
    folder: await realpath(path),
    package: typeof name === 'string' ? name : null,
    version: typeof version === 'string' ? version : null,
    sha256: createHash('sha256')
      .update(await readFile(real))
      .digest('hex'),
  };
}

const isPath = (reference: string): boolean => /^\.{1,2}([\\/]|$)/.test(reference) || isAbsolute(reference);

/** A file, and the folder whose package.json led to it. */
interface Found {
  readonly file: string;
  readonly base: string | null;
}

async function byPath(reference: string, folder: string): Promise<Found> {
  const path = resolve(folder, reference);
  const kind = await kindOfPath(path);
  if (kind === 'file') return { file: path, base: null };
  if (kind === 'none')
    throw notFound(reference, `there is no such folder or file${hintOfList(reference)}`, path);
  return entryOf(reference, path, '.');
}

async function byName(reference: string, folder: string): Promise<Found> {
  const [, name = reference, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(reference) ?? [];
  // The node_modules of this folder and of those above it, as Node looks for them.
  const places = createRequire(join(folder, 'plug-in')).resolve.paths(name) ?? [];
  for (const place of places) {
    if ((await kindOfPath(join(place, name))) === 'folder')
      return entryOf(reference, join(place, name), `.${rest}`);
  }
  const hint =
    (await kindOfPath(resolve(folder, reference))) === 'none'
      ? hintOfList(reference)
      : `; there is a path of this name: write ./${reference}`;
  throw notFound(reference, `no package of this name is installed${hint}`, join(folder, 'node_modules'));
}

/** ETL_PLUGINS takes several between commas, and the option does not. */
const hintOfList = (reference: string): string =>
  reference.includes(',') ? '; --plugin takes one: repeat it for each' : '';

async function entryOf(reference: string, folder: string, subpath: string): Promise<Found> {
  const manifest = await readManifest(folder);
  if (manifest === 'broken') {
    throw notFound(reference, 'its package.json is not JSON', join(folder, 'package.json'), {
      remedy: 'Correct the package.json that is named.',
    });
  }
  const entries = entriesOf(manifest ?? {}, subpath);
  for (const entry of entries) {
    const file = join(folder, entry);
    if ((await kindOfPath(file)) === 'file') return { file, base: folder };
  }
  const { why, remedy } = absence(manifest, entries, subpath);
  throw notFound(reference, why, join(folder, entries[0] ?? ''), { remedy });
}

/** Why a folder that is there has no entry. */
function absence(
  manifest: PackageManifest | undefined,
  entries: readonly string[],
  subpath: string,
): { readonly why: string; readonly remedy?: string } {
  if (entries.length === 0) return { why: `the package exports nothing for ${subpath}` };
  if (subpath !== '.' && manifest?.exports === undefined)
    return { why: `the package has no file ${subpath}` };
  if (manifest?.main === undefined && manifest?.exports === undefined) {
    return {
      why: `the folder has ${manifest === undefined ? 'no package.json' : 'a package.json without main and exports'}, and no index.js, index.mjs or index.cjs`,
      remedy: 'Pass the file itself, or name it in the package.json of the folder: "main": "dist/books.js".',
    };
  }
  const named = manifest.exports === undefined ? 'main' : 'exports';
  return {
    why: `${entries[0]}, which ${named} of its package.json names, is not there`,
    remedy: 'Build the plug-in (npm run build in its folder), or correct its package.json.',
  };
}

async function kindOfPath(path: string): Promise<'file' | 'folder' | 'none'> {
  return stat(path).then(
    (entry) => (entry.isDirectory() ? 'folder' : 'file'),
    () => 'none',
  );
}

function notFound(
  reference: string,
  why: string,
  looked: string,
  { remedy }: { readonly remedy?: string | undefined } = {},
): ConfigError {
  return new ConfigError('PLUGIN_NOT_FOUND', `The plug-in ${reference} cannot be found: ${why}.`, {
    context: { plugin: reference, looked },
    remedy,
  });
}
