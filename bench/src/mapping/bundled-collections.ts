import type { CollectionRegistry } from '@etl/core';

/** The registry of the command line, which `bench/run.mjs` bundles beside the measurement. */
export async function bundledCollections(): Promise<CollectionRegistry> {
  const module = (await import(new URL('./collections.mjs', import.meta.url).href)) as {
    collections: CollectionRegistry;
  };
  return module.collections;
}
