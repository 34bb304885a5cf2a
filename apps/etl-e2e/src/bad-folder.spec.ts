import { chmod, cp, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Manifest } from '@etl/core';
import { type CliOptions, runCli, runJson } from './support/cli';
import { type ExportDocument, type ImportDocument, openRows, type VerifyDocument } from './support/documents';
import { expectError } from './support/expect-error';
import { openWorkplace, type Workplace } from './support/workplace';

let place: Workplace;
let options: CliOptions;

beforeAll(async () => {
  place = await openWorkplace();
  options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
  await runCli(['sample', '--documents', '20', '--output', 'dump'], options);
});

afterAll(() => place?.leave());

describe('the input folder', () => {
  let exported: string;
  let copies = 0;

  beforeAll(async () => {
    const { document } = await runJson<ExportDocument>(
      ['export', '--source', 'dump', '--output', 'for-input'],
      options,
    );
    exported = join(place.folder, document.folder ?? '');
  });

  /** A copy that a test may damage. */
  async function copy(): Promise<string> {
    const folder = join(place.folder, `damaged-${(copies += 1)}`);
    await cp(exported, folder, { recursive: true });
    return folder;
  }

  it('is missing', async () => {
    expectError(await runCli(['import', '--input', 'nowhere'], options), 2, 'INPUT_NOT_FOUND');
    const nothing = await openWorkplace({ tables: false });
    try {
      expectError(
        await runCli(['import', '--input', 'latest'], { ...options, cwd: nothing.folder }),
        2,
        'INPUT_NOT_FOUND',
      );
    } finally {
      await nothing.leave();
    }
  });

  it('is empty', async () => {
    await mkdir(join(place.folder, 'empty'));
    expectError(await runCli(['import', '--input', 'empty'], options), 2, 'INPUT_EMPTY');
  });

  it('is the one around an export, which is named', async () => {
    const around = await runCli(['import', '--input', 'for-input'], options);
    expectError(around, 2, 'INPUT_EMPTY');
    expect(around.stderr).toContain(`The export ${join('for-input', basename(exported))} lies in it.`);
  });

  it('has a file that is shorter than its manifest says', async () => {
    const folder = await copy();
    await truncate(join(folder, 'users.jsonl'), 1000);
    const result = await runCli(['import', '--input', folder], options);
    expectError(result, 1, 'INPUT_CHANGED');
    expect(result.stderr).toContain('users.jsonl');
  });

  it('has a file of the same size that changed after its manifest', async () => {
    const folder = await copy();
    const file = join(folder, 'cities.jsonl');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/[a-z](?=[^a-z]*\n$)/, (letter) => (letter === 'x' ? 'y' : 'x')),
    );
    const result = await runCli(['import', '--input', folder], options);
    expectError(result, 1, 'INPUT_CHANGED');
    expect(result.stderr).toContain('cities');
    expect(await place.query('SELECT count(*)::text AS rows FROM "City"')).toEqual([{ rows: '0' }]);
  });

  it('has a manifest that is not JSON, or from the future', async () => {
    const folder = await copy();
    const manifest = join(folder, 'manifest.json');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.slice(0, 100));
    expectError(await runCli(['import', '--input', folder], options), 2, 'MANIFEST_INVALID');
    await writeFile(manifest, text.replace(/"version": \d+/, '"version": 999'));
    expectError(await runCli(['import', '--input', folder], options), 2, 'MANIFEST_TOO_NEW');
  });

  it('has a broken line in the middle and a last line cut short: rejects with their lines, the rest goes on', async () => {
    const folder = join(place.folder, 'lines');
    await mkdir(folder);
    const line = (n: number): string =>
      JSON.stringify({
        _id: `a1b2c3d4e5f6a1b2c3d4e5f${n}`,
        name: `G${n}`,
        slug: `broken-${n}`,
        createdAt: '2024-01-01T00:00:00Z',
        updatedAt: '2024-01-01T00:00:00Z',
      });
    await writeFile(
      join(folder, 'governorates.jsonl'),
      `${line(1)}\n{"_id": "x", oops\n${line(3)}\n${line(4).slice(0, 40)}`,
    );
    const { code, document } = await runJson<ImportDocument>(['import', '--input', folder], options);
    expect(code).toBe(4);
    expect(openRows(document.ledger)).toBe(0);
    expect(document.ledger).toMatchObject([{ table: 'Governorate', read: 4, inserted: 2, rejected: 2 }]);
    expect(document.rejects).toMatchObject([{ code: 'LINE_BROKEN', count: 2 }]);
    const rejects = await readFile(join(place.folder, document.rejectFiles[0] ?? ''), 'utf8').catch(() =>
      readFile(document.rejectFiles[0] ?? '', 'utf8'),
    );
    expect(rejects).toMatch(/"line": ?2\b/);
    expect(rejects).toMatch(/"line": ?4\b/);
    await place.query(`DELETE FROM "Governorate" WHERE slug LIKE 'broken-%'`);
  });

  it('has files that nobody registered: named and left alone', async () => {
    const plain = join(place.folder, 'plain');
    await mkdir(plain);
    await cp(join(exported, 'cities.jsonl'), join(plain, 'cities.jsonl'));
    await writeFile(join(plain, 'somethingelse.jsonl'), '{"_id":1}\n');
    const { document } = await runJson<ImportDocument>(['import', '--input', plain, '--dry-run'], options);
    expect(document.skipped).toEqual(['somethingelse']);
  });

  it('has a collection in its manifest that nobody registered, and a file that the manifest does not name: both are named', async () => {
    const folder = await copy();
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
    const [first] = manifest.collections;
    const orders = { ...first, name: 'orders', file: 'orders.jsonl', documents: 0, bytes: 0, chunks: [] };
    await writeFile(path, JSON.stringify({ ...manifest, collections: [...manifest.collections, orders] }));
    await writeFile(join(folder, 'orders.jsonl'), '');
    await writeFile(join(folder, 'latecomers.jsonl'), '{"_id":1}\n');

    const imported = await runCli(['import', '--input', folder, '--dry-run', '--allow-rejects'], options);
    expect(imported.code).toBe(0);
    expect(imported.stdout).toContain('! orders was not imported: no collection of this program takes it.');
    expect(imported.stderr).toContain('! latecomers.jsonl is not in the manifest: left alone.');
    const verified = await runJson<VerifyDocument>(['verify', '--input', folder], options);
    expect(verified.document.warnings).toEqual(
      expect.arrayContaining([
        'orders is not registered: skipped.',
        'latecomers.jsonl is not in the manifest: left alone.',
      ]),
    );
  });
});

describe('the output folder', () => {
  it('is a file', async () => {
    await writeFile(join(place.folder, 'a-file'), '');
    expectError(
      await runCli(['export', '--source', 'dump', '--output', 'a-file'], options),
      2,
      'OUTPUT_NOT_WRITABLE',
    );
  });

  // Root may write everywhere.
  (process.getuid?.() === 0 ? it.skip : it)('may not be written', async () => {
    const folder = join(place.folder, 'locked');
    await mkdir(folder, { mode: 0o500 });
    expectError(
      await runCli(['export', '--source', 'dump', '--output', 'locked'], options),
      2,
      'OUTPUT_NOT_WRITABLE',
    );
    await chmod(folder, 0o700);
  });
});
