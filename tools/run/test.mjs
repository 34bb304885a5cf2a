#!/usr/bin/env node
// npm test: every test of every project, on one PostgreSQL and one MongoDB that are started for the whole run.
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';
import { summarize } from './test-summary.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const installed = ensureInstalled();
if (installed !== 0) process.exit(installed);

// Results of an earlier run must not count. Where nothing changed, Nx puts the cached ones back.
await rm(join(ROOT, 'test-results'), { recursive: true, force: true });

const { startTestDatabases } = await import('./test-databases.mjs');
const databases = await startTestDatabases();
let interrupted = false;
let child;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    interrupted = true;
    child?.kill(signal);
  });
}
let exitCode;
try {
  exitCode = await nx(
    ['run-many', '-t', 'test', '--output-style=stream', ...process.argv.slice(2)],
    databases.env,
  );
} finally {
  await databases.stop();
}
if (interrupted) process.exit(130);

const { passed, failed, notes, line } = await summarize(join(ROOT, 'test-results'));
for (const note of notes) process.stdout.write(`${note}\n`);
process.stdout.write(`${line}\n`);
// A project whose tests did not even start has no result, and fails all the same.
process.exit(exitCode !== 0 ? exitCode : failed > 0 || passed === 0 ? 1 : 0);

function nx(args, env) {
  return new Promise((resolve, reject) => {
    child = spawn(process.execPath, [join(ROOT, 'node_modules/nx/dist/bin/nx.js'), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 1)));
  });
}
