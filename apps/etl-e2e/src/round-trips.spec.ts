import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { deserialize, type Document, ObjectId } from 'bson';
import { cleanDump } from './support/clean-dump';
import { type CliOptions, runCli, runJson } from './support/cli';
import { type ExportDocument, openRows, sum, type VerifyDocument } from './support/documents';
import { dumpArchive } from './support/dump-archive';
import { type DumpedCollection, readDump, writeDump } from './support/dump-files';
import { importAlone, importAndRead, type Imported, type ImportedDocuments } from './support/imported';
import { dropDatabase, fillDatabase } from './support/live-source';
import { describeWithMongo, mongoDatabase } from './support/mongo';
import { openWorkplace, type Workplace } from './support/workplace';

const PROPERTIES = '100';
/** The runbook's own words. */
const RUNBOOK = [
  '--collections',
  'users,properties,inquiries,leads,launches,conversations,searches',
  '--batch-size',
  '500',
];

/** Quick where there is little to load. */
const ONE_THREAD = ['--workers', '1'];

/** What the same documents have to give, from whichever source. */
interface RoundTrip {
  readonly imported: ImportedDocuments;
  readonly status: VerifyDocument['status'];
}

/** An id in a text: the kind of what it names is in another field, so no document can take its place. */
const NO_REFERENCE = 'associatedId';

/** Embeds what each reference of a document refers to. */
function withWholeDocuments({ _id, ...fields }: Document): Document {
  const whole = Object.entries(fields).map(([field, value]: [string, unknown]) => {
    return [
      field,
      value instanceof ObjectId && field !== NO_REFERENCE ? { _id: value, name: 'whole' } : value,
    ];
  });
  return { _id, ...Object.fromEntries(whole) } as Document;
}

describe('all collections', () => {
  let place: Workplace;
  let options: CliOptions;

  /** Export, import and verify of one source, with no option but where from and where to; the target is emptied first. */
  async function roundTrip(source: string, output: string, ...more: string[]): Promise<RoundTrip> {
    await place.clear();
    const exported = await runJson<ExportDocument>(
      ['export', '--source', source, '--output', output],
      options,
    );
    expect({ code: exported.code, stdout: exported.stdout }).toMatchObject({ code: 0 });
    const imported = await importAndRead(place, exported.document.folder!, options, more);
    expect(openRows(imported.result.ledger)).toBe(0);
    const args = ['verify', '--input', exported.document.folder!];
    const { document } = await runJson<VerifyDocument>(args, options);
    return { imported, status: document.status };
  }

  const left = ({ tables, rejects, residue }: Imported): Imported => ({ tables, rejects, residue });

  const dumps: Record<string, readonly DumpedCollection[]> = {};
  const fromFolder: Record<string, RoundTrip> = {};

  beforeAll(async () => {
    place = await openWorkplace();
    options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
    const sample = await runCli(['sample', '--documents', PROPERTIES, '--output', 'hostile'], options);
    expect(sample).toMatchObject({ code: 0 });
    dumps['hostile'] = await readDump(join(place.folder, 'hostile/basera'));
    fromFolder['hostile'] = await roundTrip('hostile', 'out-hostile');

    const merged = await place.query('SELECT DISTINCT document_id AS id FROM _etl.merged');
    const mergedIds = new Set(merged.map(({ id }) => id!));
    dumps['clean'] = cleanDump(dumps['hostile'], fromFolder['hostile'].imported, mergedIds);
    await writeDump(join(place.folder, 'clean/basera'), dumps['clean']);
    fromFolder['clean'] = await roundTrip('clean', 'out-clean');
  });

  afterAll(() => place?.leave());

  it('hostile: are imported but for rejects, and every one of them is accounted for', () => {
    const { imported, status } = fromFolder['hostile']!;
    expect(imported.result.exitCode).toBe(4);
    expect(imported.result.ledger.filter(({ inserted }) => inserted === 0)).toEqual([]);
    expect(imported.rejects.length).toBeGreaterThan(10);
    expect(status).toBe('explained');
  });

  it('clean: are imported whole, and verified as equal', () => {
    const { imported, status } = fromFolder['clean']!;
    const { exitCode, ledger, losses } = imported.result;
    expect({ exitCode, rejects: imported.rejects, status }).toEqual({
      exitCode: 0,
      rejects: [],
      status: 'equal',
    });
    // As many as target-schema.md has, and those of collections that came later.
    expect(ledger.length).toBeGreaterThanOrEqual(22);
    expect(ledger.filter(({ read, inserted }) => read === 0 || inserted !== read)).toEqual([]);
    expect(losses.filter(({ outcome }) => outcome === 'repaired')).toEqual([]);
  });

  it.each(['hostile', 'clean'])(
    '%s: give the same rows, rejects and residue with --keep-keys',
    async (kind) => {
      const { imported, status } = await roundTrip(kind, `out-kept-${kind}`, '--keep-keys');
      expect(left(imported)).toEqual(left(fromFolder[kind]!.imported));
      expect(status).toBe(fromFolder[kind]!.status);
    },
  );

  it.each([
    ['hostile', 'hostile.archive'],
    ['clean', 'clean.archive.gz'],
  ])('%s: give the same rows, rejects and residue from %s', async (kind, file) => {
    const archive = dumpArchive('basera', dumps[kind]!);
    await writeFile(join(place.folder, file), file.endsWith('.gz') ? gzipSync(archive) : archive);
    const { imported, status } = await roundTrip(file, `out-${file}`, ...ONE_THREAD);
    expect(left(imported)).toEqual(left(fromFolder[kind]!.imported));
    expect(status).toBe(fromFolder[kind]!.status);
  });

  it('clean: give the same rows from the plain JSON of an older script, with whole documents for references', async () => {
    await mkdir(join(place.folder, 'plain'));
    for (const { name, documents } of dumps['clean']!) {
      const lines = documents.map((bytes) => JSON.stringify(withWholeDocuments(deserialize(bytes))));
      await writeFile(join(place.folder, 'plain', `${name}.jsonl`), lines.join('\n'));
    }
    const { left: plain, dialects } = await importAlone(place, 'plain', options);
    expect(plain.tables).toEqual(fromFolder['clean']!.imported.tables);
    expect(plain.rejects).toEqual([]);
    expect(new Set(dialects)).toEqual(new Set(['plain JSON, one document a line']));
  });

  describeWithMongo('from a live server', () => {
    const sources = {
      hostile: mongoDatabase(`etl_e2e_hostile_${process.pid}`),
      clean: mongoDatabase(`etl_e2e_clean_${process.pid}`),
    };

    afterAll(() => Promise.all(Object.values(sources).map(dropDatabase)));

    it.each(['clean', 'hostile'] as const)('%s: give the same rows, rejects and residue', async (kind) => {
      await fillDatabase(sources[kind], dumps[kind]!);
      const { imported, status } = await roundTrip(sources[kind], `out-live-${kind}`, ...ONE_THREAD);
      expect(left(imported)).toEqual(left(fromFolder[kind]!.imported));
      expect(status).toBe(fromFolder[kind]!.status);
    });

    it('as the runbook writes it: export, import and verify of the seven, twice the same', async () => {
      const live = { ...options, env: { ...options.env, MONGO_URI: sources.hostile } };
      const dry = await runCli(['export', '--dry-run', '--output', 'dry', ...RUNBOOK], live);
      expect(dry).toMatchObject({ code: 0 });
      await expect(stat(join(place.folder, 'dry'))).rejects.toThrow('ENOENT');
      const { document: exported } = await runJson<ExportDocument>(['export', ...RUNBOOK], live);
      expect(exported.manifest.collections).toHaveLength(7);
      const imported = await importAndRead(place, exported.folder!, live, RUNBOOK);
      expect(imported.result.ledger).toHaveLength(9);
      expect(openRows(imported.result.ledger)).toBe(0);
      expect(sum(imported.result.ledger, 'inserted') + sum(imported.result.ledger, 'updated')).toBe(0);
      const verified = await runJson<VerifyDocument>(['verify', '--accept-rejects', ...RUNBOOK], live);
      expect(verified).toMatchObject({ code: 0, document: { status: 'explained' } });
    });
  });
});
