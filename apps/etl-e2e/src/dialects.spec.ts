import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type HostileCase, hostileCases, presentDocuments } from './hostile-values';
import { SAMPLES } from './hostile-values/bson-samples';
import { hardSearches } from './hostile-values/hard-numbers';
import { observer } from './hostile-values/observed';
import { PLAIN_JSON_CHANGES, PLAIN_JSON_IS_NOT_ASKED, plainLine } from './hostile-values/plain-json';
import { type CliOptions, runJson } from './support/cli';
import type { ExportDocument } from './support/documents';
import { type DumpedCollection, writeDump } from './support/dump-files';
import { importAlone, type Imported } from './support/imported';
import { asMongoexport, type Format } from './support/mongoexport';
import { rawDocument } from './support/raw-bson';
import { openWorkplace, type Workplace } from './support/workplace';

/** No object of JavaScript has a key twice, and so none of these writers. */
const CASES = hostileCases().filter(
  ({ position, value }) => !/twice|three times/.test(`${position} ${value}`),
);
/** What the driver reads: it refuses strings that are no UTF-8. */
const READABLE = CASES.filter(
  ({ live, value, position }) => live || value in SAMPLES || position === '_id',
).filter(({ value }) => value !== 'loneSurrogate' && value !== 'a string with a lone surrogate');

function collectionsOf(cases: readonly HostileCase[]): DumpedCollection[] {
  return ['inquiries', 'launches', 'leads', 'properties', 'searches', 'users'].map((name) => ({
    name,
    documents: [
      ...(name === 'users' || name === 'properties' ? presentDocuments(name) : []),
      ...cases.filter(({ collection }) => collection === name).map(({ document }) => document),
      ...(name === 'searches' ? hardSearches() : []),
    ],
  }));
}

type Layout = (lines: readonly string[]) => string;
const lines: Layout = (all) => all.map((line) => `${line}\n`).join('');
const array: Layout = (all) => `[${all.join(',')}]\n`;
const inFormat =
  (format: Format, layout: Layout): Layout =>
  (all) =>
    layout(all.map((line) => asMongoexport(line, format)));

describe('the same documents give the same rows', () => {
  let place: Workplace;
  let options: CliOptions;
  let ours: Imported;
  /** Collection → the lines of our export. */
  const exportedLines = new Map<string, string[]>();

  beforeAll(async () => {
    place = await openWorkplace();
    options = { cwd: place.folder, env: { DATABASE_URL: place.databaseUrl } };
    const collections = collectionsOf(CASES);
    await writeDump(join(place.folder, 'dump/basera'), collections);
    const names = collections.map(({ name }) => name);
    const args = ['export', '--source', 'dump', '--collections', names.join()];
    const { document } = await runJson<ExportDocument>(args, options);
    for (const name of names) {
      const text = await readFile(join(place.folder, document.folder!, `${name}.jsonl`), 'utf8');
      exportedLines.set(name, text.trimEnd().split('\n'));
    }
    ours = (await importAlone(place, document.folder!, options)).left;
  });

  afterAll(() => place?.leave());

  /** A folder without a manifest; every second file is gzipped. What the log has to say of its files. */
  async function writeFolder(
    name: string,
    ending: string,
    said: string,
    contents: ReadonlyMap<string, string>,
  ): Promise<string[]> {
    await mkdir(join(place.folder, name));
    const expected: string[] = [];
    for (const [n, [collection, text]] of [...contents].entries()) {
      const gzipped = n % 2 === 1;
      const file = join(place.folder, name, `${collection}.${ending}${gzipped ? '.gz' : ''}`);
      await writeFile(file, gzipped ? gzipSync(text) : text);
      expected.push(gzipped ? `${said}, gzipped` : said);
    }
    return expected.sort();
  }

  it.each<[writer: string, said: string, ending: string, Layout]>([
    ['our export', 'relaxed Extended JSON, one document a line', 'jsonl', lines],
    ['mongoexport', 'relaxed Extended JSON, one document a line', 'ndjson', inFormat('relaxed', lines)],
    ['mongoexport', 'canonical Extended JSON, one document a line', 'json', inFormat('canonical', lines)],
    ['mongoexport', 'relaxed Extended JSON, one JSON array', 'json', inFormat('relaxed', array)],
    ['mongoexport', 'canonical Extended JSON, one JSON array', 'json', inFormat('canonical', array)],
  ])('by %s: %s', async (writer, said, ending, layout) => {
    const folder = `${writer} ${said}`;
    const contents = new Map([...exportedLines].map(([collection, all]) => [collection, layout(all)]));
    const expected = await writeFolder(folder, ending, said, contents);
    const other = await importAlone(place, folder, options);
    expect(other.dialects).toEqual(expected);
    expect(other.left.tables).toEqual(ours.tables);
    // The originals in rejects and residue are spelled as the input has them.
    const reasons = ({ rejects }: Imported): string[] => rejects.map((one) => one.rejects.join()).sort();
    expect(reasons(other.left)).toEqual(reasons(ours));
    expect([...other.left.residue.keys()]).toEqual([...ours.residue.keys()]);
  });

  it('by JSON.stringify, which says something else of these values', () => {
    for (const [sample, [instead]] of Object.entries(PLAIN_JSON_CHANGES)) {
      const document = rawDocument([['v', SAMPLES[sample as keyof typeof SAMPLES]]]).bytes;
      expect(`${sample}: ${plainLine(document)}`).toBe(`${sample}: {"v":${instead}}`);
    }
  });

  it('by JSON.stringify but for those values, in the columns that tell', async () => {
    const contents = collectionsOf(READABLE).map(({ name, documents }) => {
      return [name, lines(documents.map(plainLine))] as const;
    });
    const said = 'plain JSON, one document a line';
    const expected = await writeFolder('plain', 'jsonl', said, new Map(contents));
    const other = await importAlone(place, 'plain', options);
    expect(other.dialects).toEqual(expected);
    const [before, after] = [observer(ours), observer(other.left)];
    const changes: Record<string, string[]> = {};
    for (const hostile of READABLE) {
      const { position, value } = hostile;
      if (PLAIN_JSON_IS_NOT_ASKED.has(position) || PLAIN_JSON_IS_NOT_ASKED.has(value)) continue;
      if (before(hostile).held !== after(hostile).held) (changes[value] ??= []).push(position);
    }
    const sorted = (all: Record<string, readonly string[]>) =>
      Object.fromEntries(Object.entries(all).map(([value, positions]) => [value, [...positions].sort()]));
    const stated = Object.entries(PLAIN_JSON_CHANGES).map(([value, [, ...positions]]) => [value, positions]);
    expect(sorted(changes)).toEqual(sorted(Object.fromEntries(stated)));
  });
});
