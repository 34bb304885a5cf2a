import { pathToFileURL } from 'node:url';
import {
  type CollectionDefinition,
  type CollectionRegistry,
  ConfigError,
  openPlugin,
  type PluginDescription,
} from '@etl/core';
import { collections as own } from '../collections';
import { describePlugin, findPlugin, type PluginEntry } from './find-plugin';
import { forbidExit } from './forbid-exit';
import { loadFailure } from './load-failure';

/** The collections of this program and those that plug-ins bring. */
export interface OpenCollections {
  readonly registry: CollectionRegistry;
  /** For worker threads, which open them again. */
  readonly entries: readonly PluginEntry[];
  readonly plugins: readonly PluginDescription[];
}

/** Imports a module by its URL. */
export type ImportModule = (url: string) => Promise<unknown>;

const importModule: ImportModule = (url) => import(url);

/**
 * Finds and loads the plug-ins.
 * @param folder where paths and names are looked for
 * @throws ConfigError PLUGIN_NOT_FOUND, PLUGIN_FAILED, PLUGIN_INVALID, PLUGIN_CONTRACT, PLUGIN_NAME_TAKEN
 */
export async function openCollections(
  references: readonly string[],
  folder: string,
): Promise<OpenCollections> {
  const found = new Map<string, PluginEntry>();
  for (const reference of references) {
    const entry = await findPlugin(reference, folder);
    // One plug-in by two names, of the environment and of an option say, is one plug-in.
    if (!found.has(entry.file)) found.set(entry.file, entry);
  }
  return openEntries([...found.values()]);
}

/** The same for plug-ins that are found already. */
export async function openEntries(
  entries: readonly PluginEntry[],
  load: ImportModule = importModule,
): Promise<OpenCollections> {
  const registry = new Map(own);
  const bringers = new Map<string, string>();
  const plugins: PluginDescription[] = [];
  for (const entry of entries) {
    const definition = await forbidExit(entry.folder, () => definitionOf(entry, load));
    const { name } = definition;
    if (registry.has(name)) throw nameTaken(entry, name, bringers.get(name));
    registry.set(
      name,
      Object.assign(async () => definition, { plugin: entry.reference }),
    );
    bringers.set(name, entry.reference);
    plugins.push(describePlugin(entry, name));
  }
  return { registry, entries, plugins };
}

async function definitionOf(entry: PluginEntry, load: ImportModule): Promise<CollectionDefinition> {
  let module: unknown;
  try {
    module = await load(pathToFileURL(entry.file).href);
  } catch (cause) {
    throw loadFailure(entry, cause);
  }
  return openPlugin(module, entry.reference, entry.folder).definition;
}

function nameTaken({ reference }: PluginEntry, name: string, bringer: string | undefined): ConfigError {
  const by = bringer === undefined ? 'this program' : `the plug-in ${bringer}`;
  return new ConfigError(
    'PLUGIN_NAME_TAKEN',
    `The plug-in ${reference} brings a collection ${name}, and so does ${by}.`,
    { context: { plugin: reference, collection: name } },
  );
}
