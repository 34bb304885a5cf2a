import type { TablePlan } from '@etl/core';
import {
  MERGED,
  NULLED,
  placeOf,
  REJECT,
  STAGE_MERGED,
  STAGE_NULLED,
  STAGE_REJECT,
  stageOf,
} from '../etl-names';
import { quoted } from '../identifier';
import { literal } from '../literal';

/**
 * What earlier runs said of the documents that this run has read, of one collection; it no longer counts. `direct`: rows
 * were copied straight into the table.
 */
export function forgetSql(main: TablePlan, direct: boolean): readonly string[] {
  const collection = literal(main.collection);
  return [REJECT, MERGED, NULLED].flatMap((table) => [
    `DELETE FROM ${table} WHERE "collection" = ${collection} AND "document_id" IS NULL`,
    `DELETE FROM ${table}
 WHERE "collection" = ${collection}
   AND "document_id" IN (
     SELECT "_id" FROM ${stageOf(main.name)}
     UNION ALL${direct ? `\n     SELECT "_id" FROM ${placeOf(main.name)}\n     UNION ALL` : ''}
     SELECT "document_id" FROM ${STAGE_REJECT} WHERE "collection" = ${collection})`,
  ]);
}

/**
 * Where all documents become one row, that of this run is no older version of documents that this run has not read.
 */
export function unstaleSql(table: TablePlan, key: string): string {
  return `UPDATE ${REJECT} SET "stale" = false
 WHERE "stale" AND "table_name" = ${literal(table.name)} AND "row_id" IN (SELECT ${quoted(key)} FROM ${stageOf(table.name)})`;
}

/** $1 run: rejects of one table. One is stale where no row of this run has its id: a row there is an older version. */
export function keepRejectsSql(table: TablePlan, key: string, direct: boolean): string {
  const columns =
    '"collection", "table_name", "document_id", "row_id", "line", "offset", "length", "entry", ' +
    '"code", "field", "value", "detail", "cause_table", "cause_document_id", "cause_code"';
  const placed = direct ? ` UNION ALL SELECT "_key" FROM ${placeOf(table.name)}` : '';
  // A join and not an EXISTS: as part of a value the planner would run it once a reject.
  return `INSERT INTO ${REJECT} ("run_id", ${columns}, "stale")
SELECT $1, ${columns}, r."row_id" IS NOT NULL AND s."staged_id" IS NULL
  FROM (SELECT * FROM ${STAGE_REJECT} WHERE "collection" = ${literal(table.collection)} AND "table_name" = ${literal(table.name)}) r
  LEFT JOIN (SELECT ${quoted(key)} AS "staged_id" FROM ${stageOf(table.name)}${placed}) s ON s."staged_id" = r."row_id"
 ORDER BY r."line", r."entry" NULLS FIRST, r."seq"`;
}

/** $1 run. */
export const keepMergedSql = `INSERT INTO ${MERGED} ("run_id", "collection", "table_name", "document_id", "line", "entry", "kept_line")
SELECT $1, "collection", "table_name", "document_id", "line", "entry", "kept_line" FROM ${STAGE_MERGED} ORDER BY "collection", "line", "entry"`;

/** $1 run. */
export const keepNulledSql = `INSERT INTO ${NULLED}
  ("run_id", "collection", "table_name", "column_name", "document_id", "line", "offset", "length", "entry")
SELECT $1, "collection", "table_name", "column_name", "document_id", "line", "offset", "length", "entry"
  FROM ${STAGE_NULLED} ORDER BY "collection", "line", "entry"`;
