import type { Codec } from '@etl/core';
import { bigintCodec } from './bigint.codec';
import { booksWithCodec } from './books';
import { restless, rewriting } from './broken-codec';
import type { BrokenCollection } from './broken-collection';
import { oneColumn } from './one-column';

const withoutMilliseconds = rewriting((text) => text.replace(/\.\d+$/, ''));

/** What they say of a value is not so. */
export const LYING_CODECS: readonly BrokenCollection[] = [
  {
    that: 'whose codec throws',
    collection: () =>
      booksWithCodec('isbn', (codec) => ({
        encode: (value, sink, notes) => {
          if (typeof value === 'object') throw new TypeError('no objects here');
          return codec.encode(value, sink, notes);
        },
      })),
    message: /Book\.isbn ← .*throws TypeError: no objects here/,
  },
  {
    that: 'whose codec cuts a text',
    collection: () =>
      booksWithCodec(
        'isbn',
        rewriting((text) => [...text].slice(0, 3).join('')),
      ),
    message: /Book\.isbn ← .*says mapped, and reads back as/,
  },
  {
    that: 'whose codec drops milliseconds',
    collection: () => booksWithCodec('updatedAt', withoutMilliseconds),
    message: /Book\.updatedAt ← .*reads back as "\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"/,
  },
  {
    that: 'whose codec rounds numbers',
    collection: () =>
      booksWithCodec(
        'price',
        rewriting((text) => text.replace(/\.\d\d$/, '.00')),
      ),
    message: /Book\.price ← .*reads back as "-?\d+\.00"/,
  },
  {
    that: 'whose codec loses parts of a document',
    collection: () =>
      booksWithCodec(
        'extra',
        rewriting((text) => text.replace(/"a":/, '"b":')),
      ),
    message: /Book\.extra ← .*"a".*reads back as/,
  },
  {
    that: 'whose codec calls mapped what it coerced',
    collection: () =>
      booksWithCodec('inPrint', (codec) => ({
        encode: (value, sink, notes) => {
          const outcome = codec.encode(value, sink, notes);
          return outcome === 'coerced' ? 'mapped' : outcome;
        },
      })),
    message: /Book\.inPrint ← .*(expected coerced, found|says) mapped/,
  },
  {
    that: 'whose codec calls mapped what it repaired',
    collection: () =>
      booksWithCodec('isbn', (codec) => ({
        encode: (value, sink, notes) => {
          const outcome = codec.encode(value, sink, { ...notes, repaired: () => undefined });
          return outcome === 'repaired' ? 'mapped' : outcome;
        },
      })),
    message: /Book\.isbn ← .*(\\u0000|\\ud|\0).*says mapped, and reads back as/,
  },
  {
    that: 'whose codec repairs without telling what was there',
    collection: () =>
      booksWithCodec('extra', (codec) => ({
        encode: (value, sink, notes) => codec.encode(value, sink, { ...notes, repaired: () => undefined }),
      })),
    message: /Book\.extra ← .*does not tell what was there before/,
  },
  {
    that: 'whose codec tells of another value than it was given',
    collection: () =>
      booksWithCodec('isbn', (codec) => ({
        encode: (value, sink, notes) =>
          codec.encode(value, sink, {
            ...notes,
            repaired: (path, _original, reason) => notes.repaired(path, 'something else', reason),
          }),
      })),
    message: /Book\.isbn ← .*calls "something else" repaired, which does not stand at \//,
  },
  {
    that: 'whose codec loses what is beside an id',
    collection: () =>
      booksWithCodec('authorId', (codec) => ({
        encode: (value, sink, notes) => codec.encode(value, sink, { ...notes, beside: () => undefined }),
      })),
    message: /Book\.authorId ← .*loses \d+ of the parts of the value without a word/,
  },
  {
    that: 'whose codec refuses what the column could hold',
    collection: () =>
      booksWithCodec('isbn', (codec) => ({
        encode: (value, sink, notes) =>
          typeof value === 'string' && value.includes("'")
            ? { unfit: 'wrong-type' }
            : codec.encode(value, sink, notes),
      })),
    message: /Book\.isbn ← .*'.*expected mapped, found unfit \(wrong-type\)/,
  },
  {
    that: 'whose codec writes what PostgreSQL cannot hold',
    collection: () =>
      booksWithCodec('isbn', (codec) => ({
        encode: (value, sink, notes) => {
          if (typeof value !== 'string') return codec.encode(value, sink, notes);
          sink.text(value);
          return 'mapped';
        },
      })),
    message: /Book\.isbn ← .*writes U\+0000 or half a surrogate pair/,
  },
  {
    that: 'whose codec writes a text that nobody escapes',
    collection: () =>
      booksWithCodec('isbn', (codec) => ({
        encode: (value, sink, notes) =>
          codec.encode(value, { ...sink, text: (text) => sink.literal(text) }, notes),
      })),
    message: /Book\.isbn ← .*writes as a literal, which is not escaped/,
  },
  {
    that: 'whose codec writes twice',
    collection: () =>
      booksWithCodec('isbn', (codec) => ({
        encode: (value, sink, notes) => {
          codec.encode(value, sink, notes);
          return codec.encode(value, sink, notes);
        },
      })),
    message: /Book\.isbn ← .*writes 2 values where it says/,
  },
  {
    that: 'whose codec writes a value that it refuses',
    collection: () =>
      booksWithCodec('price', (codec) => ({
        encode: (value, sink, notes) => {
          const outcome = codec.encode(value, sink, notes);
          if (typeof outcome !== 'string') sink.null();
          return outcome;
        },
      })),
    message: /Book\.price ← .*does not fit, and writes something all the same/,
  },
  {
    that: 'whose codec changes the document',
    collection: () =>
      booksWithCodec('tags', (codec) => ({
        encode: (value, sink, notes) =>
          codec.encode(Array.isArray(value) ? value.sort() : value, sink, notes),
      })),
    message: /Book\.tags ← .*changes the value that it is given/,
  },
  {
    that: 'whose codec gives another answer every time',
    collection: () => booksWithCodec('isbn', restless),
    message: /Book\.isbn ← .*gives another answer the second time/,
  },
  {
    that: 'whose codec nobody knows',
    collection: () => booksWithCodec('isbn', () => ({ kind: 'made-up' })),
    message: /No fitting values are known for the codec made-up/,
  },
];

/** What they do with the table of hostile values is not what values.md says. */
export const LENIENT_CODECS: readonly BrokenCollection[] = [
  {
    that: 'whose codec changes a text in silence',
    collection: () =>
      booksWithCodec(
        'isbn',
        rewriting((text) => text.trim()),
      ),
    message: /Book\.isbn ← paddedNumberText/,
  },
  {
    that: 'whose codec repairs without keeping the original',
    collection: () =>
      booksWithCodec('extra', (codec) => ({
        encode: (value, sink, notes) =>
          codec.encode(value, sink, { ...notes, repaired: () => undefined, beside: () => undefined }),
      })),
    message: /original is not kept/,
  },
  {
    that: 'whose codec takes what it should not',
    collection: () =>
      booksWithCodec('price', (codec) => ({
        encode: (value, sink, notes) => codec.encode(value === '1,500' ? '1500' : value, sink, notes),
      })),
    message: /notANumberText .* expected null, found 1500/,
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
    message:
      /^Importing books:\n {2}- The codec text of isbn throws TypeError: no objects here for \{.*\}\n +document: \{"_id":.*"isbn":\{/,
  },
  {
    that: 'whose codec writes what PostgreSQL refuses',
    collection: () =>
      booksWithCodec('updatedAt', (codec) => ({
        encode: (value, sink, notes) => {
          if (value !== 'a word') return codec.encode(value, sink, notes);
          sink.literal('a word');
          return 'coerced';
        },
      })),
    message:
      /^Importing books:\n {2}- .*refused a value \(column updatedAt, (line \d+, )?id \w+\).*"a word"[^]*\n +document: \{"_id":.*"updatedAt":"a word"/,
  },
  {
    that: 'whose codec of its own does not take its own example',
    collection: () => oneColumn('bigint', { ...(bigintCodec as Codec), example: (n) => `"word ${n}"` }),
    message:
      /^Examples of the codecs of things:\n {2}- Thing\.value ← "word 0": the codec bigint says unfit \(not-a-number\) of its own example\(0\): .*$/,
  },
  {
    that: 'whose codec of its own has an example that is no JSON',
    collection: () => oneColumn('bigint', { ...(bigintCodec as Codec), example: (n) => `word ${n}` }),
    message: /Thing\.value ← word 0: the codec bigint says SyntaxError: .* of its own example\(0\)/,
  },
];
