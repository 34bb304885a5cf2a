import type { ColumnSpec, TablePlan } from '@etl/core';
import { quoted } from './identifier';

/** The bit of a column in `_defaulted`; undefined where it cannot take a default. */
export function defaultBit(table: TablePlan, column: ColumnSpec): string | undefined {
  const place = table.defaultable.findIndex(({ name }) => name === column.name);
  return place < 0 ? undefined : String(1n << BigInt(place));
}

/** True where the column of the staged row `alias` took its default; undefined where it cannot. */
export function tookDefaultSql(table: TablePlan, column: ColumnSpec, alias: string): string | undefined {
  const bit = defaultBit(table, column);
  return bit === undefined ? undefined : `${alias}."_defaulted" & ${bit} <> 0`;
}

/**
 * Whether two rows hold different values in a column. By value (1.0 is 1 in jsonb), with exceptions: -0 is not 0 in a
 * double, and its bytes tell; other types go by their text, since some have no equality and some a lenient one; NULL
 * equals NULL.
 */
export function differsSql(column: ColumnSpec, left: string, right: string): string {
  const [a, b] = [`${left}.${quoted(column.name)}`, `${right}.${quoted(column.name)}`];
  if (column.type.kind === 'double precision') {
    return `pg_catalog.float8send(${a}) IS DISTINCT FROM pg_catalog.float8send(${b})`;
  }
  if (column.type.kind === 'other') return `${a}::text IS DISTINCT FROM ${b}::text`;
  return `${a} IS DISTINCT FROM ${b}`;
}

/** Whether any of the columns differs; false where there are none. */
export function anyDiffersSql(columns: readonly ColumnSpec[], left: string, right: string): string {
  if (columns.length === 0) return 'false';
  return columns.map((column) => differsSql(column, left, right)).join(' OR ');
}

/** The order of ids that does not depend on the database's locale. */
export const idOrderSql = (alias: string, key: string): string => `${alias}.${quoted(key)} COLLATE "C"`;
