import type { TablePlan } from '@etl/core';
import { quoted } from '../identifier';
import { columnTypeSql } from '../schema/column-type';
import { stageOf } from '../etl-names';

/**
 * The staged rows of a table: without keys and constraints, each with its document and its place in the file.
 * Unlogged, since a crash of the server ends the run anyway; no autovacuum, since resolving analyzes it itself.
 */
export function createStageSql(schema: string, table: TablePlan): string {
  const columns = table.columns.map(
    (column) => `${quoted(column.name)} ${columnTypeSql(schema, column.type)}`,
  );
  const lines = [
    ...['"_id" text', '"_line" bigint', '"_offset" bigint', '"_length" bigint', '"_entry" integer'],
    ...columns,
    ...['"_defaulted" bigint', '"_nulls" integer', '"_digest" uuid'],
  ];
  return `CREATE UNLOGGED TABLE ${stageOf(table.name)} (\n  ${lines.join(',\n  ')}\n) WITH (autovacuum_enabled = off)`;
}
