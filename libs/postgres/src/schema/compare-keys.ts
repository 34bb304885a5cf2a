import type { SchemaDifference, TablePlan } from '@etl/core';
import { catalogName } from '../sql/identifier';
import type { ForeignKeyRow } from '../sql/catalog/foreign-keys';
import type { IndexRow } from '../sql/catalog/indexes';
import type { ForeignKey } from '../sql/schema/add-foreign-key';
import { primaryKeyOf } from './plan-parts';

const sameList = (a: readonly string[] | null, b: readonly string[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
/** Uniqueness does not depend on the order of the columns. */
const sameSet = (a: readonly string[] | null, b: readonly string[]): boolean =>
  sameList([...(a ?? [])].sort(), [...b].sort());

export function comparePrimaryKey(table: TablePlan, rows: readonly IndexRow[]): readonly SchemaDifference[] {
  const name = catalogName(`${table.name}_pkey`);
  const columns = [primaryKeyOf(table).name];
  const found = rows.find((row) => row.primary);
  const at = { table: table.name, object: name, expected: `PRIMARY KEY (${columns.join(', ')})` };
  if (found === undefined) return [{ ...at, kind: 'missing', blocking: true }];
  if (!sameList(found.columns, columns))
    return [
      { ...at, kind: 'differs', found: `PRIMARY KEY (${(found.columns ?? []).join(', ')})`, blocking: true },
    ];
  if (found.name !== name)
    return [{ ...at, kind: 'differs', expected: name, found: found.name, blocking: false }];
  return [];
}

export function compareIndexes(table: TablePlan, rows: readonly IndexRow[]): readonly SchemaDifference[] {
  return table.indexes.flatMap((index): SchemaDifference[] => {
    const name = catalogName(index.name);
    const expected = `${index.unique ? 'UNIQUE ' : ''}(${index.columns.join(', ')})`;
    const at = { table: table.name, object: name, expected };
    const fits = (row: IndexRow): boolean =>
      row.plain &&
      (index.unique
        ? row.unique && sameSet(row.columns, index.columns)
        : sameList(row.columns, index.columns));
    const named = rows.find((row) => row.name === name);
    if (named !== undefined && fits(named) && named.unique === index.unique) return [];
    const other = rows.find(fits);
    // The same index under another name, or a unique one where a plain one is enough.
    if (other !== undefined)
      return [{ ...at, kind: 'differs', expected: name, found: other.name, blocking: false }];
    if (named === undefined) return [{ ...at, kind: 'missing', blocking: index.unique }];
    const found = `${named.unique ? 'UNIQUE ' : ''}(${(named.columns ?? []).join(', ')})${named.plain ? '' : ', not a plain index'}`;
    return [{ ...at, kind: 'differs', found, blocking: index.unique || named.unique }];
  });
}

const describeKey = (table: string, columns: readonly string[], onDelete: string, onUpdate: string): string =>
  `REFERENCES ${table} (${columns.join(', ')}) ON DELETE ${onDelete} ON UPDATE ${onUpdate}`;

export function compareForeignKeys(
  keys: readonly ForeignKey[],
  rows: readonly ForeignKeyRow[],
): readonly SchemaDifference[] {
  return keys.flatMap((key): SchemaDifference[] => {
    const name = catalogName(key.name);
    const expected = describeKey(key.referencedTable, [key.referencedColumn], key.onDelete, key.onUpdate);
    const at = { table: key.table, object: name, expected };
    const found =
      rows.find((row) => row.name === name) ?? rows.find((row) => sameList(row.columns, [key.column]));
    if (found === undefined) return [{ ...at, kind: 'missing', blocking: true }];
    const is = describeKey(found.referencedTable, found.referencedColumns, found.onDelete, found.onUpdate);
    if (!sameList(found.columns, [key.column]) || is !== expected) {
      return [{ ...at, kind: 'differs', found: `(${found.columns.join(', ')}) ${is}`, blocking: true }];
    }
    return found.name === name
      ? []
      : [{ ...at, kind: 'differs', expected: name, found: found.name, blocking: false }];
  });
}
