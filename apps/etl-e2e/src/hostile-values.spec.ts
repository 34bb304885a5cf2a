import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type HostileCase, hostileCases, presentDocuments, UNWRITABLE } from './hostile-values';
import { bsonReference } from './hostile-values/bson-reference';
import { countLosses, expectedOf, type Observed, observer, without } from './hostile-values/observed';
import { type CliOptions, runJson } from './support/cli';
import { type ExportDocument, openRows, type VerifyDocument } from './support/documents';
import { dumpArchive } from './support/dump-archive';
import { type DumpedCollection, writeDump } from './support/dump-files';
import { importAlone, importAndRead, type ImportedDocuments } from './support/imported';
import { dropDatabase, fillDatabase } from './support/live-source';
import { describeWithMongo, mongoDatabase } from './support/mongo';
import { openWorkplace, type Workplace } from './support/workplace';

const CASES = hostileCases();
const POSITIONS = [...new Set(CASES.map(({ position }) => position))];
const PAGE = join(__dirname, '../../../docs/reference/bson.md');

function collectionsOf(cases: readonly HostileCase[]): DumpedCollection[] {
  const names = [...new Set(cases.map(({ collection }) => collection))].sort();
  return names.map((name) => ({
    name,
    documents: [
      ...(name === 'users' || name === 'properties' ? presentDocuments(name) : []),
      ...(name === 'users' ? [UNWRITABLE] : []),
      ...cases.filter(({ collection }) => collection === name).map(({ document }) => document),
    ],
  }));
}

describe('every BSON type and hostile value, in every position', () => {
  let place: Workplace;
  let options: CliOptions;
  let exported: ExportDocument;
  let imported: ImportedDocuments;
  let expected: ReadonlyMap<HostileCase, Observed>;

  async function exportFrom(source: string, output: string): Promise<ExportDocument> {
    const args = ['export', '--source', source, '--output', output];
    const { code, document, stdout } = await runJson<ExportDocument>(args, options);
    expect({ code, stdout }).toEqual({ code: 4, stdout });
    return document;
  }

  beforeAll(async () => {
    place = await openWorkplace();
    options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
    await writeDump(join(place.folder, 'dump/basera'), collectionsOf(CASES));
    exported = await exportFrom('dump', 'from-folder');
    imported = await importAndRead(place, exported.folder!, options);
    expected = await expectedOf(CASES, place);
  });

  afterAll(() => place?.leave());

  it.each(POSITIONS)('%s', (position) => {
    const observe = observer(imported);
    const cases = CASES.filter((hostile) => hostile.position === position);
    const byValue = (of: (hostile: HostileCase) => unknown) =>
      Object.fromEntries(cases.map((hostile) => [hostile.value, of(hostile)]));
    expect(byValue(observe)).toEqual(byValue((hostile) => expected.get(hostile)));
  });

  it('are counted, each as what it is, and the ledger closes', () => {
    expect(openRows(imported.result.ledger)).toBe(0);
    expect(countLosses(imported.result.losses)).toEqual(
      countLosses(CASES.flatMap((hostile) => hostile.expected.losses)),
    );
  });

  it('are verified: each that is not there is accounted for', async () => {
    const args = ['verify', '--input', exported.folder!];
    const { code, document } = await runJson<VerifyDocument>(args, options);
    expect({ code, status: document.status }).toEqual({ code: 4, status: 'explained' });
  });

  it('stand in the reject files as the export wrote them', async () => {
    expect(imported.rejects.length).toBeGreaterThan(0);
    for (const { name, file } of exported.manifest.collections) {
      const lines = new Set((await readFile(join(place.folder, exported.folder!, file), 'utf8')).split('\n'));
      const changed = imported.rejects.filter(
        ({ collection, document }) => collection === name && !lines.has(document),
      );
      expect(changed).toEqual([]);
    }
  });

  it('are named by the manifest where bytes became U+FFFD', () => {
    const replaced = exported.manifest.collections.flatMap(({ name, replaced: texts }) =>
      texts.map(({ path }) => `${name}${path}`),
    );
    expect(replaced).toEqual(['properties/location/k\ufffd', 'users/bio', 'users/bio', 'users/k\ufffd']);
  });

  it('that no line can carry is a reject of the export, whole', async () => {
    const file = join(place.folder, exported.folder!, 'rejects/users.jsonl');
    const [line, ...more] = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(more).toEqual([]);
    const reject = JSON.parse(line!) as { bson: string };
    expect(reject).toMatchObject({ rejects: [{ code: 'EXPORT_UNWRITABLE', field: '/preferences' }] });
    expect(Buffer.from(reject.bson, 'base64')).toEqual(UNWRITABLE);
  });

  it('are rejects where a loss is refused, and nothing else is', async () => {
    const args = ['--on-loss', 'reject', '--workers', '1'];
    await place.clear();
    const observe = observer(await importAndRead(place, exported.folder!, options, args));
    const lossy = ({ expected: { losses } }: HostileCase) =>
      losses.some((loss) => loss.startsWith('repaired'));
    for (const hostile of CASES) {
      const { rejects, held } = observe(hostile);
      const before = expected.get(hostile)!;
      const name = `${hostile.position} ← ${hostile.value}`;
      if (lossy(hostile)) expect([name, rejects.length > 0, held]).toEqual([name, true, undefined]);
      else expect([name, { rejects, held }]).toEqual([name, { rejects: before.rejects, held: before.held }]);
    }
  });

  /** An archive of the same documents, whose export has to be the same files. */
  async function exportArchive(name: string): Promise<ExportDocument> {
    const archive = dumpArchive('basera', collectionsOf(CASES));
    await writeFile(join(place.folder, name), name.endsWith('.gz') ? gzipSync(archive) : archive);
    const archived = await exportFrom(name, `from-${name}`);
    for (const { file } of exported.manifest.collections) {
      const [one, other] = await Promise.all(
        [exported, archived].map(({ folder }) => readFile(join(place.folder, folder!, file))),
      );
      expect(other!.equals(one!) ? file : `${file} differs`).toBe(file);
    }
    return archived;
  }

  it('give the same files from an archive', async () => {
    await exportArchive('dump.archive');
  });

  it('give the same files from a gzipped archive, and of them the same rows, rejects and residue', async () => {
    const { folder } = await exportArchive('dump.archive.gz');
    expect((await importAlone(place, folder!, options)).left).toEqual(without(imported, []));
  });

  describeWithMongo('from a live server', () => {
    const source = mongoDatabase(`etl_e2e_values_${process.pid}`);
    const held = CASES.filter(({ live }) => live);

    afterAll(() => dropDatabase(source));

    // MongoDB itself holds all but an _id that is missing, an array, a regex or undefined; the stand-in cannot sort code.
    it('give the same, but for what the stand-in cannot hold: symbol, code with scope, undefined, DBPointer, binary other than 0 and UUID, strings that are no UTF-8, keys that come twice', async () => {
      await fillDatabase(source, collectionsOf(held));
      const { folder } = await exportFrom(source, 'from-live');
      const { left } = await importAlone(place, folder!, options);
      const notHeld = CASES.filter(({ live }) => !live);
      expect(left).toEqual(without(imported, notHeld));
    });
  });

  it('are the page docs/reference/bson.md', async () => {
    const page = bsonReference(CASES);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      await mkdir(dirname(PAGE), { recursive: true });
      await writeFile(PAGE, page);
    }
    expect(await readFile(PAGE, 'utf8')).toBe(page);
  });
});
