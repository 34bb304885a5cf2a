#!/usr/bin/env node
// Runs the command line from the current source: npm run etl -- COMMAND …
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isInstalled } from './ensure-installed.mjs';

if (!isInstalled()) {
  process.stderr.write(
    '✖ The dependencies are not installed, or are not those of package-lock.json.\n→ Run `npm ci`.\n',
  );
  process.exit(2);
}

const { bundleIntoCache, CLI_ENTRIES } = await import('./bundle.mjs');
let folder;
try {
  folder = await bundleIntoCache(CLI_ENTRIES);
} catch (error) {
  // What does not compile esbuild has printed already, with file and line.
  if (!Array.isArray(error.errors))
    process.stderr.write(`✖ The command line cannot be bundled: ${error.message}\n`);
  process.exit(1);
}
// In this very process: signals, exit code, stdin and the terminal are the command's own.
const main = join(folder, 'main.mjs');
process.argv[1] = main;
await import(pathToFileURL(main).href);
