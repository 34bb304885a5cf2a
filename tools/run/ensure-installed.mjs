#!/usr/bin/env node
// Runs `npm ci` where node_modules is missing or is not what package-lock.json says. Plain Node: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Every package of the lock file is there in its version; those of other platforms may be missing. */
function sameVersions(lockFile, installedFile) {
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** npm writes node_modules/.package-lock.json last, so an installation that was cut short lacks it. */
export function isInstalled(root = ROOT) {
  const lockFile = `${root}/package-lock.json`;
  const installedFile = `${root}/node_modules/.package-lock.json`;
  try {
    if (statSync(installedFile).mtimeMs >= statSync(lockFile).mtimeMs) return true;
    // A checkout touches the lock file without changing it: the content decides.
    return sameVersions(lockFile, installedFile);
  } catch {
    return false;
  }
}

/** @returns {number} the exit code of `npm ci`, or 0 where nothing was to do */
export function ensureInstalled(root = ROOT) {
  if (isInstalled(root)) return 0;
  process.stderr.write('node_modules is missing or older than package-lock.json: running `npm ci` first.\n');
  const npm = spawnSync('npm', ['ci', '--no-audit'], {
    cwd: root,
    // Its output is no result of the command that is about to run.
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (npm.error) process.stderr.write(`✖ npm cannot be started: ${npm.error.message}\n`);
  return npm.status ?? 1;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = ensureInstalled();
}
