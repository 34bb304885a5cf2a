import type { ColumnSpec, TablePlan } from '@etl/core';
import { REJECT } from '../etl-names';
import { quoted } from '../identifier';
import { literal } from '../literal';

/** What tells a stale row: its own id, and in a fan-out table the document that holds the entry. */
export interface StaleSides {
  readonly table: TablePlan;
  readonly key: ColumnSpec;
  /** The main table and the column that refers to it, where `table` is a fan-out. */
  readonly parent?: { readonly table: string; readonly column: string };
}

const rejected = (table: string, column: string): string =>
  `EXISTS (SELECT 1 FROM ${REJECT} r WHERE r."stale" AND r."table_name" = ${literal(table)} AND r."row_id" = t.${quoted(column)})`;

/** Whether row `t` is an older version of a document that is rejected today. */
export function isStaleSql({ table, key, parent }: StaleSides): string {
  const own = rejected(table.name, key.name);
  return parent === undefined ? own : `(${own} OR ${rejected(parent.table, parent.column)})`;
}
