import type { CollectionRegistry } from '@etl/core';

/** Every collection that this program knows, loaded when it is asked for. */
export const collections: CollectionRegistry = new Map([
  ['areas', async () => (await import('@etl/collections/areas')).areas],
  ['blogs', async () => (await import('@etl/collections/blogs')).blogs],
  ['cities', async () => (await import('@etl/collections/cities')).cities],
  ['compounds', async () => (await import('@etl/collections/compounds')).compounds],
  ['conversations', async () => (await import('@etl/collections/conversations')).conversations],
  ['developers', async () => (await import('@etl/collections/developers')).developers],
  ['governorates', async () => (await import('@etl/collections/governorates')).governorates],
  ['inquiries', async () => (await import('@etl/collections/inquiries')).inquiries],
  ['jobapplications', async () => (await import('@etl/collections/jobapplications')).jobapplications],
  ['jobpostings', async () => (await import('@etl/collections/jobpostings')).jobpostings],
  ['launches', async () => (await import('@etl/collections/launches')).launches],
  ['leads', async () => (await import('@etl/collections/leads')).leads],
  [
    'newslettersubscriptions',
    async () => (await import('@etl/collections/newslettersubscriptions')).newslettersubscriptions,
  ],
  ['properties', async () => (await import('@etl/collections/properties')).properties],
  ['searches', async () => (await import('@etl/collections/searches')).searches],
  ['sitesettings', async () => (await import('@etl/collections/sitesettings')).sitesettings],
  ['users', async () => (await import('@etl/collections/users')).users],
  ['videoplaylists', async () => (await import('@etl/collections/videoplaylists')).videoplaylists],
  ['videos', async () => (await import('@etl/collections/videos')).videos],
]);
