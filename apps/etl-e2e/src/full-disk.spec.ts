import { chown, cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type CliOptions, runCli, runJson, startCli } from './support/cli';
import {
  type ExportDocument,
  type ImportDocument,
  openRows,
  sum,
  type VerifyDocument,
} from './support/documents';
import { expectError } from './support/expect-error';
import { describeWithSmallDisk, openSmallDisk, type SmallDisk } from './support/small-disk';
import { openWorkplace, type Workplace } from './support/workplace';

const DOCUMENTS = '300';

describeWithSmallDisk('a disk that is full', () => {
  let place: Workplace;
  let disk: SmallDisk;
  let dump: string;
  let exported: string;
  /** Works on the small disk: `output/` is there. */
  let options: CliOptions;
  let exporting: string[];

  beforeAll(async () => {
    place = await openWorkplace();
    const here = { cwd: place.folder };
    await runCli(['sample', '--documents', DOCUMENTS, '--output', 'dump'], here);
    dump = join(place.folder, 'dump');
    exporting = ['export', '--source', dump];
    const { document } = await runJson<ExportDocument>(['export', '--source', 'dump'], here);
    exported = join(place.folder, document.folder ?? '');
  });
  beforeEach(() => {
    disk = openSmallDisk('16m');
    options = { cwd: disk.folder, env: { DATABASE_URL: place.databaseUrl } };
  });
  afterEach(() => disk.leave());
  afterAll(() => place?.leave());

  /** Everything that lies below a folder of the disk. */
  const filesIn = async (folder: string): Promise<string[]> =>
    (await readdir(join(disk.folder, folder), { recursive: true })).map(String);
  const copyExport = (): Promise<void> => cp(exported, join(disk.folder, 'exported'), { recursive: true });
  const importing = ['import', '--input', 'exported', '--workers', '1'];
  const verifying = ['verify', '--input', 'exported'];
  const etlSchema = (): Promise<unknown> =>
    place.query(`SELECT nspname FROM pg_namespace WHERE nspname = '_etl'`);

  it('in the middle of an export: what is there does not pass for the whole', async () => {
    await disk.fill(500 * 1024);
    const cut = await runCli(exporting, options);
    expectError(cut, 1, 'OUTPUT_FAILED');
    expect(cut.stderr).toMatch(/^✖ .*properties\.jsonl cannot be written: ENOSPC/m);
    expect(cut.stderr).not.toContain('properties: done');
    const files = await filesIn('output');
    expect(files.filter((file) => /\.part$|manifest\.json$|properties\.jsonl$/.test(file))).toEqual([]);
    expect(files.filter((file) => file.endsWith('.jsonl'))).not.toEqual([]);

    expectError(await runCli(['import', '--input', 'latest'], options), 2, 'INPUT_NOT_FOUND');
    const [folder] = await readdir(join(disk.folder, 'output'));
    for (const command of ['import', 'verify']) {
      const input = join('output', folder ?? '');
      expectError(await runCli([command, '--input', input], options), 2, 'INPUT_UNFINISHED');
    }

    await disk.free();
    expect((await runCli(exporting, options)).code).toBe(0);
  });

  it('before a command begins: nothing is begun, and nothing left behind', async () => {
    await copyExport();
    const before = await filesIn('exported');
    await disk.fill(8 * 1024);
    for (const command of [exporting, importing, verifying]) {
      const result = await runCli(command, options);
      expectError(result, 1, 'OUTPUT_FAILED');
      expect(result.stderr).toContain('no space left on device');
    }
    expect(await filesIn('exported')).toEqual(before);
    expect(await filesIn('output')).toEqual([]);
    expect(await etlSchema()).toEqual([]);
  });

  it('while an import unpacks its input: nothing is written to the target', async () => {
    await mkdir(join(disk.folder, 'packed'));
    for (const name of ['users', 'cities', 'governorates']) {
      const lines = await readFile(join(exported, `${name}.jsonl`));
      await writeFile(join(disk.folder, 'packed', `${name}.jsonl.gz`), gzipSync(lines));
    }
    await disk.fill(80 * 1024);
    const result = await runCli(['import', '--input', 'packed'], options);
    expectError(result, 1, 'OUTPUT_FAILED');
    expect((await filesIn('packed')).filter((file) => /(\.part|\.jsonl)$/.test(file))).toEqual([]);
    expect(await etlSchema()).toEqual([]);
  });

  it('in the middle of a sample: every file that is there is complete', async () => {
    await disk.fill(400 * 1024);
    const result = await runCli(['sample', '--documents', DOCUMENTS, '--output', 'sample'], options);
    expectError(result, 1, 'OUTPUT_FAILED');
    const files = (await filesIn('sample')).filter((file) => /\.[a-z]+$/.test(file));
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const { size } = await stat(join(disk.folder, 'sample', file));
      expect([file, size]).toEqual([file, (await stat(join(dump, file))).size]);
    }
  });

  it('or that may only be read: the error says what to do', async () => {
    await copyExport();
    disk.change('ro');
    for (const command of [exporting, importing]) {
      const result = await runCli(command, options);
      expectError(result, 2, 'OUTPUT_NOT_WRITABLE');
      expect(result.stderr).toContain('a copy of the input for an import');
    }
    expect(await etlSchema()).toEqual([]);
  });

  it('in the log and the reports of an import: rows are whole, and the same import again completes it', async () => {
    await copyExport();
    // A line of the log for each batch of one row: the log is the first to find no room.
    const running = startCli(
      [...importing, '--keep-keys', '--batch-size', '1', '--log-level', 'debug'],
      options,
    );
    await running.said('Governorate (merge)');
    await disk.fill(0);
    const { code, stderr } = await running.result;
    expect({ code, stderr }).toMatchObject({ code: 1 });
    expect(stderr.match(/^! The log .*import\.log cannot be written: ENOSPC.* goes on\.$/gm)).toHaveLength(1);
    expect(stderr).toContain('Search (merge): done');
    expect(stderr).toMatch(/^ {2}OUTPUT_FAILED · log: /m);
    expect((await filesIn('exported')).filter((file) => file.endsWith('.part'))).toEqual([]);
    expect(await place.query('SELECT status, ledger FROM _etl.run')).toEqual([
      { status: 'failed', ledger: null },
    ]);

    await disk.free();
    const whole = await runJson<ImportDocument>([...importing, '--allow-rejects'], options);
    expect(whole.code).toBe(0);
    expect(openRows(whole.document.ledger)).toBe(0);
    expect(sum(whole.document.ledger, 'inserted')).toBe(0);
    expect(sum(whole.document.ledger, 'unchanged')).toBeGreaterThan(0);
    const verified = await runJson<VerifyDocument>(verifying, options);
    expect(verified).toMatchObject({ code: 4, document: { status: 'explained' } });
  });

  describe('of the server', () => {
    const space = `etl_e2e_${process.pid}`;
    let target: Workplace | undefined;
    let at: CliOptions;

    /** A database whose tables lie on the small disk; answers false where that is not a disk of the server's machine. */
    const openTarget = async (): Promise<boolean> => {
      const [server] = await place.query(`SELECT current_setting('data_directory') AS data`);
      const data = await stat(server?.['data'] ?? '').catch(() => null);
      if (data === null) {
        process.stderr.write(
          '\n⚠️  The PostgreSQL of the tests runs elsewhere: its full disk is SKIPPED.\n\n',
        );
        return false;
      }
      const folder = join(disk.folder, 'space');
      await mkdir(folder);
      await chown(folder, data.uid, data.gid);
      await place.query(`CREATE TABLESPACE "${space}" LOCATION '${folder}'`);
      target = await openWorkplace({ database: `ENCODING 'UTF8' TABLESPACE "${space}"` });
      at = { cwd: place.folder, env: { DATABASE_URL: target.databaseUrl } };
      return true;
    };
    afterEach(async () => {
      if (target === undefined) return;
      await target.leave();
      await place.query(`DROP TABLESPACE "${space}"`);
      target = undefined;
    });
    const again = ['import', '--input', 'latest', '--workers', '1', '--allow-rejects'];

    it('while an import loads: nothing is merged, and the stage gives its room back', async () => {
      if (!(await openTarget())) return;
      await disk.fill(1024 * 1024);
      // Few enough that the room lasts for their empty stage, and not for their rows.
      const few = 'governorates,cities,areas,developers,users,properties,inquiries,searches';
      const cut = await runCli([...again, '--collections', few], at);
      expectError(cut, 1, 'TARGET_FULL');
      expect(cut.stderr).toContain('No space left on device');
      expect(await target?.query('SELECT count(*)::text AS rows FROM "Governorate"')).toEqual([
        { rows: '0' },
      ]);
      expect(await target?.query(`SELECT relname FROM pg_class WHERE relname LIKE 'stage%'`)).toEqual([]);
      expect(await target?.query('SELECT status FROM _etl.run')).toEqual([{ status: 'failed' }]);
    });

    it('while an import merges: what was committed stays, and the same import again completes it', async () => {
      if (!(await openTarget())) return;
      const running = startCli([...again, '--keep-keys', '--batch-size', '20'], at);
      await running.said('Governorate (merge)');
      await disk.fill(0);
      const cut = await running.result;
      expectError(cut, 1, 'TARGET_FULL');
      expect(cut.stderr).toContain('No space left on device');

      await disk.free();
      const whole = await runJson<ImportDocument>(again, at);
      expect([whole.code, openRows(whole.document.ledger)]).toEqual([0, 0]);
      expect(sum(whole.document.ledger, 'unchanged')).toBeGreaterThan(0);
      const verified = await runJson<VerifyDocument>(['verify', '--input', 'latest', '--accept-rejects'], at);
      expect(verified.document.status).toBe('explained');
    });
  });
});
