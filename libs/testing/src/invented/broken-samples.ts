import type { CollectionDefinition, ColumnSpec, SampleContext, SampleSpec } from '@etl/core';
import { countBy } from '@etl/core';
import { books, booksWith, Loan, tamperedBook } from './books';
import type { BrokenCollection } from './broken-collection';

/** Books whose sample has other fields. */
function withSample(change: (context: SampleContext) => object, more: Partial<CollectionDefinition> = {}) {
  const { sample } = books();
  const document: SampleSpec['document'] = (context, bson) => ({
    ...sample.document(context, bson),
    ...change(context),
  });
  return books({ sample: { ...sample, document }, ...more });
}

const withoutSample = (): CollectionDefinition => books({ sample: { ...books().sample, count: () => 0 } });

/** Their samples are no samples. */
export const USELESS_SAMPLES: readonly BrokenCollection[] = [
  {
    that: 'whose sample is another one every time',
    collection: () => {
      let count = 0;
      return withSample(() => ({ isbn: `${(count += 1)}` }));
    },
    message: /another one the second/,
  },
  {
    that: 'whose sample repeats an id',
    collection: () => withSample(() => ({ _id: 'same' })),
    message: /has the id "same" of another/,
  },
  {
    that: 'whose sample leaves a column out',
    collection: () => booksWith('extra', () => ({ source: { kind: 'field', names: ['more'] } })),
    message: /no document has a value for extra/,
  },
];

const fieldOf = (name: string): Pick<ColumnSpec, 'source'> => ({ source: { kind: 'field', names: [name] } });

/** They map the sample otherwise than before. */
export const UNLIKE_THE_GOLDEN_ROWS: readonly BrokenCollection[] = [
  {
    that: 'that takes a column from another field',
    collection: () => booksWith('price', () => fieldOf('cost')),
    message:
      /\n {2}- Book\.price of row \w+: expected "[\d.]+" ↔ found null\n {2}- .*\n +document: \{"_id":.*"isbn":"isbn 0"/,
  },
  {
    that: 'that swaps two columns',
    collection: () => {
      const other: Readonly<Record<string, string>> = { isbn: 'contact', contact: 'isbn' };
      const column = (spec: ColumnSpec): ColumnSpec => ({
        ...spec,
        ...(other[spec.name] && fieldOf(other[spec.name]!)),
      });
      return books({ entities: [tamperedBook({ column }), Loan] });
    },
    message: /Book\.isbn of row \w+: expected "isbn 0" ↔ found "Reader-0@example\.com"/,
  },
  {
    that: 'that leaves a field behind which was kept',
    collection: () => books({ ignored: ['__v', 'shelf'] }),
    message: /residue of document 0, \/shelf: expected "\\"unmapped\\"" ↔ found null/,
  },
  {
    that: 'whose column has another codec of the same type',
    collection: () => booksWith('contact', ({ codec }) => ({ codec: { ...codec, kind: 'text' } })),
    message: /\n {2}- Book\.contact: expected the codec email ↔ found text/,
  },
  {
    that: 'whose sample is no longer the same',
    collection: () => withSample(({ n }) => ({ tags: n === 4 ? ['paper', 'new'] : ['paper'] })),
    message:
      /document 4 of the sample is another one, tags: expected .* ↔ found .*\n {2}- Book\.tags of row \w+: expected "\{paper\}" ↔ found "\{paper,new\}"/,
  },
  {
    that: 'of which other documents are asked for',
    collection: () => books(),
    options: { golden: [0, 1] },
    message: /the file has the documents 0, 4, 7 of the sample; asked for are 0, 1/,
  },
  {
    that: 'without golden rows',
    collection: () => books({ name: 'leaflets' }),
    message: /leaflets\.json is not there/,
  },
];

/** Nothing can be damaged, or nobody would notice. */
export const NOTHING_TO_VERIFY: readonly BrokenCollection[] = [
  {
    that: 'whose aggregate counts nothing',
    collection: () =>
      withSample(() => ({ genre: 'novel' }), {
        aggregates: [countBy('authorId', { where: { column: 'genre', equals: 'poetry' } })],
      }),
    message: /count by authorId where genre is poetry, \w+: the sample leaves no row that it counts/,
  },
  {
    that: 'whose sample has nothing to delete',
    collection: withoutSample,
    message: /Book: the sample leaves no row that could be deleted/,
  },
];

export const NOTHING_TO_DAMAGE: readonly BrokenCollection[] = [
  {
    that: 'whose sample has nothing to damage',
    collection: withoutSample,
    message: /Book: the sample leaves no row that could be damaged/,
  },
];
