import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { EJSON, serialize } from 'bson';
import { type CliOptions, runJson } from './support/cli';
import type { ExportDocument } from './support/documents';
import { readDump, writeDump } from './support/dump-files';
import { importAlone, type Imported } from './support/imported';
import { asMongoexport, type Format } from './support/mongoexport';
import { openWorkplace, type Workplace } from './support/workplace';

const FIXTURES = join(__dirname, '../../../libs/mongo/fixtures');
const COLLECTIONS = ['governorates', 'searches', 'users'];

/** Lines of a collection as mongoexport wrote them; the document of every type stands among the searches. */
async function writtenLines(collection: string, format: Format): Promise<string[]> {
  const files = collection === 'searches' ? ['searches', 'everytype'] : [collection];
  const texts = await Promise.all(
    files.map((file) => readFile(join(FIXTURES, 'mongoexport', `${file}.${format}.jsonl`), 'utf8')),
  );
  return texts.flatMap((text) => text.trimEnd().split('\n'));
}

describe('files that mongoexport wrote', () => {
  let place: Workplace;
  let options: CliOptions;
  let exported: ExportDocument;
  let ours: Imported['tables'];

  beforeAll(async () => {
    place = await openWorkplace();
    options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
    const [everyType] = await readFile(join(FIXTURES, 'mongoexport/everytype.canonical.jsonl'), 'utf8').then(
      (text) => text.split('\n'),
    );
    const extra = Buffer.from(serialize(EJSON.parse(everyType!, { relaxed: false }) as object));
    const dumped = await readDump(join(FIXTURES, 'mongodump/basera'));
    const collections = dumped.map(({ name, documents }) => {
      return { name, documents: name === 'searches' ? [...documents, extra] : documents };
    });
    await writeDump(join(place.folder, 'dump/basera'), collections);
    const args = ['export', '--source', 'dump', '--collections', COLLECTIONS.join()];
    exported = (await runJson<ExportDocument>(args, options)).document;
    ours = (await importAlone(place, exported.folder!, options)).left.tables;
  });

  afterAll(() => place?.leave());

  it.each<Format>(['relaxed', 'canonical'])('are what these tests write in its name: %s', async (format) => {
    for (const collection of COLLECTIONS) {
      const text = await readFile(join(place.folder, exported.folder!, `${collection}.jsonl`), 'utf8');
      const lines = text.trimEnd().split('\n');
      const written = lines.map((line) => asMongoexport(line, format));
      expect(written.sort()).toEqual((await writtenLines(collection, format)).sort());
    }
  });

  it.each<Format>(['relaxed', 'canonical'])('give the same rows as a dump: %s lines', async (format) => {
    await mkdir(join(place.folder, format));
    for (const collection of COLLECTIONS) {
      const lines = await writtenLines(collection, format);
      await writeFile(join(place.folder, format, `${collection}.json`), lines.join('\n'));
    }
    const { left, dialects } = await importAlone(place, format, options);
    expect(left.tables).toEqual(ours);
    expect(new Set(dialects)).toEqual(new Set([`${format} Extended JSON, one document a line`]));
  });

  it('give the same rows as a dump: one array in one file', async () => {
    await cp(join(FIXTURES, 'mongoexport/governorates.array.json'), join(place.folder, 'governorates.json'));
    const { left, dialects } = await importAlone(place, 'governorates.json', options);
    expect(left.tables).toEqual({ Governorate: ours['Governorate'] });
    expect(dialects).toEqual(['relaxed Extended JSON, one JSON array']);
  });

  it('give the same rows as a dump: one file, gzipped', async () => {
    const lines = await writtenLines('governorates', 'canonical');
    await writeFile(join(place.folder, 'governorates.jsonl.gz'), gzipSync(lines.join('\n')));
    const { left, dialects } = await importAlone(place, 'governorates.jsonl.gz', options);
    expect(left.tables).toEqual({ Governorate: ours['Governorate'] });
    expect(dialects).toEqual(['canonical Extended JSON, one document a line, gzipped']);
  });
});
