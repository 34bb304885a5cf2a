import { readdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type CliOptions, runCli, runJson } from './support/cli';
import {
  type ExportDocument,
  type ImportDocument,
  openRows,
  sum,
  type VerifyDocument,
} from './support/documents';
import { openWorkplace, type Workplace } from './support/workplace';

/** Every library of a collection: a new one needs no change here. */
const COLLECTIONS = readdirSync(join(__dirname, '../../../libs/collections')).sort();
const PROPERTIES = '300';

let place: Workplace;
let options: CliOptions;

beforeAll(async () => {
  place = await openWorkplace();
  options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
  const sample = await runCli(['sample', '--documents', PROPERTIES, '--output', 'dump'], options);
  expect(sample).toMatchObject({ code: 0 });
});

afterAll(() => place?.leave());

describe('from a mongodump folder to rows', () => {
  let exported: ExportDocument;
  let imported: ImportDocument;

  it('exports all collections, into files that only the owner reads', async () => {
    const result = await runJson<ExportDocument>(['export', '--source', 'dump'], options);
    expect(result.code).toBe(result.document.exitCode);
    exported = result.document;
    expect(exported.manifest.collections.map(({ name }) => name).sort()).toEqual(COLLECTIONS);
    const folder = join(place.folder, exported.folder ?? '');
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const file of ['manifest.json', 'users.jsonl']) {
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    }
  });

  it('says what a dry run would do, and writes nothing', async () => {
    const result = await runJson<ImportDocument>(['import', '--input', 'latest', '--dry-run'], options);
    expect(result).toMatchObject({ code: 4, document: { dryRun: true } });
    expect(sum(result.document.ledger, 'inserted')).toBeGreaterThan(0);
    expect(openRows(result.document.ledger)).toBe(0);
    expect(await place.query('SELECT count(*)::text AS rows FROM "User"')).toEqual([{ rows: '0' }]);
  });

  it('imports it with a ledger that closes, and exits 4 because some documents were rejected', async () => {
    const dry = await runJson<ImportDocument>(['import', '--input', 'latest', '--dry-run'], options);
    const result = await runJson<ImportDocument>(
      ['import', '--input', 'latest', '--batch-size', '50'],
      options,
    );
    expect(result.code).toBe(4);
    imported = result.document;
    expect(openRows(imported.ledger)).toBe(0);
    expect(imported.ledger).toEqual(dry.document.ledger);
    expect(imported.rejects).toEqual(dry.document.rejects);
    for (const row of imported.ledger) {
      const [held] = await place.query(`SELECT count(*)::text AS rows FROM "${row.table}"`);
      expect(`${row.table}: ${held?.['rows']}`).toBe(`${row.table}: ${row.inserted}`);
    }
    const ledger: unknown = JSON.parse(
      await readFile(join(place.folder, imported.folder, 'ledger.json'), 'utf8'),
    );
    expect(ledger).toMatchObject({ rows: imported.ledger });
  });

  it('verifies it: every missing document is accounted for', async () => {
    const result = await runJson<VerifyDocument>(['verify', '--input', 'latest'], options);
    expect(result).toMatchObject({ code: 4, document: { status: 'explained' } });
    expect(result.document.counts.every(({ unexplained }) => unexplained === 0)).toBe(true);
    expect(result.document.aggregates.every(({ equal }) => equal)).toBe(true);
    const accepted = await runCli(['verify', '--input', 'latest', '--accept-rejects'], options);
    expect(accepted.code).toBe(0);
    expect(accepted.stdout).toMatch(/^✅ cities → Mongo: \d+ \| Postgres: \d+ \| Δ 0$/m);
    expect(accepted.stdout).toMatch(
      /^⚠️ users → Mongo: \d+ \| Postgres: \d+ \| Δ \d+ \(.*\d+ rejected.*\)$/m,
    );
  });

  it('changes nothing when it is imported again, and says so', async () => {
    const again = await runCli(['import', '--input', 'latest', '--yes', '--allow-rejects'], options);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('Nothing to do: all unchanged.');
    const { document } = await runJson<ImportDocument>(['import', '--input', 'latest'], options);
    expect(sum(document.ledger, 'inserted') + sum(document.ledger, 'updated')).toBe(0);
    expect(sum(document.ledger, 'unchanged')).toBe(sum(imported.ledger, 'inserted'));
  });

  it('exits 3 when a row came from elsewhere', async () => {
    await place.query(
      `INSERT INTO "Governorate" (id, name, slug, "updatedAt") VALUES ('elsewhere', 'x', 'elsewhere', now())`,
    );
    const result = await runCli(['verify', '--input', 'latest', '--collections', 'governorates'], options);
    await place.query(`DELETE FROM "Governorate" WHERE id = 'elsewhere'`);
    expect(result.code).toBe(3);
    expect(result.stdout).toMatch(/^❌ governorates → Mongo: .* \(.*1 too many\)$/m);
  });

  it('imports some collections alone', async () => {
    const { document } = await runJson<ImportDocument>(
      ['import', '--input', 'latest', '--collections', 'cities,nonsense'],
      options,
    );
    expect(document.ledger.map(({ table }) => table)).toEqual(['City']);
    expect(document.unknown).toEqual(['nonsense']);
  });
});
