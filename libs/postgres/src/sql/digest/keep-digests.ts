import type { TablePlan } from '@etl/core';
import { primaryKeyOf } from '../../schema/plan-parts';
import {
  digestOf,
  MERGE_JOURNAL,
  placeOf,
  STAGE_MERGED,
  STAGE_NULLED,
  STAGE_REJECT,
  stageOf,
} from '../etl-names';
import { qualified, quoted } from '../identifier';
import { literal } from '../literal';

/**
 * Whether the version of row `t` is the one that the merge has compared or written, and not one that somebody else has put in its
 * place since; and whether it is sure to hold what was written: a trigger or a rule of any table may write into any other.
 */
function isOwnSql(schema: string, tables: readonly TablePlan[]): string {
  const names = tables.map(({ name }) => `${literal(qualified(schema, name))}::pg_catalog.regclass`);
  const any = `ANY (ARRAY[${names.join(', ')}])`;
  return `(t.xmin IN (SELECT j.xmin FROM ${MERGE_JOURNAL} j WHERE j."run_id" = $1) OR pg_catalog.age(t.xmin) > pg_catalog.age($2::xid))
     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger c WHERE c.tgrelid = ${any} AND NOT c.tgisinternal)
     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_rewrite c WHERE c.ev_class = ${any})`;
}

/**
 * $1 run, $2 the oldest transaction that was under way when rows began to change.
 * The digests of the rows of this run. A document of which anything was rejected, merged or made null has none: what becomes of it
 * depends on others, or has to be said again. Nor has one that others were merged into.
 */
export function keepDigestsSql(
  schema: string,
  main: TablePlan,
  table: TablePlan,
  isDirect: boolean,
  /** Of the whole run. */
  tables: readonly TablePlan[],
): string {
  const collection = literal(main.collection);
  const key = quoted(primaryKeyOf(table).name);
  const rows = [
    `SELECT g.${key} AS "row_id", g."_id", g."_line", g."_nulls", g."_digest", t.xmin AS "version"
    FROM ${stageOf(table.name)} g LEFT JOIN ${qualified(schema, table.name)} t ON t.${key} = g.${key} AND ${isOwnSql(schema, tables)}`,
    ...(isDirect
      ? [`SELECT "_key", "_id", "_line", "_nulls", "_digest", xmin FROM ${placeOf(table.name)}`]
      : []),
  ];
  const documents = [STAGE_REJECT, STAGE_MERGED, STAGE_NULLED].map(
    (outcome) => `SELECT "document_id" FROM ${outcome} WHERE "collection" = ${collection}`,
  );
  return `INSERT INTO ${digestOf(table.name)} ("row_id", "nulls", "version", "digest")
SELECT s."row_id", s."_nulls", s."version", s."_digest"
  FROM (${rows.join(' UNION ALL ')}) s
 WHERE s."_digest" IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM (${documents.join(' UNION ALL ')}) x WHERE x."document_id" = s."_id")
   AND NOT EXISTS (SELECT 1 FROM ${STAGE_MERGED} m WHERE m."collection" = ${collection} AND m."kept_line" = s."_line")
   AND NOT EXISTS (SELECT 1 FROM ${STAGE_REJECT} r WHERE r."table_name" = ${literal(table.name)} AND r."row_id" = s."row_id")`;
}
