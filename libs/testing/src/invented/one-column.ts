import { type Codec, type CollectionDefinition, ColumnOf, defineCollection, Id, Table } from '@etl/core';

/** A collection with one column of somebody's own type. */
export function oneColumn(type: string, codec: Codec): CollectionDefinition {
  @Table('Thing')
  class Thing {
    @Id() id!: string;
    @ColumnOf({ type, codec }, { nullable: true }) value!: unknown;
  }
  return defineCollection({
    name: 'things',
    entities: [Thing],
    exporter: {},
    ignored: [],
    aggregates: [],
    sample: {
      count: () => 5,
      document: ({ n, id }, bson) => ({ _id: bson.objectId(id('things', n)), value: null }),
    },
  });
}
