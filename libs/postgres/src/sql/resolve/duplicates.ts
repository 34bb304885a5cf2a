import { type ColumnSpec, isPointInTime, onlyIdOf, type TablePlan } from '@etl/core';
import { STAGE_MERGED, stageOf } from '../etl-names';
import { quoted } from '../identifier';
import { literal } from '../literal';
import { anyDiffersSql, tookDefaultSql } from '../predicates';
import { insertRejectsSql, returningSql } from './reject-columns';

/** A timestamp of the document itself, or NULL where it has none or took its default. */
export function givenTimestampSql(table: TablePlan, name: string, alias: string): string | undefined {
  const column = table.columns.find((candidate) => candidate.name === name && isPointInTime(candidate.type));
  if (column === undefined) return undefined;
  const value = `${alias}.${quoted(name)}`;
  const defaulted = tookDefaultSql(table, column, alias);
  return defaulted === undefined ? value : `CASE WHEN ${defaulted} THEN NULL ELSE ${value} END`;
}

/** What a document is told that is not the one that stays: by its own `_id` where that is not the row's. */
function lostTo(table: TablePlan): { readonly value: string; readonly detail: string } {
  const id = onlyIdOf(table);
  const stays = `'the document of line ' || r."kept_line" || `;
  return id === undefined
    ? { value: 'pg_catalog.to_json(r."row_id")::text', detail: `${stays}' has the same _id and stays'` }
    : {
        value: 'pg_catalog.to_json(r."document_id")::text',
        detail: `${stays}${literal(` stays: every document becomes the row ${id}`)}`,
      };
}

/**
 * The same id twice among the documents of a table: the last by `updatedAt`, then the last read, stays; equal rows are
 * merged into it, the others are rejected.
 */
export function duplicatesSql(table: TablePlan, key: ColumnSpec): string {
  const stage = stageOf(table.name);
  const id = quoted(key.name);
  const updatedAt = givenTimestampSql(table, 'updatedAt', 's');
  const order = [...(updatedAt === undefined ? [] : [`${updatedAt} DESC NULLS LAST`]), 's."_line" DESC'].join(
    ', ',
  );
  const others = table.columns.filter((column) => column.name !== key.name);
  return `WITH twice AS (
  SELECT ${id} FROM ${stage} GROUP BY ${id} HAVING count(*) > 1
), ranked AS (
  SELECT s.ctid AS "row", s.${id}, row_number() OVER w AS "place", first_value(s."_line") OVER w AS "kept_line"
    FROM ${stage} s JOIN twice USING (${id})
  WINDOW w AS (PARTITION BY s.${id} ORDER BY ${order})
), judged AS (
  SELECT d."row", d."kept_line", NOT (${anyDiffersSql(others, 's', 'k')} OR s."_defaulted" IS DISTINCT FROM k."_defaulted") AS "equal"
    FROM ranked d
    JOIN ${stage} s ON s.ctid = d."row"
    JOIN ${stage} k ON k.${id} = d.${id} AND k."_line" = d."kept_line"
   WHERE d."place" > 1
), removed AS (
  DELETE FROM ${stage} s USING judged j WHERE s.ctid = j."row"
  ${returningSql(key.name)}, j."kept_line", j."equal"
), merged AS (
  INSERT INTO ${STAGE_MERGED} ("collection", "table_name", "document_id", "line", "entry", "kept_line")
  SELECT ${literal(table.collection)}, ${literal(table.name)}, r."document_id", r."line", r."entry", r."kept_line"
    FROM removed r WHERE r."equal"
)
${insertRejectsSql(table, { step: 'resolve', code: 'DUPLICATE_ID', field: `'_id'`, ...lostTo(table) })}
 WHERE NOT r."equal"`;
}
