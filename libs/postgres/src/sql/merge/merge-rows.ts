import type { ColumnSpec, TablePlan } from '@etl/core';
import { stageOf } from '../etl-names';
import { columnList, qualified, quoted } from '../identifier';
import { differsSql, tookDefaultSql } from '../predicates';
import { inRangeSql } from './range';

/** A table with the references that are set in a second pass. */
export interface MergeTable {
  readonly schema: string;
  readonly table: TablePlan;
  readonly key: ColumnSpec;
  readonly deferred: readonly ColumnSpec[];
}

const isDeferred = ({ deferred }: MergeTable, column: ColumnSpec): boolean =>
  deferred.some(({ name }) => name === column.name);

function writable(merge: MergeTable): readonly ColumnSpec[] {
  return merge.table.columns.filter((column) => column.name !== merge.key.name && !isDeferred(merge, column));
}

/** Whether the target's row `t` gets another value from the staged row `s`; a default that was taken changes nothing. */
function changes(table: TablePlan, columns: readonly ColumnSpec[]): string {
  const each = columns.map((column) => {
    const defaulted = tookDefaultSql(table, column, 's');
    const differs = differsSql(column, 't', 's');
    return defaulted === undefined ? differs : `NOT (${defaulted}) AND ${differs}`;
  });
  return each.length === 0 ? 'false' : each.map((condition) => `(${condition})`).join(' OR ');
}

/** A batch in figures: rows, new ones, those that change now, those that change now or in the second pass. */
export interface ChangeCounts {
  readonly rows: string;
  readonly fresh: string;
  readonly changed: string;
  readonly updated: string;
}

/** What a merge would do; with `range` of a batch, else of the whole table (`--dry-run`). */
export function countChangesSql(merge: MergeTable, range: boolean): string {
  const { schema, table, key, deferred } = merge;
  const id = quoted(key.name);
  const now = changes(table, writable(merge));
  return `SELECT count(*) AS "rows",
       count(*) FILTER (WHERE t.${id} IS NULL) AS "fresh",
       count(*) FILTER (WHERE t.${id} IS NOT NULL AND (${now})) AS "changed",
       count(*) FILTER (WHERE t.${id} IS NOT NULL AND (${now}${deferred.length === 0 ? '' : ` OR ${changes(table, deferred)}`})) AS "updated"
  FROM ${stageOf(table.name)} s
  LEFT JOIN ${qualified(schema, table.name)} t ON t.${id} = s.${id}${range ? `\n WHERE ${inRangeSql('s', key.name)}` : ''}`;
}

/** New rows; deferred references stay null. */
export function insertRowsSql(merge: MergeTable): string {
  const { schema, table, key } = merge;
  const id = quoted(key.name);
  const columns = table.columns.filter((column) => !isDeferred(merge, column)).map(({ name }) => name);
  const target = qualified(schema, table.name);
  return `INSERT INTO ${target} (${columnList(columns)})
SELECT ${columns.map((name) => `s.${quoted(name)}`).join(', ')}
  FROM ${stageOf(table.name)} s
 WHERE ${inRangeSql('s', key.name)}
   AND NOT EXISTS (SELECT 1 FROM ${target} t WHERE t.${id} = s.${id})`;
}

/** Rows that are there and differ; a column that took its default keeps what the row has. */
export function updateRowsSql(merge: MergeTable): string | undefined {
  const { schema, table, key } = merge;
  const columns = writable(merge);
  if (columns.length === 0) return undefined;
  const id = quoted(key.name);
  const sets = columns.map((column) => {
    const name = quoted(column.name);
    const defaulted = tookDefaultSql(table, column, 's');
    return defaulted === undefined
      ? `${name} = s.${name}`
      : `${name} = CASE WHEN ${defaulted} THEN t.${name} ELSE s.${name} END`;
  });
  return `UPDATE ${qualified(schema, table.name)} t
   SET ${sets.join(',\n       ')}
  FROM ${stageOf(table.name)} s
 WHERE ${inRangeSql('s', key.name)}
   AND t.${id} = s.${id}
   AND (${changes(table, columns)})`;
}

/** The second pass: references that the first one left null. */
export function setReferencesSql(merge: MergeTable): string {
  const { schema, table, key, deferred } = merge;
  const id = quoted(key.name);
  return `UPDATE ${qualified(schema, table.name)} t
   SET ${deferred.map(({ name }) => `${quoted(name)} = s.${quoted(name)}`).join(', ')}
  FROM ${stageOf(table.name)} s
 WHERE ${inRangeSql('s', key.name)}
   AND t.${id} = s.${id}
   AND (${changes(table, deferred)})`;
}
