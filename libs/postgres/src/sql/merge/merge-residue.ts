import { onlyIdOf, type TablePlan } from '@etl/core';
import { placeOf, RESIDUE, STAGE_MERGED, STAGE_RESIDUE, stageOf } from '../etl-names';
import { literal } from '../literal';
import { inRangeSql } from './range';

/** $1 collection: whether there is any residue, staged or kept from earlier runs. */
export const hasResidueSql = `SELECT EXISTS (SELECT 1 FROM ${STAGE_RESIDUE} WHERE "collection" = $1)
    OR EXISTS (SELECT 1 FROM ${RESIDUE} WHERE "collection" = $1) AS there`;

export const indexResidueSql: readonly string[] = [
  `CREATE INDEX IF NOT EXISTS "stage#residue_document" ON ${STAGE_RESIDUE} ("collection", "document_id")`,
  `ANALYZE ${STAGE_RESIDUE}`,
];

/**
 * The residue of a batch's documents ($1 to $2), for the run $3. Fragments are put together as text: jsonb would refuse
 * an escaped U+0000. Part 0 is the document that became the row; equal documents that were merged into it add a part
 * each where theirs differs. What is the same already is left alone; what a document no longer has goes. Where all
 * documents become one row, merged ones have residue under an `_id` of their own, and that of others goes.
 */
export function mergeResidueSql(main: TablePlan, key: string): string {
  return residueSql(
    main,
    `SELECT s."_id" AS "id", s."_line" AS "line" FROM ${stageOf(main.name)} s WHERE ${inRangeSql('s', key)}`,
    '= ANY (ARRAY(SELECT p."id" FROM present p))',
    '$3',
  );
}

/**
 * The same of all documents of a table that took the place of its stage, for the run $1: of those that have residue, which
 * are few.
 */
export function mergeDirectResidueSql(main: TablePlan): string {
  const collection = literal(main.collection);
  const concerned =
    onlyIdOf(main) !== undefined
      ? ''
      : `
   WHERE d."id" IN (SELECT r."document_id" FROM ${STAGE_RESIDUE} r WHERE r."collection" = ${collection}
                    UNION ALL SELECT o."document_id" FROM ${RESIDUE} o WHERE o."collection" = ${collection})`;
  return residueSql(
    main,
    `SELECT d."id", d."line" FROM (
    SELECT o."_id" AS "id", o."_line" AS "line" FROM ${placeOf(main.name)} o
    UNION ALL
    SELECT s."_id", s."_line" FROM ${stageOf(main.name)} s) d${concerned}`,
    'IN (SELECT p."id" FROM present p)',
    '$1',
  );
}

function residueSql(main: TablePlan, presentSql: string, amongPresent: string, run: string): string {
  const collection = literal(main.collection);
  const one = onlyIdOf(main) !== undefined;
  const ownFragment = `r."collection" = ${collection}${one ? '' : ' AND r."document_id" = p."id"'}`;
  const ofPresent = one ? 'EXISTS (SELECT 1 FROM present)' : `o."document_id" ${amongPresent}`;
  return `WITH present AS (
  ${presentSql}
), fragment AS (
  SELECT r."document_id", r."line", r."line" <> p."line" AS "merged",
         '{' || string_agg(DISTINCT substr(r."document", 2, length(r."document") - 2) COLLATE "C", ',') || '}' AS "document"
    FROM present p
    JOIN ${STAGE_RESIDUE} r ON ${ownFragment}
   WHERE r."document" <> '{}'
     AND (r."line" = p."line" OR EXISTS (
       SELECT 1 FROM ${STAGE_MERGED} m
        WHERE m."collection" = ${collection} AND m."document_id" = ${one ? 'r."document_id"' : 'p."id"'} AND m."entry" IS NULL
          AND m."line" = r."line" AND m."kept_line" = p."line"))
   GROUP BY r."document_id", r."line", p."line"
), part AS (
  SELECT d."document_id", d."document",
         CASE WHEN d."merged" THEN row_number() OVER (PARTITION BY d."document_id", d."merged" ORDER BY d."line") ELSE 0 END AS "part"
    FROM (SELECT DISTINCT ON (f."document_id", f."document") f.* FROM fragment f
           ORDER BY f."document_id", f."document", f."merged", f."line") d
), removed AS (
  DELETE FROM ${RESIDUE} o
   WHERE o."collection" = ${collection} AND ${ofPresent}
     AND NOT EXISTS (SELECT 1 FROM part n WHERE n."document_id" = o."document_id" AND n."part" = o."part")
)
INSERT INTO ${RESIDUE} AS o ("collection", "document_id", "part", "document", "run_id")
SELECT ${collection}, n."document_id", n."part", n."document"::json, ${run} FROM part n
ON CONFLICT ("collection", "document_id", "part") DO UPDATE
   SET "document" = EXCLUDED."document", "run_id" = EXCLUDED."run_id"
 WHERE o."document"::text <> EXCLUDED."document"::text`;
}
