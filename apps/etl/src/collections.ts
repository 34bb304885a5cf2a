import type { CollectionRegistry } from '@etl/core';

/** Every collection that this program knows, loaded when it is asked for. */
export const collections: CollectionRegistry = new Map([
  ['areas', async () => (await import('@etl/collections/areas')).areas],
  ['cities', async () => (await import('@etl/collections/cities')).cities],
  ['compounds', async () => (await import('@etl/collections/compounds')).compounds],
  ['developers', async () => (await import('@etl/collections/developers')).developers],
  ['governorates', async () => (await import('@etl/collections/governorates')).governorates],
  ['properties', async () => (await import('@etl/collections/properties')).properties],
  ['users', async () => (await import('@etl/collections/users')).users],
]);
