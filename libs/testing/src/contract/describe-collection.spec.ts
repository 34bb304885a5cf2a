import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ColumnSpec } from '@etl/core';
import { countBy } from '@etl/core';
import { books, BOOKS_PAGE, Loan, tamperedBook } from '../invented/books';
import { describeCollection } from './describe-collection';
import { sampleMatchesGolden, UPDATE_GOLDEN } from './golden-trial';
import { hostileValuesAreSettled } from './hostile-trial';
import { importingTwiceChangesNothing } from './repeat-trial';
import { sampleIsUsable } from './sample-trial';
import { planMatchesPage } from './schema-trial';
import { verificationNoticesDamage } from './verify-trial';

describeCollection(books(), { folder: __dirname, schema: BOOKS_PAGE, golden: [0, 4, 7] });

/** The column with another codec, which gets the one that it has. */
const withCodec =
  (change: (codec: ColumnSpec['codec']) => Partial<ColumnSpec['codec']>) =>
  (spec: ColumnSpec): ColumnSpec => ({ ...spec, codec: { ...spec.codec, ...change(spec.codec) } });

const tampered = (column: string, change: (spec: ColumnSpec) => ColumnSpec) =>
  books({ entities: [tamperedBook(column, change), Loan] });

describe('the contract suite catches a collection', () => {
  it('whose column is of another type, nullable, or without its default', () => {
    const page = BOOKS_PAGE.replace('| isbn | text |', '| isbn | integer |')
      .replace('| extra | jsonb | yes |', '| extra | jsonb | no |')
      .replace("| no | 'novel' |", "| no | 'poetry' |");
    expect(() => planMatchesPage(books(), page)).toThrow(
      /Book\.isbn is text.*Book\.genre is .*'novel'.*Book\.extra is jsonb null/s,
    );
  });

  it('that lacks a column, an index, or a key of another table', () => {
    const page = BOOKS_PAGE.replace('| tags | text[]', '| pages | integer | yes |  |  |\n| tags | text[]')
      .replace('(genre, inPrint)', '(inPrint, genre)')
      .replace('Author.id (set null)', 'Author.id (restrict)');
    expect(() => planMatchesPage(books(), page)).toThrow(
      /Book\.authorId is .*Book\.pages is missing.*Book_genre_inPrint_idx is \(genre, inPrint\)/s,
    );
  });

  it('whose columns stand in another order', () => {
    const lines = BOOKS_PAGE.split('\n');
    const at = lines.findIndex((line) => line.startsWith('| tags'));
    [lines[at], lines[at + 1]] = [lines[at + 1] ?? '', lines[at] ?? ''];
    expect(() => planMatchesPage(books(), lines.join('\n'))).toThrow(/another order/);
  });

  it('whose enum has other values', () => {
    expect(() => planMatchesPage(books(), BOOKS_PAGE.replace('`poetry`', '`verse`'))).toThrow(/enum values/);
  });

  it('whose sample is another one every time, repeats an id, or leaves a column out', () => {
    const { sample } = books();
    const withSample = (change: (n: number) => object) =>
      books({
        sample: {
          ...sample,
          document: (context, bson) => ({ ...sample.document(context, bson), ...change(context.n) }),
        },
      });
    let count = 0;
    expect(() =>
      sampleIsUsable(
        withSample(() => ({ isbn: `${(count += 1)}` })),
        1,
      ),
    ).toThrow(/another one the second/);
    expect(() =>
      sampleIsUsable(
        withSample(() => ({ _id: 'same' })),
        1,
      ),
    ).toThrow(/has the id "same" of another/);
    const renamed = tampered('extra', (spec) => ({ ...spec, source: { kind: 'field', names: ['more'] } }));
    expect(() => sampleIsUsable(renamed, 1)).toThrow(/no document has a value for extra/);
  });

  it('whose documents map differently than before', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'etl-golden-')), 'books.json');
    const golden = { file, properties: 1, positions: [0, 1] };
    await expect(sampleMatchesGolden(books(), golden)).rejects.toThrow(/is not there/);
    process.env[UPDATE_GOLDEN] = '1';
    try {
      await sampleMatchesGolden(books(), golden);
    } finally {
      process.env[UPDATE_GOLDEN] = '0';
    }
    await sampleMatchesGolden(books(), golden);
    const moved = tampered('price', (spec) => ({ ...spec, source: { kind: 'field', names: ['cost'] } }));
    await expect(sampleMatchesGolden(moved, golden)).rejects.toThrow(/price/);
  });

  it('whose codec changes a text in silence', async () => {
    const trimming = withCodec((codec) => ({
      encode: (value, sink, notes) =>
        codec.encode(typeof value === 'string' ? value.trim() : value, sink, notes),
    }));
    await expect(hostileValuesAreSettled(tampered('isbn', trimming))).rejects.toThrow(
      /Book\.isbn ← paddedNumberText/,
    );
  });

  it('whose codec repairs without keeping the original', async () => {
    const forgetful = withCodec((codec) => ({
      encode: (value, sink, notes) =>
        codec.encode(value, sink, { ...notes, repaired: () => undefined, beside: () => undefined }),
    }));
    await expect(hostileValuesAreSettled(tampered('extra', forgetful))).rejects.toThrow(
      /original is not kept/,
    );
  });

  it('whose codec takes what it should not', async () => {
    const lenient = withCodec((codec) => ({
      encode: (value, sink, notes) => codec.encode(value === '1,500' ? '1500' : value, sink, notes),
    }));
    await expect(hostileValuesAreSettled(tampered('price', lenient))).rejects.toThrow(
      /notANumberText .* expected null, found 1500/,
    );
  });

  it('that gives another row at every import', async () => {
    let count = 0;
    const restless = withCodec(() => ({
      encode: (_value, sink) => {
        sink.text(`isbn ${(count += 1)}`);
        return 'coerced';
      },
    }));
    await expect(importingTwiceChangesNothing(tampered('isbn', restless), 1)).rejects.toThrow(/updated/);
  });

  it('whose aggregate counts nothing, and whose sample has nothing to damage', async () => {
    const idle = books({
      aggregates: [countBy('authorId', { where: { column: 'genre', equals: 'poetry' } })],
    });
    const { sample } = idle;
    const prose = books({
      aggregates: idle.aggregates,
      sample: {
        ...sample,
        document: (context, bson) => ({ ...sample.document(context, bson), genre: 'novel' }),
      },
    });
    await expect(verificationNoticesDamage(prose, 1)).rejects.toThrow(/leaves no row that it counts/);
    await expect(
      verificationNoticesDamage(books({ sample: { ...sample, count: () => 0 } }), 1),
    ).rejects.toThrow(/leaves no row/);
  });
});
