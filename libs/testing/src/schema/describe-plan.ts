import type { ColumnSpec, TablePlan } from '@etl/core';
import { byName, type ColumnDescription, type TableDescription } from './table-description';

function typeOf({ type }: ColumnSpec): string {
  switch (type.kind) {
    case 'numeric':
      return `numeric(${type.precision},${type.scale})`;
    case 'timestamp':
      return `timestamp(${type.precision})`;
    case 'enum':
      return type.definition.name;
    case 'other':
      return type.name.replace(' without time zone', '');
    default:
      return type.kind;
  }
}

function defaultOf(column: ColumnSpec): string {
  const value = column.default;
  if (value === undefined) return '';
  if (value.kind === 'now') return 'now';
  if (value.kind === 'empty-array') return 'empty array';
  return typeof value.value === 'string' ? `'${value.value.replaceAll("'", "''")}'` : String(value.value);
}

function describeColumn(column: ColumnSpec): ColumnDescription {
  const { name, nullable, reference } = column;
  const references =
    reference === undefined ? '' : `${reference.table}.id (${reference.onDelete.toLowerCase()})`;
  return { name, type: typeOf(column), nullable, default: defaultOf(column), references };
}

export function describePlan(table: TablePlan): TableDescription {
  return {
    name: table.name,
    columns: table.columns.map(describeColumn),
    indexes: [...table.indexes].sort(byName),
  };
}
