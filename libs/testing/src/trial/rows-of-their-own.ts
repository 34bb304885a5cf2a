import { type CollectionDefinition, draftOf, entityMetadata, onlyIdOf, planCollection } from '@etl/core';

/**
 * The collection as it would be if each document had a row of its own, where all of its documents become one row: what
 * becomes of values is the same, and an import can hold more than one case.
 */
export function withRowsOfTheirOwn(definition: CollectionDefinition): CollectionDefinition {
  if (onlyIdOf(planCollection(definition).tables[0]) === undefined) return definition;
  const [main, ...fanOuts] = definition.entities;
  class Several extends main {}
  const { table, columns } = entityMetadata(main);
  const draft = draftOf(Several);
  draft.table = table;
  draft.indexes.push(...draftOf(main).indexes);
  draft.columns.push(
    ...columns.map((column) =>
      column.primaryKey ? { ...column, source: { kind: 'document-id' } as const } : column,
    ),
  );
  return { ...definition, entities: [Several, ...fanOuts] };
}
