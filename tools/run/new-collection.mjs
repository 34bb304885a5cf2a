#!/usr/bin/env node
// npm run new:collection -- NAME …: writes the library of a collection.
import { isInstalled } from './ensure-installed.mjs';

if (!isInstalled()) {
  process.stderr.write(
    '✖ The dependencies are not installed, or are not those of package-lock.json.\n→ Run `npm ci`.\n',
  );
  process.exit(2);
}

const { loadCollectionPlugin } = await import('./collection-plugin.mjs');
const { ROOT } = await import('./bundle.mjs');
let plugin;
try {
  plugin = await loadCollectionPlugin();
} catch (error) {
  // What does not compile esbuild has printed already, with file and line.
  if (!Array.isArray(error.errors))
    process.stderr.write(`✖ The generator cannot be bundled: ${error.message}\n`);
  process.exit(1);
}
process.exitCode = await plugin.newCollection(
  plugin.collectionGenerator,
  ROOT,
  process.argv.slice(2),
  process,
);
