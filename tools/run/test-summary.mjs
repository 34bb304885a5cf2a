#!/usr/bin/env node
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realpathSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Lines of a failure that tell what it is; the rest is in the result's file. */
const REASON_LINES = 12;

function reason(messages) {
  const lines = stripVTControlCharacters(messages.join('\n')).split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .slice(0, REASON_LINES)
    .map((line) => `    ${line}`);
}

/**
 * Adds up the results that jest wrote, one file a project.
 * @returns {Promise<{ passed: number, failed: number, skipped: number, notes: string[], line: string }>} `line` is
 * `N passed, N failed`; a spec file that could not run at all counts as one failure
 */
export async function summarize(folder) {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  let [passed, failed, skipped] = [0, 0, 0];
  const notes = [];
  for (const name of names) {
    const results = JSON.parse(await readFile(join(folder, name), 'utf8'));
    passed += results.numPassedTests;
    failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
    skipped += results.numPendingTests + results.numTodoTests;
    for (const suite of results.testResults) {
      const broken = suite.assertionResults.filter((test) => test.status === 'failed');
      for (const test of broken) {
        notes.push(`✗ ${relative(ROOT, suite.name)} › ${test.fullName}`, ...reason(test.failureMessages));
      }
      if (suite.status === 'failed' && suite.assertionResults.length === 0) {
        notes.push(`✗ ${relative(ROOT, suite.name)} could not run`);
      }
    }
  }
  if (skipped > 0) notes.push(`${skipped} skipped`);
  return { passed, failed, skipped, notes, line: `${passed} passed, ${failed} failed` };
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { failed, notes, line } = await summarize(join(ROOT, 'test-results'));
  // Whoever reads only the end of a long log learns what to look for.
  for (const note of notes) process.stdout.write(`${note}\n`);
  process.stdout.write(`${line}\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}
