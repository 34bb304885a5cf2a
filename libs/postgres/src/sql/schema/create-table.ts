import type { ColumnSpec, TablePlan } from '@etl/core';
import { columnList, qualified, quoted } from '../identifier';
import { columnDefaultSql } from './column-default';
import { columnTypeSql } from './column-type';

function columnSql(schema: string, column: ColumnSpec): string {
  const parts = [quoted(column.name), columnTypeSql(schema, column.type)];
  if (!column.nullable) parts.push('NOT NULL');
  if (column.default !== undefined) parts.push(`DEFAULT ${columnDefaultSql(column.default)}`);
  return parts.join(' ');
}

/** The table with its primary key; foreign keys and indexes come when all tables are there. */
export function createTableSql(schema: string, table: TablePlan): string {
  const keys = table.columns.filter((column) => column.primaryKey).map((column) => column.name);
  const lines = [
    ...table.columns.map((column) => columnSql(schema, column)),
    `CONSTRAINT ${quoted(`${table.name}_pkey`)} PRIMARY KEY (${columnList(keys)})`,
  ];
  return `CREATE TABLE ${qualified(schema, table.name)} (\n  ${lines.join(',\n  ')}\n)`;
}
