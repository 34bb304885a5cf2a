import { type CollectionDefinition, type CollectionPlan, defineCollection, Id, Table } from '@etl/core';

/** Tables outside of the collection that its rows refer to. */
export function parentTables(plan: CollectionPlan): string[] {
  const own = new Set(plan.tables.map(({ name }) => name));
  const referenced = plan.tables.flatMap(({ columns }) =>
    columns.flatMap(({ reference }) => reference?.table ?? []),
  );
  return [...new Set(referenced)].filter((table) => !own.has(table)).sort();
}

/**
 * A stand-in for a referenced table: nothing but its key. A library is tested alone, and what else its parents hold
 * is not its business.
 */
export function stubOf(table: string): CollectionDefinition {
  class Stub {
    id!: string;
  }
  Id()(Stub.prototype, 'id');
  Table(table)(Stub);
  return defineCollection({
    name: `stub-of-${table}`,
    entities: [Stub],
    exporter: {},
    ignored: [],
    aggregates: [],
    sample: { count: () => 0, document: () => ({}) },
  });
}
