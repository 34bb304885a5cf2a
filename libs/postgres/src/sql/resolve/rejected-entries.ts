import type { ColumnSpec, TablePlan } from '@etl/core';
import { STAGE_MERGED, STAGE_REJECT, stageOf } from '../etl-names';
import { literal } from '../literal';
import { insertRejectsSql, returningSql, rootCauseSql } from './reject-columns';

/** The lines of documents that were rejected, or merged into one that was, each with its root cause. */
export function lostLinesSql(main: TablePlan): string {
  const ofMain = `r."collection" = ${literal(main.collection)} AND r."table_name" = ${literal(main.name)} AND r."entry" IS NULL`;
  return `SELECT r."line", ${rootCauseSql('r')}
    FROM ${STAGE_REJECT} r
   WHERE ${ofMain}
  UNION
  SELECT m."line", ${rootCauseSql('r')}
    FROM ${STAGE_MERGED} m
    JOIN ${STAGE_REJECT} r ON r."line" = m."kept_line" AND ${ofMain}
   WHERE m."collection" = ${literal(main.collection)} AND m."table_name" = ${literal(main.name)}`;
}

/** Their entries go with them. */
export function rejectedEntriesSql(table: TablePlan, key: ColumnSpec, main: TablePlan): string {
  const stage = stageOf(table.name);
  return `WITH lost AS (
  ${lostLinesSql(main)}
), removed AS (
  DELETE FROM ${stage} s USING (SELECT DISTINCT ON ("line") * FROM lost ORDER BY "line", "root_code") l WHERE s."_line" = l."line"
  ${returningSql(key.name)}, l."root_table", l."root_id", l."root_code"
)
${insertRejectsSql(table, { step: 'resolve', code: 'DOCUMENT_REJECTED', field: literal(table.fanOut?.from ?? ''), cause: { table: 'r."root_table"', id: 'r."root_id"', code: 'r."root_code"' } })}`;
}
