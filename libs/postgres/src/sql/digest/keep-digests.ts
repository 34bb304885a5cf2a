import type { TablePlan } from '@etl/core';
import { primaryKeyOf } from '../../schema/plan-parts';
import { digestOf, placeOf, STAGE_MERGED, STAGE_NULLED, STAGE_REJECT, stageOf } from '../etl-names';
import { quoted } from '../identifier';
import { literal } from '../literal';

/**
 * The digests of the rows of this run. A document of which anything was rejected, merged or made null has none: what becomes of it
 * depends on others, or has to be said again. Nor has one that others were merged into.
 */
export function keepDigestsSql(main: TablePlan, table: TablePlan, isDirect: boolean): string {
  const collection = literal(main.collection);
  const rows = [
    `SELECT ${quoted(primaryKeyOf(table).name)} AS "row_id", "_id", "_line", "_nulls", "_digest" FROM ${stageOf(table.name)}`,
    ...(isDirect ? [`SELECT "_key", "_id", "_line", "_nulls", "_digest" FROM ${placeOf(table.name)}`] : []),
  ];
  const documents = [STAGE_REJECT, STAGE_MERGED, STAGE_NULLED].map(
    (outcome) => `SELECT "document_id" FROM ${outcome} WHERE "collection" = ${collection}`,
  );
  return `INSERT INTO ${digestOf(table.name)} ("row_id", "nulls", "digest")
SELECT s."row_id", s."_nulls", s."_digest"
  FROM (${rows.join(' UNION ALL ')}) s
 WHERE s."_digest" IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM (${documents.join(' UNION ALL ')}) x WHERE x."document_id" = s."_id")
   AND NOT EXISTS (SELECT 1 FROM ${STAGE_MERGED} m WHERE m."collection" = ${collection} AND m."kept_line" = s."_line")
   AND NOT EXISTS (SELECT 1 FROM ${STAGE_REJECT} r WHERE r."table_name" = ${literal(table.name)} AND r."row_id" = s."row_id")`;
}
