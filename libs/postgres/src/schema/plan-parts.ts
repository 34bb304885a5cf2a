import type { CollectionPlan, ColumnSpec, EnumDefinition, TablePlan } from '@etl/core';
import { InternalError } from '@etl/core';
import type { ForeignKey } from '../sql/schema/add-foreign-key';

export function tablesOf(plans: readonly CollectionPlan[]): readonly TablePlan[] {
  return plans.flatMap((plan) => [...plan.tables]);
}

/** The column that identifies a row. */
export function primaryKeyOf(table: TablePlan): ColumnSpec {
  const column = table.columns.find((candidate) => candidate.primaryKey);
  if (column === undefined) throw new InternalError('INTERNAL', `${table.name} has no primary key.`);
  return column;
}

/** Every enum type once, in the order of first use. */
export function enumsOf(tables: readonly TablePlan[]): readonly EnumDefinition[] {
  const found = new Map<string, EnumDefinition>();
  for (const { type } of tables.flatMap((table) => table.columns)) {
    if (type.kind === 'enum') found.set(type.definition.name, type.definition);
  }
  return [...found.values()];
}

/** Every table's primary key is `id` (target-schema.md); a plan may say otherwise for its own. */
export function foreignKeysOf(table: TablePlan, tables: readonly TablePlan[]): readonly ForeignKey[] {
  return table.columns.flatMap(({ name, reference }) => {
    if (reference === undefined) return [];
    const referenced = tables.find((candidate) => candidate.name === reference.table);
    return [
      {
        name: `${table.name}_${name}_fkey`,
        table: table.name,
        column: name,
        referencedTable: reference.table,
        referencedColumn: referenced === undefined ? 'id' : primaryKeyOf(referenced).name,
        onDelete: reference.onDelete,
        onUpdate: reference.onUpdate ?? 'CASCADE',
      },
    ];
  });
}
