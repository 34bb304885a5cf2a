import { PassThrough } from 'node:stream';
import type { ImportPreview } from '@etl/core';
import { confirmImport } from './confirm-import';
import type { Terminal } from './terminal';

const preview = (rows: number, dryRun = false): ImportPreview => ({
  target: {
    host: 'db.example',
    port: 5432,
    database: 'basera',
    role: 'app',
    serverVersion: '18.4',
    rows: new Map([['User', rows]]),
  },
  collections: ['users'],
  dryRun,
  warnings: [],
});

describe('an import into a target with rows', () => {
  let stdin: PassThrough;
  let stderr: PassThrough;
  let noticed: string[];
  let stop: AbortController;
  beforeEach(() => {
    [stdin, stderr, noticed, stop] = [new PassThrough(), new PassThrough(), [], new AbortController()];
  });

  const confirm = (content: ImportPreview, { interactive = true, yes = false } = {}): Promise<boolean> => {
    const terminal = { stdin, stderr, interactive } as unknown as Terminal;
    const notice = (lines: readonly string[]): void => void noticed.push(...lines);
    return confirmImport(content, { terminal, notice, signal: stop.signal }, yes);
  };

  it.each([
    ['y\n', true],
    ['Yes\r\n', true],
    ['n\n', false],
    ['\n', false],
    ['yesterday\n', false],
  ])('is confirmed by %j: %p', async (typed, confirmed) => {
    stdin.write(typed);
    expect(await confirm(preview(1_234))).toBe(confirmed);
    expect(String(stderr.read())).toContain(
      'basera on db.example:5432 already holds 1,234 rows in these tables. Import into it? [y/N]',
    );
  });

  it('is not confirmed by an input that ends', async () => {
    stdin.end();
    expect(await confirm(preview(1))).toBe(false);
  });

  it('stops asking where the user stops the command', async () => {
    const asking = confirm(preview(1));
    stop.abort();
    await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('does not ask without a terminal, and says so', async () => {
    stdin.end();
    expect(await confirm(preview(1_234), { interactive: false })).toBe(true);
    expect(noticed.at(-1)).toBe(
      '! The target holds 1,234 rows, and there is no terminal to ask: importing as with --yes.',
    );
  });

  it.each([
    ['with --yes', preview(1), { yes: true }],
    ['in a dry run', preview(1, true), {}],
    ['without rows', preview(0), {}],
  ])('does not ask %s', async (_when, content, how) => {
    expect(await confirm(content, how)).toBe(true);
    expect(await confirm(content, { ...how, interactive: false })).toBe(true);
    expect([stderr.read(), noticed.join()]).toEqual([null, expect.not.stringContaining('no terminal')]);
  });
});
