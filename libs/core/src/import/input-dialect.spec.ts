import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { planCollection } from '../collection/plan';
import { RecordingSinks } from '../testing/recording-sinks';
import { paints } from '../testing/sample-entities';
import { parseLine } from '../values';
import { emptyCounts } from './chunk-counts';
import { DocumentMapper } from './document-mapper';
import { DocumentSplitter } from './document-splitter';
import { checkedBytes, inputBytes, unpackInput } from './input-bytes';
import { describeDialect, detectDialect } from './input-dialect';
import { openInputFolder } from './input-folder';
import { readLines } from './line-reader';

const OID = '65f000000000000000000001';

/** The same two documents as different tools write them. */
const CANONICAL = [
  `{"_id":{"$oid":"${OID}"},"code":"a\\n[\\"b\\"]","litres":{"$numberInt":"3"},"price":{"$numberDouble":"3.0"},"maker":{"$oid":"${OID}"},"createdAt":{"$date":{"$numberLong":"1709210096789"}},"details":{"big":{"$numberLong":"9007199254740993"},"zero":{"$numberDouble":"-0.0"}}}`,
  `{"_id":"2","code":"}{ ","createdAt":{"$date":{"$numberLong":"253402300800000"}},"tags":["x","y"]}`,
];
const RELAXED = [
  `{"_id":{"$oid":"${OID}"},"code":"a\\n[\\"b\\"]","litres":3,"price":3.0,"maker":{"$oid":"${OID}"},"createdAt":{"$date":"2024-02-29T12:34:56.789Z"},"details":{"big":9007199254740993,"zero":-0.0}}`,
  CANONICAL[1]!,
];
const PLAIN = [
  `{"_id":"${OID}","code":"a\\n[\\"b\\"]","litres":3,"price":3,"maker":{"_id":"${OID}"},"createdAt":"2024-02-29T12:34:56.789Z","details":{"big":9007199254740993,"zero":-0}}`,
  `{"_id":"2","code":"}{ ","createdAt":"+010000-01-01T00:00:00.000Z","tags":["x","y"]}`,
];
const pretty = (line: string): string =>
  line.replace(/([{,])(?=")/g, '$1\n\t').replace(/":(?=[{["\d])/g, '" : ');

const FILES: Readonly<Record<string, string | Buffer>> = {
  'canonical lines': `${CANONICAL.join('\n')}\n`,
  'relaxed lines': `${RELAXED.join('\n')}\n`,
  'plain lines': `${PLAIN.join('\n')}\n`,
  'a byte order mark, CRLF, empty lines, no line end': `\uFEFF${RELAXED.join('\r\n\r\n')}`,
  'one JSON array': `[${RELAXED.join(',')}]\n`,
  'one JSON array over several lines': `[\n  ${CANONICAL.map(pretty).join(',\n  ')}\n]\n`,
  'documents over several lines': `${RELAXED.map(pretty).join('\n')}\n`,
  'gzipped lines': gzipSync(`${CANONICAL.join('\n')}\n`),
  'a gzipped array': gzipSync(`[${PLAIN.join(',\n')}]`),
  'two members of gzip': Buffer.concat([gzipSync(`${RELAXED[0]!}\n`), gzipSync(RELAXED[1]!)]),
};

describe('the dialects of an input file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dialect-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Rows of the stage without their place. */
  async function rowsOf(content: string | Buffer) {
    const path = join(folder, 'paints.json');
    await writeFile(path, content);
    const dialect = await detectDialect(path);
    const parts: Buffer[] = [];
    for await (const bytes of inputBytes(path, dialect)) parts.push(Buffer.from(bytes));
    const sinks = new RecordingSinks();
    const mapper = new DocumentMapper(planCollection(paints), { onLoss: 'record', now: 'now' });
    for (const { text, place, broken } of readLines(Buffer.concat(parts), { offset: 0, firstLine: 1 })) {
      mapper.map(parseLine(text), place, broken, sinks, emptyCounts());
    }
    return {
      dialect,
      rows: sinks.stage('Paint').rows.map(([id, , , , ...columns]) => [id, ...columns]),
      rejects: sinks.rejects.rows,
    };
  }

  it('say what is wrong with a gzipped file that ends before its first document does', async () => {
    const path = join(folder, 'cut.json.gz');
    await writeFile(path, gzipSync(CANONICAL.join('\n')).subarray(0, 90));
    await expect(detectDialect(path)).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: `${path} cannot be read: unexpected end of file.`,
    });
  });

  it.each(Object.entries(FILES))('give the same rows: %s', async (_title, content) => {
    const { rows, rejects } = await rowsOf(content);
    expect(rejects).toEqual([]);
    expect(rows).toEqual((await rowsOf(FILES['canonical lines']!)).rows);
    expect(rows).toHaveLength(2);
  });

  it('are told apart by the first bytes, and said', async () => {
    const said = await Promise.all(
      [
        'canonical lines',
        'relaxed lines',
        'plain lines',
        'a gzipped array',
        'documents over several lines',
      ].map(async (title, n) => {
        const path = join(folder, `said-${n}`);
        await writeFile(path, FILES[title]!);
        return describeDialect(await detectDialect(path));
      }),
    );
    expect(said).toEqual([
      'canonical Extended JSON, one document a line',
      'relaxed Extended JSON, one document a line',
      'plain JSON, one document a line',
      'plain JSON, one JSON array, gzipped',
      'relaxed Extended JSON, documents over several lines',
    ]);
  });

  it.each([
    ['{"_id":"1","at":{"$date":{"$numberLong":"1709210096789"}}}', 'canonical Extended JSON'],
    ['{"_id":"1","at":{"$date":{"$numberLong":"253402300800000"}}}', 'relaxed Extended JSON'],
    ['{"_id":"1","at":{"$date":{"$numberLong":"-1"}}}', 'relaxed Extended JSON'],
    ['{"_id":"1","litres":{"$numberDouble":"3.0"}}', 'relaxed Extended JSON'],
    ['{"_id":"1","price":{"$numberDecimal":"12.50"}}', 'plain JSON'],
  ])('are told apart by what only one of them writes: %s', async (line, values) => {
    const path = join(folder, 'one.jsonl');
    await writeFile(path, line);
    expect(await detectDialect(path)).toMatchObject({ values });
  });

  it('leave a broken element of an array for a reject of its own', async () => {
    const path = join(folder, 'broken.json');
    await writeFile(path, '[{"_id":"1"},{"_id":,},5,"x",\n{"_id":"2"}');
    const lines = join(folder, 'lines.jsonl');
    await unpackInput(path, await detectDialect(path), lines);
    expect(await readFile(lines, 'utf8')).toBe('{"_id":"1"}\n{"_id":,}\n5\n"x"\n{"_id":"2"}\n');
  });

  it('are an error with the name of the file where gzip is cut short', async () => {
    const path = join(folder, 'cut.jsonl.gz');
    await writeFile(path, gzipSync('{"_id":"1"}\n'.repeat(100)).subarray(0, 40));
    const dialect = { gzip: true, layout: 'lines', values: 'plain JSON' } as const;
    await expect(unpackInput(path, dialect, join(folder, 'cut.out'))).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
    });
  });
});

describe('the file of an export', () => {
  it('is held against its manifest while it is read, chunk by chunk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'checked-'));
    const path = join(folder, 'paints.jsonl');
    const content = '{"_id":"1"}\n{"_id":"2"}\n';
    const ids = { documents: 1, firstId: '"1"', lastId: '"2"' };
    const chunks = [0, 12].map((offset) => {
      const sha256 = createHash('sha256')
        .update(content.slice(offset, offset + 12))
        .digest('hex');
      return { offset, length: 12, sha256, ...ids };
    });
    const read = async (): Promise<string> => {
      let text = '';
      for await (const bytes of checkedBytes(path, chunks)) text += bytes.toString();
      return text;
    };
    await writeFile(path, content);
    expect(await read()).toBe(content);
    await writeFile(path, content.replace('2', '3'));
    await expect(read()).rejects.toMatchObject({
      code: 'INPUT_CHANGED',
      message: expect.stringContaining('chunk 1') as string,
    });
    await rm(folder, { recursive: true });
  });
});

describe('splitting documents', () => {
  it('keeps every document, however the bytes are cut', () => {
    const documents = fc.array(
      fc.dictionary(
        fc.string(),
        fc.json().map((text) => JSON.parse(text) as unknown),
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(
        documents,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(undefined, 2),
        (all, step, indent) => {
          const bytes = Buffer.from(JSON.stringify(all, null, indent));
          const splitter = new DocumentSplitter(true);
          let out = '';
          for (let i = 0; i < bytes.length; i += step)
            out += splitter.push(bytes.subarray(i, i + step)).toString('latin1');
          out += splitter.end().toString('latin1');
          const lines = Buffer.from(out, 'latin1')
            .toString('utf8')
            .split('\n')
            .filter((line) => line !== '');
          expect(lines).toEqual(all.map((document) => JSON.stringify(document)));
        },
      ),
    );
  });
});

describe('files of an input folder', () => {
  it('may end in jsonl, ndjson or json, gzipped or not; what mongodump writes beside documents is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'files-'));
    for (const name of ['a.jsonl', 'b.json.gz', 'c.ndjson', 'b.metadata.json', 'prelude.json', 'notes.txt']) {
      await writeFile(join(folder, name), '{"_id":"1"}\n');
    }
    expect((await openInputFolder(folder)).files.map(({ collection }) => collection)).toEqual([
      'a',
      'b',
      'c',
    ]);
    const one = await openInputFolder(join(folder, 'c.ndjson'));
    expect([one.path, one.files.map(({ collection }) => collection)]).toEqual([folder, ['c']]);
    await writeFile(join(folder, 'a.json'), '[]');
    await expect(openInputFolder(folder)).rejects.toMatchObject({ code: 'INPUT_AMBIGUOUS' });
    await rm(folder, { recursive: true });
  });
});
