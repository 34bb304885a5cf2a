import { ConfigError } from '@etl/core';
import type { Tree } from '@nx/devkit';
import { folderOf, type Library } from '../library/library';
import { tablesOfCollections } from '../workspace/known-tables';
import { BASE_CONFIG, pathOfAlias } from '../workspace/path-alias';
import { REGISTRY, registryEntries } from '../workspace/registry-line';

/** The import path of a collection. */
export const aliasOf = (name: string): string => `@etl/collections/${name}`;
export const entryOf = (name: string): string => `libs/collections/${name}/src/index.ts`;

/**
 * Two collections must not write one table: each would take the other's rows for strangers.
 * @throws ConfigError COLLECTION_TAKEN
 */
export function checkTableIsFree(tree: Tree, name: string, table: string): void {
  const other = tablesOfCollections(tree).get(table);
  if (other === undefined || other === name) return;
  throw new ConfigError(
    'COLLECTION_TAKEN',
    `The table ${table} is written by libs/collections/${other} already.`,
  );
}

/**
 * What a file of the library would become has to be what it is, or the file has to be missing: nothing is overwritten.
 * @throws ConfigError COLLECTION_TAKEN, naming the files
 */
export function checkFilesAreFree(tree: Tree, library: Library, files: ReadonlyMap<string, string>): void {
  const folder = folderOf(library);
  const different = [...files].filter(
    ([path, text]) => tree.exists(path) && tree.read(path, 'utf8') !== text,
  );
  if (different.length === 0) return;
  const [some, all] = [different.length, files.size];
  throw new ConfigError(
    'COLLECTION_TAKEN',
    `${folder} is there, and ${some === all ? 'is another library' : `${some} of its ${all} files are not what would be written`}: somebody edited it, or the input was another one.`,
    { context: { different: different.map(([path]) => path.slice(folder.length + 1)).join(', ') } },
  );
}

/** @throws ConfigError COLLECTION_TAKEN where registry or alias know another collection of this name */
export function checkNameIsFree(tree: Tree, { names: { name, constant } }: Library): void {
  const entry = registryEntries(tree.read(REGISTRY, 'utf8') ?? '').find((known) => known.name === name);
  if (entry !== undefined && (entry.path !== aliasOf(name) || entry.constant !== constant))
    throw new ConfigError('COLLECTION_TAKEN', `${REGISTRY} knows another collection ${name}: ${entry.path}.`);
  const path = pathOfAlias(tree.read(BASE_CONFIG, 'utf8') ?? '{}', aliasOf(name));
  if (path !== undefined && path !== entryOf(name))
    throw new ConfigError(
      'COLLECTION_TAKEN',
      `${BASE_CONFIG} has ${aliasOf(name)} for another path: ${path}.`,
    );
}
