import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { config } from 'dotenv';
import { bundleIntoCache, ROOT } from './bundle.mjs';

/** The generator of collections from its current source; DATABASE_URL may stand in `.env`, as for the command line. */
export async function loadCollectionPlugin() {
  config({ quiet: true, path: join(ROOT, '.env') });
  const folder = await bundleIntoCache({ plugin: join(ROOT, 'tools/collection-plugin/src/index.ts') });
  return import(pathToFileURL(join(folder, 'plugin.mjs')).href);
}
