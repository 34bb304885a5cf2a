import { serialize } from 'bson';
import { chmod, mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { failure } from '../testing/failure';
import { readSample, type Sample } from './read-sample';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etl-draft-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const numbers = (count: number): { _id: number; text: string }[] =>
  Array.from({ length: count }, (_, _id) => ({ _id, text: 'x'.repeat(_id % 90) }));
const asLines = (documents: readonly object[]): string =>
  documents.map((document) => `${JSON.stringify(document)}\n`).join('');
const asBson = (documents: readonly object[]): Buffer =>
  Buffer.concat(documents.map((document) => serialize(document)));
const idsOf = (sample: Sample): unknown[] => [...sample.documents()].map(({ _id }) => _id);

describe('a small sample', () => {
  const documents = numbers(5);
  const FORMS: readonly (readonly [string, () => string | Buffer])[] = [
    ['one document a line', () => asLines(documents)],
    [
      'with a byte order mark, empty lines and CRLF',
      () => `\uFEFF${asLines(documents).replaceAll('\n', '\r\n\r\n')}`,
    ],
    ['without a last line end', () => asLines(documents).trimEnd()],
    ['one JSON array', () => JSON.stringify(documents)],
    ['over several lines', () => documents.map((one) => JSON.stringify(one, null, 2)).join('\n')],
    ['of mongodump', () => asBson(documents)],
  ];

  it.each(FORMS)('is read whole: %s', async (form, content) => {
    const sample = await readSample(await written('small', content()));
    expect(idsOf(sample)).toEqual([0, 1, 2, 3, 4]);
    expect(idsOf(sample)).toEqual([0, 1, 2, 3, 4]);
    expect(sample).toMatchObject({
      read: 5,
      total: 5,
      notes: [expect.stringMatching(/^Read all 5 documents of small \(0\.\d kB\)\.$/)],
    });
    const gzipped = await readSample(await written('small.gz', gzipSync(content())));
    expect([form, idsOf(gzipped)]).toEqual([form, [0, 1, 2, 3, 4]]);
  });

  it('keeps the types of BSON', async () => {
    const when = new Date('2024-05-01T00:00:00Z');
    const [document] = (await readSample(await written('one.bson', asBson([{ when }])))).documents();
    expect(document).toEqual({ when: { $date: '2024-05-01T00:00:00Z' } });
  });
});

describe('a large sample', () => {
  const documents = numbers(30_000);
  const FORMS: readonly (readonly [string, () => string | Buffer])[] = [
    ['large.jsonl', () => asLines(documents)],
    ['large.bson', () => asBson(documents)],
  ];

  it.each(FORMS)('%s is read at places spread over it', async (name, content) => {
    const sample = await readSample(await written(name, content()));
    const ids = idsOf(sample) as number[];
    expect(ids).toHaveLength(10_000);
    expect(new Set(ids).size).toBe(10_000);
    expect([...ids].sort((a, b) => a - b)).toEqual(ids);
    const perTenth = Array.from(
      { length: 10 },
      (_, n) => ids.filter((id) => Math.floor(id / 3_000) === n).length,
    );
    expect(Math.min(...perTenth)).toBeGreaterThan(900);
    expect(Math.abs(sample.total - 30_000)).toBeLessThan(300);
    expect(sample.notes).toEqual([
      expect.stringMatching(
        /^Read 10,000 of about \d\d,\d{3} documents of large\.\w+ \(\d+\.\d kB of 2\.\d MB\), at 50 places spread over the file\.$/,
      ),
    ]);
  });

  it.each(FORMS)('%s is read to the last document where they are few', async (name, content) => {
    const few = documents.slice(0, 2_000).map((document) => ({ ...document, more: 'y'.repeat(800) }));
    const sample = await readSample(await written(name, name.endsWith('.bson') ? asBson(few) : asLines(few)));
    expect(idsOf(sample)).toEqual(few.map(({ _id }) => _id));
    expect(sample.total).toBe(2_000);
    expect(content().length).toBeGreaterThan(1_000_000);
  });

  it('has documents larger than a slice', async () => {
    const big = Array.from({ length: 7 }, (_, _id) => ({ _id, text: 'z'.repeat(700_000) }));
    for (const [name, content] of [
      ['big.jsonl', asLines(big)],
      ['big.bson', asBson(big)],
    ] as const) {
      expect([name, idsOf(await readSample(await written(name, content)))]).toEqual([
        name,
        [0, 1, 2, 3, 4, 5, 6],
      ]);
    }
  });

  it('is not kept beyond its limit, though every slice begins with a large document', async () => {
    const big = Array.from({ length: 60 }, (_, _id) => ({ _id, text: 'z'.repeat(40_000) }));
    for (const [name, content] of [
      ['wide.jsonl', asLines(big)],
      ['wide.bson', asBson(big)],
    ] as const) {
      const sample = await readSample(await written(name, content), { documents: 10_000, bytes: 400_000 });
      const ids = idsOf(sample) as number[];
      expect([name, ids.length]).toEqual([name, 10]);
      expect(Math.max(...ids) - Math.min(...ids)).toBeGreaterThan(30);
      expect(sample.total).toBe(60);
    }
  });

  it('is read from its beginning where it is gzipped or an array, and says so', async () => {
    const gzipped = await readSample(await written('large.jsonl.gz', gzipSync(asLines(documents))));
    expect(idsOf(gzipped)).toEqual(documents.slice(0, 10_000).map(({ _id }) => _id));
    expect(gzipped.notes[0]).toContain('gunzip it');
    const array = await readSample(await written('large.json', JSON.stringify(documents)));
    expect(array.read).toBe(10_000);
    expect(Math.abs(array.total - 30_000)).toBeLessThan(3_000);
    expect(array.notes[0]).toContain('write one document a line');
    const others = await readSample(
      await written('other.bson', asBson(documents.map(({ _id: n }) => ({ n })))),
    );
    expect([others.read, others.notes[0]]).toEqual([10_000, expect.stringContaining('Read the first')]);
  });
});

describe('a sample that is broken', () => {
  it.each<readonly [string, string | Buffer, string, string]>([
    ['empty.jsonl', '', 'holds no document', 'Pass --from'],
    ['blank.jsonl', '\n \n', 'holds no document', 'Pass --from'],
    ['empty.json', '[]', 'holds no document', 'Pass --from'],
    ['empty.bson.gz', gzipSync(''), 'holds no document', 'Pass --from'],
    [
      'table.csv',
      'name,age\nAdam,5\n',
      '2 of 2 documents cannot be read; the first is line 1: Not JSON',
      'export it again',
    ],
    [
      'cut.jsonl',
      '{"_id":1}\n{"_id":',
      '1 of 2 documents cannot be read; the first is line 2: Not JSON',
      'Correct the file',
    ],
    ['values.json', '[1,2]', 'the first is document 1: not a JSON object', 'Correct'],
    ['cut.bson', asBson(numbers(3)).subarray(0, -4), 'is cut short', 'run mongodump again'],
    [
      'broken.bson',
      Buffer.concat([asBson(numbers(1)), Buffer.alloc(40)]),
      'holds 0 where the length of a document belongs, at byte 25',
      'run mongodump again',
    ],
    [
      'cut.jsonl.gz',
      gzipSync(asLines(numbers(50))).subarray(0, 90),
      'cannot be read: unexpected end of file',
      'Check its rights',
    ],
    [
      'all.archive',
      Buffer.from([0x6d, 0xe2, 0x99, 0x81, 0, 0, 0, 0]),
      'is an archive of mongodump',
      'one .bson file',
    ],
    ['utf16.json', Buffer.from('\uFEFF{"_id":1}', 'utf16le'), 'is text in UTF-16', 'Save it as UTF-8'],
  ])('%s', async (name, content, problem, remedy) => {
    const error = await failure(readSample(await written(name, content)));
    expect(error.problem).toContain(problem);
    expect(error.remedy).toContain(remedy);
  });

  it('is read all the same where few documents are, and names them', async () => {
    const lines = asLines(numbers(40)).split('\n');
    lines[16] = '{"secret": "adam@example.com"';
    const sample = await readSample(await written('nearly.jsonl', lines.join('\n')));
    expect(sample.read).toBe(39);
    expect(sample.notes[1]).toMatch(
      /^Left out of nearly\.jsonl, .*: line 17 \(Not JSON: a comma or } was expected at the end, position 29\)\.$/,
    );
    const large = asLines(numbers(30_000));
    const path = await written('nearly-large.jsonl', large);
    const some = idsOf(await readSample(path))[5_000];
    await written('nearly-large.jsonl', large.replace(`\n{"_id":${some},`, `\n?"_id":${some},`));
    const sliced = await readSample(path);
    expect(sliced.read).toBe(9_999);
    expect(sliced.notes[1]).toMatch(/byte \d+ \(Not JSON: a value was expected at position 0\)/);
  });

  it('names the document of BSON that no line can carry', async () => {
    const documents = [...numbers(30), { when: { $date: 'x' } }];
    const path = await written('wrapper.bson', asBson(documents));
    expect((await readSample(path)).notes[1]).toContain('byte 1185 (extended-json-wrapper at /when)');
  });

  it('is no file, or one that may not be read', async () => {
    expect((await failure(readSample(join(folder, 'nowhere.jsonl')))).problem).toContain('is not there');
    expect((await failure(readSample('/dev/null'))).problem).toContain('is not a file');
    await mkdir(join(folder, 'dump'));
    expect((await failure(readSample(join(folder, 'dump')))).problem).toContain('is a folder');
    await written('dump/videos.bson', '');
    await written('dump/videos.metadata.json', '');
    expect((await failure(readSample(join(folder, 'dump')))).remedy).toBe(
      'Pass --from with one file of it: videos.bson.',
    );
    const locked = await written('locked.jsonl', '{}');
    await chmod(locked, 0);
    // The superuser may read everything.
    if (process.getuid?.() !== 0)
      expect((await failure(readSample(locked))).problem).toContain('may not be read');
  });
});
