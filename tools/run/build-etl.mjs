#!/usr/bin/env node
// nx build etl: the command line as files that run with `node dist/apps/etl/main.mjs`.
import { join } from 'node:path';
import { bundleIntoFolder, CLI_ENTRIES, ROOT } from './bundle.mjs';

await bundleIntoFolder(CLI_ENTRIES, join(ROOT, 'dist/apps/etl'));
