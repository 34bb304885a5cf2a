import { type Codec, ColumnOf, countBy, exactNumber, Id, isUnfit, roundDecimal, Table } from '@etl/core';
import { bigintCodec } from './bigint.codec';
import { books, booksWithCodec } from './books';
import { restless, rewriting, withoutZeros } from './broken-codec';
import type { BrokenCollection } from './broken-collection';
import { oneColumn } from './one-column';
import { uuidCodec } from './own-codecs';
import { parcels } from './parcels';

/** A type of somebody's own, whose codec writes another spelling than PostgreSQL prints. */
@Table('Parcel')
class Shouting {
  @Id() id!: string;
  @ColumnOf({
    type: 'uuid',
    codec: { ...uuidCodec, ...rewriting((text) => text.toUpperCase())(uuidCodec) },
  })
  trackingId!: string;
}

/** Whole numbers of any size. */
const unbounded: Codec['encode'] = (value, sink) => {
  const number = exactNumber(value);
  const rounded = isUnfit(number) ? null : roundDecimal(number, 40, 0);
  if (rounded === null || !rounded.exact) return { unfit: 'not-a-number' };
  sink.literal(rounded.text);
  return typeof value === 'string' || rounded.negativeZero ? 'coerced' : 'mapped';
};

/** They agree with themselves, and not with PostgreSQL. */
export const UNLIKE_POSTGRESQL: readonly BrokenCollection[] = [
  {
    that: 'whose codec writes what PostgreSQL refuses',
    collection: () =>
      booksWithCodec('updatedAt', (codec) => ({
        encode: (value, sink, notes) => {
          if (typeof value !== 'string') return codec.encode(value, sink, notes);
          sink.literal('2024-02-30 00:00:00');
          return 'coerced';
        },
      })),
    message:
      /the smallest: the import or its verification fails: .*2024-02-30 00:00:00.*\n +document: \{"_id":.*"updatedAt":""\}/,
  },
  {
    that: 'whose codec throws',
    collection: () =>
      booksWithCodec('isbn', (codec) => ({
        encode: (value, sink, notes) => {
          if (typeof value === 'object') throw new TypeError('no objects here');
          return codec.encode(value, sink, notes);
        },
      })),
    message: /The codec text of isbn throws TypeError: no objects here for .*\n +document: \{"_id":.*"isbn":/,
  },
  {
    that: 'whose codec writes another text than PostgreSQL prints',
    collection: () => booksWithCodec('price', withoutZeros),
    message: /Book\.price of row .*: expected "[\d.]+" ↔ found "[\d.]+0"\n +document: \{.*"price":/,
  },
  {
    that: 'whose codec of its own spells otherwise than PostgreSQL',
    collection: () => parcels({ entities: [Shouting], aggregates: [] }),
    message:
      /Parcel\.trackingId ← .*: the codec uuid writes another text than PostgreSQL prints for uuid: expected "[0-9a-f-]+" ↔ found "[0-9A-F-]+"/,
  },
  {
    that: 'whose codec of its own writes numbers that its type does not hold',
    collection: () => oneColumn('bigint', { ...(bigintCodec as Codec), encode: unbounded }),
    message:
      /Thing\.value ← "9223372036854775808": the codec bigint writes "9223372036854775808", which PostgreSQL does not take for bigint: value "9223372036854775808" is out of range/,
  },
  {
    that: 'about whose aggregate the source and PostgreSQL disagree',
    collection: () => booksWithCodec('price', withoutZeros, { aggregates: [countBy('price')] }),
    message: /count by price, group \["[\d.]+"\]: source \d+ rows ↔ target no such group\n +document: /,
  },
  {
    that: 'whose codec does not decode what PostgreSQL prints',
    collection: () => booksWithCodec('tags', () => ({ decode: (text) => text.slice(1, -1).split(',') })),
    message: /the smallest: Book\.tags ← .* is mapped, and reads back as/,
  },
  {
    that: 'whose aggregate no document reaches',
    collection: () =>
      books({ aggregates: [countBy('genre', { where: { column: 'price', equals: 'none' } })] }),
    message: /count by genre where price is none: no document reaches it/,
  },
  {
    that: 'whose rows are others than its documents ask for',
    collection: () => booksWithCodec('isbn', restless),
    message: /Book\.isbn of row \w+: expected "isbn \d+" ↔ found "isbn \d+"\n +document: \{/,
  },
];

export const UNLIKE_THEMSELVES: readonly BrokenCollection[] = [
  {
    that: 'that gives another row each time it is asked',
    collection: () => booksWithCodec('isbn', restless),
    message: /parsed and scanned: expected .*isbn \d+.* ↔ found .*isbn \d+.*\n +document: \{/,
  },
];

export const RESTLESS_CODECS: readonly BrokenCollection[] = [
  {
    that: 'that gives another row at every import',
    collection: () => booksWithCodec('isbn', restless),
    message: /0 inserted, \d+ updated, \d+ unchanged by the second/,
  },
];

export const UNVERIFIABLE_CODECS: readonly BrokenCollection[] = [
  {
    that: 'about whose aggregate the two sides disagree without any damage',
    collection: () => booksWithCodec('price', withoutZeros, { aggregates: [countBy('price')] }),
    message: /Verifying books, untouched.*count by price, group/s,
  },
];

export const UNEXPECTED_ROWS: readonly BrokenCollection[] = [
  {
    that: 'whose rows of the sample are others than its documents ask for',
    collection: () => booksWithCodec('isbn', restless),
    message:
      /Rows of the sample of books:\n +- Book\.isbn of row \w+: expected "isbn \d+" ↔ found "isbn \d+"\n +document: \{/,
  },
];
