import fc from 'fast-check';
import pg from 'pg';
import { Session } from '../connection/session';
import { parseTargetUri } from '../connection/target-uri';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { CopyEncoder } from './copy-encoder';

function encoded(write: (sink: CopyEncoder) => void, constants: readonly string[] = []): string {
  const sink = new CopyEncoder(constants);
  sink.beginRow();
  write(sink);
  sink.endRow();
  return sink.bytes().toString('utf8');
}

describe('the COPY encoder', () => {
  it('separates columns by tabs and ends a row with a newline', () => {
    expect(
      encoded((sink) => {
        sink.text('a');
        sink.null();
        sink.literal('12.5');
        sink.text('');
      }),
    ).toBe('a\t\\N\t12.5\t\n');
  });

  it('escapes backslash, newline, carriage return and tab, and nothing else', () => {
    expect(encoded((sink) => sink.text('a\\b\nc\rd\te\u0001\b\v\f"\u007f'))).toBe(
      'a\\\\b\\nc\\rd\\te\u0001\b\v\f"\u007f\n',
    );
    expect(encoded((sink) => sink.text('\\N'))).toBe('\\\\N\n');
    expect(encoded((sink) => sink.text('\\.'))).toBe('\\\\.\n');
  });

  it('escapes a huge text as it does a small one', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('\\', '\n', '"', 'é', '\ud800', 'a') }),
        ),
        (unit) => {
          const text = `|${unit}|`;
          const times = Math.ceil(70_000 / text.length);
          const small = encoded((sink) => {
            sink.literal('before');
            sink.text(text);
          });
          const huge = encoded((sink) => {
            sink.literal('before');
            sink.text(text.repeat(times));
            sink.literal('after');
          });
          expect(huge).toBe(`before\t${small.slice('before\t'.length, -1).repeat(times)}\tafter\n`);
          const item = encoded((sink) => sink.textArray([text])).slice('{"'.length, -'"}\n'.length);
          const items = encoded((sink) => sink.textArray(['a', text.repeat(times), 'b']));
          expect(items).toBe(`{"a","${item.repeat(times)}","b"}\n`);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('writes arrays with every element quoted and escaped twice', () => {
    expect(encoded((sink) => sink.textArray([]))).toBe('{}\n');
    expect(encoded((sink) => sink.textArray(['', 'NULL', '{a,b}', 'q"q', 'b\\b', 'n\nn']))).toBe(
      '{"","NULL","{a,b}","q\\\\"q","b\\\\\\\\b","n\\nn"}\n',
    );
  });

  it('copies bytes as it writes the same text, whole or in pieces', () => {
    const clean = fc
      .oneof(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 500, maxLength: 3_000 }))
      .filter((text) => text.isWellFormed() && [...text].every((one) => one >= ' ' && one !== '\\'));
    fc.assert(
      fc.property(clean, clean, fc.string(), (first, last, between) => {
        const bytes = Buffer.from(`"${first}${last}"`);
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const middle = 1 + Buffer.byteLength(first);
        const text = between.replaceAll('\0', '');
        const copied = encoded((sink) => {
          sink.copy(view, 1, bytes.length - 1);
          sink.copyPart(view, 1, middle);
          sink.textPart(text);
          sink.copyPart(view, middle, bytes.length - 1);
          sink.literal('.00');
          sink.copyArray(view, 0, bytes.length);
        });
        const written = encoded((sink) => {
          sink.text(first + last);
          sink.text(`${first}${text}${last}.00`);
          sink.literal('{');
        });
        expect(copied).toBe(`${written.slice(0, -1)}${bytes.toString()}}\n`);
      }),
    );
  });

  it('puts constants before every row and forgets an abandoned one', () => {
    const sink = new CopyEncoder(['us\ters']);
    sink.beginRow();
    sink.text('1');
    sink.endRow();
    sink.beginRow();
    sink.text('x'.repeat(200_000));
    sink.abandonRow();
    sink.beginRow();
    sink.text('2');
    sink.endRow();
    expect(sink.rows).toBe(2);
    expect(sink.bytes().toString()).toBe('us\\ters\t1\nus\\ters\t2\n');
    sink.clear();
    expect(sink.bytes()).toHaveLength(0);
  });

  describe('through a real table', () => {
    let database: TestDatabase;
    let client: pg.Client;
    let session: Session;

    beforeAll(async () => {
      database = await createTestDatabase();
      client = new pg.Client({ connectionString: database.uri });
      await client.connect();
      session = await Session.open(parseTargetUri(database.uri));
      await client.query('CREATE TABLE public.trip (n integer, t text, a text[])');
    });
    afterAll(async () => {
      await session.close();
      await client.end();
      await database.drop();
    });

    it('gives back what went in', async () => {
      const special = fc.constantFrom(
        '\\',
        '\n',
        '\r',
        '\t',
        '"',
        '{',
        '}',
        ',',
        'NULL',
        '\\N',
        '\\.',
        ' ',
        '',
        '\b',
        '\v',
        '\f',
        '\u0001',
        '\u007f',
        '\u0080',
        'é',
        'ÿ',
        '漢',
        '😀',
        "'",
      );
      const text = fc
        .oneof(
          fc.string({ unit: 'binary' }),
          fc.string(),
          fc.array(special).map((parts) => parts.join('')),
        )
        .filter((value) => value.isWellFormed() && !value.includes('\0'));
      const row = fc.record({ t: fc.option(text), a: fc.option(fc.array(text, { maxLength: 5 })) });
      const sink = new CopyEncoder();
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
          sink.clear();
          rows.forEach(({ t, a }, n) => {
            sink.beginRow();
            sink.literal(String(n));
            if (t === null) sink.null();
            else sink.text(t);
            if (a === null) sink.null();
            else sink.textArray(a);
            sink.endRow();
          });
          await client.query('TRUNCATE public.trip');
          await session.copy('testing', 'COPY public.trip FROM STDIN', sink.bytes());
          const back = await client.query('SELECT t, a FROM public.trip ORDER BY n');
          expect(back.rows).toEqual(rows);
        }),
        { numRuns: 60 },
      );
    });
  });
});
