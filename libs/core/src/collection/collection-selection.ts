import type { CollectionDefinition, CollectionRegistry } from './collection-definition';
import { ConfigError } from '../errors/etl-error';
import { type CollectionPlan, planCollection } from './plan';
import { requireFittingPlans } from './plans-together';

export interface LoadedCollection {
  readonly definition: CollectionDefinition;
  readonly plan: CollectionPlan;
}

export interface Selection {
  /** In the order of the request, each once. */
  readonly loaded: readonly LoadedCollection[];
  /** Names that nobody registered. */
  readonly unknown: readonly string[];
}

/**
 * Loads the collections asked for and no others.
 * @throws ConfigError COLLECTIONS_UNKNOWN where names were asked for and none of them is registered: doing nothing must
 * not look like success
 * @throws EtlError COLLECTION_INVALID where one contradicts itself or another; PLUGIN_CONFLICT where a plug-in brought
 * one of the two
 */
export async function selectCollections(
  registry: CollectionRegistry,
  names: Iterable<string>,
): Promise<Selection> {
  const loaded: LoadedCollection[] = [];
  const unknown: string[] = [];
  const plugins = new Map<string, string>();
  for (const name of new Set(names)) {
    const load = registry.get(name);
    if (load === undefined) {
      unknown.push(name);
    } else {
      if (load.plugin !== undefined) plugins.set(name, load.plugin);
      const definition = await load();
      loaded.push({ definition, plan: planCollection(definition) });
    }
  }
  if (loaded.length === 0 && unknown.length > 0) {
    throw new ConfigError(
      'COLLECTIONS_UNKNOWN',
      `No collection is registered under ${unknown.join(', ')}; there are ${[...registry.keys()].join(', ')}.`,
    );
  }
  requireFittingPlans(
    loaded.map(({ plan }) => plan),
    plugins,
  );
  return { loaded, unknown };
}
