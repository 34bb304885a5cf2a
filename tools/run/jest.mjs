#!/usr/bin/env node
// nx test PROJECT: jest, and its results as test-results/PROJECT.json. Further arguments are jest's own.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const [projectRoot, project, ...rest] = process.argv.slice(2);

// Jest does not make the folder of its output file.
mkdirSync(join(ROOT, 'test-results'), { recursive: true });

const { run } = createRequire(import.meta.url)('jest');
await run([
  ...['--config', join(ROOT, projectRoot, 'jest.config.cjs')],
  ...['--json', '--outputFile', join(ROOT, 'test-results', `${project}.json`)],
  ...rest,
]);
