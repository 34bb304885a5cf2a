import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callModule } from './root';

const SCRIPT = 'tools/run/ensure-installed.mjs';

describe('isInstalled', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'etl-installed-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const isInstalled = (): boolean => callModule<boolean>(SCRIPT, 'isInstalled', root);

  function write(file: string, packages: object, at: Date): void {
    writeFileSync(join(root, file), JSON.stringify({ packages }));
    utimesSync(join(root, file), at, at);
  }

  function install(locked: object, installed: object, lockIsNewer: boolean): void {
    mkdirSync(join(root, 'node_modules'));
    write('package-lock.json', locked, new Date(lockIsNewer ? 2_000_000 : 1_000_000));
    write('node_modules/.package-lock.json', installed, new Date(1_500_000));
  }

  it('is false without node_modules, and where an installation was cut short', () => {
    write('package-lock.json', {}, new Date());
    expect(isInstalled()).toBe(false);
    mkdirSync(join(root, 'node_modules'));
    expect(isInstalled()).toBe(false);
  });

  it('is true where the installation is newer than the lock file', () => {
    install({ 'node_modules/a': { version: '1.0.0' } }, {}, false);
    expect(isInstalled()).toBe(true);
  });

  it('is true where a checkout only touched the lock file; packages of other platforms may be missing', () => {
    const a = { version: '1.0.0', integrity: 'x' };
    install(
      { '': {}, 'node_modules/a': a, 'node_modules/mac': { version: '1', optional: true } },
      { 'node_modules/a': a },
      true,
    );
    expect(isInstalled()).toBe(true);
  });

  it('is false where the lock file wants another version', () => {
    install({ 'node_modules/a': { version: '2.0.0' } }, { 'node_modules/a': { version: '1.0.0' } }, true);
    expect(isInstalled()).toBe(false);
  });
});

describe('the summary of the tests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etl-results-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('adds up the projects, and counts a spec file that could not run as a failure', () => {
    const results = (passed: number, failed: number, broken: number, suites: object[]): string =>
      JSON.stringify({
        numPassedTests: passed,
        numFailedTests: failed,
        numRuntimeErrorTestSuites: broken,
        numPendingTests: 2,
        numTodoTests: 0,
        testResults: suites,
      });
    writeFileSync(join(folder, 'a.json'), results(10, 0, 0, []));
    const test = {
      status: 'failed',
      fullName: 'works',
      failureMessages: ['\u001b[31mExpected: 1\u001b[39m\n\n  at x'],
    };
    const suites = [
      { name: '/a.spec.ts', status: 'failed', assertionResults: [test] },
      { name: '/b.spec.ts', status: 'failed', assertionResults: [] },
    ];
    writeFileSync(join(folder, 'b.json'), results(5, 1, 1, suites));
    const summary = callModule<{ line: string; notes: string[] }>(
      'tools/run/test-summary.mjs',
      'summarize',
      folder,
    );
    expect(summary.line).toBe('15 passed, 2 failed');
    expect(summary.notes).toEqual([
      expect.stringContaining('a.spec.ts › works'),
      '    Expected: 1',
      '      at x',
      expect.stringContaining('b.spec.ts could not run'),
      '4 skipped',
    ]);
  });
});
