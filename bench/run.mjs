#!/usr/bin/env node
// Runs a measurement from the current source: node bench/run.mjs NAME …
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleIntoCache, ROOT } from '../tools/run/bundle.mjs';

const [name, ...rest] = process.argv.slice(2);
const source = (file) => join(ROOT, 'bench/src', name, `${file}.ts`);
if (name === undefined || !existsSync(source(`${name}.bench`))) {
  process.stderr.write('node bench/run.mjs NAME …, where bench/src/NAME/NAME.bench.ts is there.\n');
  process.exit(2);
}
const folder = await bundleIntoCache({
  ...entriesBeside(source(`${name}.bench`)),
  // The registry belongs to the command line: a measurement takes all that is in it.
  collections: join(ROOT, 'apps/etl/src/collections.ts'),
});
const entry = join(folder, `${name}.bench.mjs`);
process.argv = [process.argv[0], entry, ...rest];
await import(pathToFileURL(entry).href);

/** The measurement, its worker threads, and the programs that it runs as its peers. */
function entriesBeside(file) {
  const folder = dirname(file);
  const entries = readdirSync(folder).filter((entry) => /(\.bench|-worker|-peer)\.ts$/.test(entry));
  return Object.fromEntries(entries.map((entry) => [basename(entry, '.ts'), join(folder, entry)]));
}
