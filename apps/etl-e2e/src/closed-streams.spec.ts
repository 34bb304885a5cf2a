import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLI, type CliOptions, type CliResult, runCli, runJson } from './support/cli';
import type { ExportDocument } from './support/documents';
import { openWorkplace, type Workplace } from './support/workplace';

let place: Workplace;
let options: CliOptions;
let importing: string;
/** Stays empty: verification finds its documents missing. */
let verifying: string;

beforeAll(async () => {
  place = await openWorkplace();
  options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
  await runCli(['sample', '--documents', '50', '--output', 'dump'], options);
  const { document } = await runJson<ExportDocument>(['export', '--source', 'dump'], options);
  importing = `import --input ${document.folder} --collections governorates,cities --workers 1`;
  verifying = `verify --input ${document.folder} --collections developers`;
});

afterAll(() => place?.leave());

/** Runs a line of the shell, in which `etl` is the command line; the exit code is that of `etl`. */
async function runShell(line: string): Promise<CliResult> {
  const script = `etl() { "$NODE" "$CLI" "$@"; echo $? > code; }\n${line}`;
  const child = spawn('sh', ['-c', script], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env, NODE: process.execPath, CLI },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  return { code: Number(await readFile(join(place.folder, 'code'), 'utf8')), stdout, stderr };
}

const runs = (): Promise<unknown[]> =>
  place.query(`SELECT status FROM _etl.run WHERE status = 'done' AND ledger IS NOT NULL`);

describe('an import', () => {
  let done = 0;

  it.each([
    ['its three streams closed', 'etl @ --json <&- >&- 2>&-'],
    // Only Linux has one.
    ...(existsSync('/dev/full') ? [['stdout on a full disk', 'etl @ >/dev/full']] : []),
    ['a reader of stdout that goes away', 'etl @ | head -n 1'],
    ['a reader of stderr that goes away', '{ etl @ 2>&1 >&3 | head -n 1; } 3>&1'],
  ])('with %s goes on to its end, and its exit code says so', async (_what, line = '') => {
    const { code, stdout, stderr } = await runShell(line.replace('@', importing));
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout + stderr).not.toMatch(/INTERNAL|EPIPE|EBADF|^ +at /m);
    expect(stderr.includes('✖ The output cannot be written (ENOSPC)')).toBe(line.includes('/dev/full'));
    done += 1;
    expect(await runs()).toHaveLength(done);
  });

  it('without a terminal does not wait for an answer, and says what it takes for one', async () => {
    const { code, stderr } = await runShell(`etl ${importing} <&-`);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^! The target holds \d+ rows, and there is no terminal to ask: importing as with --yes\.$/m,
    );
  });
});

describe('an exit code', () => {
  it.each([
    [2, 'etl import --input nowhere <&- >&- 2>&-'],
    [3, 'etl @ 2>/dev/null | head -n 1'],
    [0, 'etl --help >&-'],
  ])('is %i for: %s', async (code, line) => {
    expect((await runShell(line.replace('@', verifying))).code).toBe(code);
  });
});
