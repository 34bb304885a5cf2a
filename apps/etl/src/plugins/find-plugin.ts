import { readFile, realpath, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { ConfigError, type PluginDescription } from '@etl/core';
import { entriesOf, type PackageManifest } from './package-entry';

/** Where the code of a plug-in is. Plain data, so that worker threads find it without looking. */
export interface PluginEntry {
  /** As the user gave it. */
  readonly reference: string;
  readonly file: string;
  readonly package: string | null;
  readonly version: string | null;
}

/** What a manifest says of a plug-in: no path but the last part of the one that the user gave. */
export function describePlugin(
  { reference, package: name, version }: PluginEntry,
  collection: string,
): PluginDescription {
  return { collection, package: name, version, from: isPath(reference) ? basename(reference) : reference };
}

/**
 * Finds a plug-in: a path to a folder or a file, relative to `folder`, or the name of a package in the node_modules of
 * `folder` or above it. Links are followed.
 * @throws ConfigError PLUGIN_NOT_FOUND, PLUGIN_INVALID
 */
export async function findPlugin(reference: string, folder: string): Promise<PluginEntry> {
  const file = await (isPath(reference) ? byPath(reference, folder) : byName(reference, folder));
  if (/^\.[mc]?tsx?$/.test(extname(file))) {
    throw new ConfigError(
      'PLUGIN_INVALID',
      `The plug-in ${reference} is TypeScript (${basename(file)}), which is not compiled here: pass the JavaScript that tsc makes of it.`,
      { context: { plugin: reference } },
    );
  }
  const { name, version } = await nearestManifest(dirname(file));
  return {
    reference,
    file: await realpath(file),
    package: typeof name === 'string' ? name : null,
    version: typeof version === 'string' ? version : null,
  };
}

const isPath = (reference: string): boolean => /^\.{1,2}([\\/]|$)/.test(reference) || isAbsolute(reference);

async function byPath(reference: string, folder: string): Promise<string> {
  const path = resolve(folder, reference);
  const kind = await kindOfPath(path);
  if (kind === 'file') return path;
  if (kind === 'none') throw notFound(reference, 'there is no such folder or file', path);
  return entryOf(reference, path, '.');
}

async function byName(reference: string, folder: string): Promise<string> {
  const [, name = reference, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(reference) ?? [];
  // The node_modules of this folder and of those above it, as Node looks for them.
  const places = createRequire(join(folder, 'plug-in')).resolve.paths(name) ?? [];
  for (const place of places) {
    if ((await kindOfPath(join(place, name))) === 'folder')
      return entryOf(reference, join(place, name), `.${rest}`);
  }
  const hint =
    (await kindOfPath(resolve(folder, reference))) === 'none'
      ? ''
      : `; there is a path of this name: write ./${reference}`;
  throw notFound(reference, `no package of this name is installed${hint}`, join(folder, 'node_modules'));
}

async function entryOf(reference: string, folder: string, subpath: string): Promise<string> {
  const manifest = (await readManifest(folder)) ?? {};
  const entries = entriesOf(manifest, subpath);
  for (const entry of entries) {
    const file = join(folder, entry);
    if ((await kindOfPath(file)) === 'file') return file;
  }
  const said = subpath === '.' ? 'its package.json' : `its package.json says of ${subpath}`;
  throw notFound(
    reference,
    entries.length === 0 ? `the package exports nothing for ${subpath}` : `what ${said} names is not there`,
    join(folder, entries[0] ?? ''),
  );
}

async function nearestManifest(folder: string): Promise<PackageManifest> {
  for (let path = folder; ; path = dirname(path)) {
    const manifest = await readManifest(path);
    if (manifest !== undefined) return manifest;
    if (path === dirname(path)) return {};
  }
}

async function readManifest(folder: string): Promise<PackageManifest | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? manifest : undefined;
  } catch {
    return undefined;
  }
}

async function kindOfPath(path: string): Promise<'file' | 'folder' | 'none'> {
  return stat(path).then(
    (entry) => (entry.isDirectory() ? 'folder' : 'file'),
    () => 'none',
  );
}

function notFound(reference: string, why: string, looked: string): ConfigError {
  return new ConfigError('PLUGIN_NOT_FOUND', `The plug-in ${reference} cannot be found: ${why}.`, {
    context: { plugin: reference, looked },
  });
}
