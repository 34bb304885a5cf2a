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
    message: /-\s+"price": "[\d.]+"/,
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
    message: /-\s+"isbn": "isbn 0"/,
  },
  {
    that: 'that leaves a field behind which was kept',
    collection: () => books({ ignored: ['__v', 'shelf'] }),
    message: /-\s+"\/shelf": "unmapped"/,
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
