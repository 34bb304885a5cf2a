import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CliOptions, runCli, runJson, startCli } from './support/cli';
import {
  type ExportDocument,
  type ImportDocument,
  openRows,
  sum,
  type VerifyDocument,
} from './support/documents';
import { openWorkplace, type Workplace } from './support/workplace';

/** Enough that each command is at work for some seconds. */
const PROPERTIES = '20000';

let place: Workplace;
let options: CliOptions;

beforeAll(async () => {
  place = await openWorkplace();
  options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
  expect(await runCli(['sample', '--documents', PROPERTIES, '--output', 'dump'], options)).toMatchObject({
    code: 0,
  });
});

afterAll(() => place?.leave());

describe('Ctrl-C', () => {
  it.each(['1', '2'])(
    'in the middle of an export with %s workers: exit 130, no half file',
    async (workers) => {
      const output = `cut-${workers}`;
      const running = startCli(
        ['export', '--source', 'dump', '--output', output, '--workers', workers],
        options,
      );
      await running.said('properties: 0 of');
      running.child.kill('SIGINT');
      const { code, stderr } = await running.result;
      expect({ code, stderr }).toMatchObject({ code: 130 });
      expect(stderr).not.toContain('INTERNAL');
      expect(stderr).toMatch(/^■ Interrupted\. No file is left half-written\./m);
      const files = (await readdir(join(place.folder, output), { recursive: true })).map(String);
      expect(files.filter((file) => file.endsWith('.part') || file.endsWith('manifest.json'))).toEqual([]);
    },
  );

  it('in the middle of an import: exit 130, and the same import makes it whole', async () => {
    const { document: exported } = await runJson<ExportDocument>(['export', '--source', 'dump'], options);
    const running = startCli(['import', '--input', 'latest', '--batch-size', '200', '--keep-keys'], options);
    await running.said('User (merge)');
    running.child.kill('SIGINT');
    const cut = await running.result;
    expect({ code: cut.code, stderr: cut.stderr }).toMatchObject({ code: 130 });
    expect(cut.stderr).toMatch(/^■ Interrupted\. Batches that were committed stay\./m);

    const whole = await runJson<ImportDocument>(
      ['import', '--input', exported.folder ?? '', '--allow-rejects'],
      options,
    );
    expect(whole.code).toBe(0);
    expect(openRows(whole.document.ledger)).toBe(0);
    // What the first one committed is not written twice.
    expect(sum(whole.document.ledger, 'unchanged')).toBeGreaterThan(0);
    const verified = await runJson<VerifyDocument>(
      ['verify', '--input', 'latest', '--accept-rejects'],
      options,
    );
    expect(verified).toMatchObject({ code: 0, document: { status: 'explained' } });
  });

  it('twice ends at once', async () => {
    const running = startCli(['import', '--input', 'latest', '--batch-size', '1'], options);
    await running.said('users: 0 of');
    running.child.kill('SIGINT');
    await running.said('Stopping cleanly');
    await new Promise((resolve) => setTimeout(resolve, 600));
    if (running.child.exitCode === null) running.child.kill('SIGINT');
    expect((await running.result).code).toBe(130);
  });
});

describe('a reader that goes away', () => {
  it('does not crash the command', async () => {
    const running = startCli(['collections'], options);
    running.child.stdout?.destroy();
    const { code, stderr } = await running.result;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
