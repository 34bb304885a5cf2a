import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { PackageManifest } from './package-entry';

/**
 * The package that a file belongs to: the one that led to it, or the nearest above it. Not one in which the user works: a
 * lone file in a project is no part of the project's package.
 */
export async function packageOf(
  file: string,
  base: string | null,
  workingFolder: string,
): Promise<PackageManifest & { readonly path: string }> {
  const manifest = base === null ? undefined : await readManifest(base);
  if (base !== null && typeof manifest === 'object') return { ...manifest, path: base };
  for (let path = dirname(file); !isWithin(workingFolder, path); path = dirname(path)) {
    const nearest = await readManifest(path);
    if (typeof nearest === 'object') return { ...nearest, path };
  }
  return { path: dirname(file) };
}

const isWithin = (path: string, folder: string): boolean => {
  const way = relative(folder, path);
  return way === '' || !(way.startsWith('..') || isAbsolute(way));
};

/** `broken` where it is there and not JSON. */
export async function readManifest(folder: string): Promise<PackageManifest | 'broken' | undefined> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const manifest: unknown = JSON.parse(text);
    return typeof manifest === 'object' && manifest !== null ? manifest : 'broken';
  } catch {
    return 'broken';
  }
}
