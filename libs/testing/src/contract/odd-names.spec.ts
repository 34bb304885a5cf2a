import { countBy, defineCollection, Id, Integer, Table, Text } from '@etl/core';
import { describeCollection } from './describe-collection';

/** A key that is not called `id`, and names that have to be quoted. */
@Table('odd "shelves"')
class Shelf {
  @Id() code!: string;
  @Text() ['the "name"']!: string;
  /** Every object of JavaScript has a member of this name; a document may be without. */
  @Integer({ nullable: true, from: 'constructor' }) places!: number | null;
}

const shelves = defineCollection({
  name: 'shelves',
  entities: [Shelf],
  exporter: {},
  ignored: [],
  aggregates: [countBy('the "name"')],
  sample: {
    count: () => 20,
    document: ({ n, id }, bson) => ({
      _id: bson.objectId(id('shelves', n)),
      'the "name"': `shelf ${n % 7}`,
      ...(n % 2 === 0 ? { constructor: bson.int32(n) } : {}),
    }),
  },
});

describeCollection(shelves, { folder: __dirname, schema: null });
