import type { ColumnSpec, IndexSpec, TablePlan } from '@etl/core';
import { stageOf } from '../etl-names';
import { qualified, quoted } from '../identifier';
import { literal } from '../literal';
import { insertRejectsSql, returningSql } from './reject-columns';

/** The value of a unique key as JSON: the value itself, or an array where the key has several columns. */
export function keyJsonSql(index: IndexSpec, alias: string): string {
  const columns = index.columns.map((column) => `${alias}.${quoted(column)}`);
  const [only] = columns;
  return columns.length === 1
    ? `pg_catalog.to_json(${only})::text`
    : `pg_catalog.json_build_array(${columns.join(', ')})::text`;
}

export const keyNames = (index: IndexSpec): string => index.columns.join(', ');

/**
 * Rows that the target has under another id count as saved first, also where this import would change their key.
 * A null in a key equals nothing.
 */
export function takenInTargetSql(
  schema: string,
  table: TablePlan,
  key: ColumnSpec,
  index: IndexSpec,
): string {
  const stage = stageOf(table.name);
  const id = quoted(key.name);
  const same = index.columns.map((column) => `t.${quoted(column)} = s.${quoted(column)}`).join(' AND ');
  return `WITH taken AS (
  SELECT s.ctid AS "row", min(t.${id}) AS "holder"
    FROM ${stage} s JOIN ${qualified(schema, table.name)} t ON ${same} AND t.${id} <> s.${id}
   GROUP BY s.ctid
), removed AS (
  DELETE FROM ${stage} s USING taken x WHERE s.ctid = x."row"
  ${returningSql(key.name)}, x."holder", ${keyJsonSql(index, 's')} AS "key"
)
${insertRejectsSql(table, { step: 'resolve', code: 'UNIQUE_TAKEN', field: literal(keyNames(index)), value: 'r."key"', detail: 'r."holder"' })}`;
}
