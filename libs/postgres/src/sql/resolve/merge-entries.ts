import type { ColumnSpec, TablePlan } from '@etl/core';
import { STAGE_MERGED, stageOf } from '../etl-names';
import { quoted } from '../identifier';
import { literal } from '../literal';
import { defaultBit, tookDefaultSql } from '../predicates';

/** How the values of one column become one: the latest or largest; a given one beats a default. */
interface Kept {
  readonly column: string;
  readonly bit: string | undefined;
  readonly selects: readonly string[];
}

function keptOf(table: TablePlan, column: ColumnSpec, place: number): Kept {
  const value = `s.${quoted(column.name)}`;
  const bit = defaultBit(table, column);
  const defaulted = tookDefaultSql(table, column, 's');
  if (bit === undefined || defaulted === undefined) {
    return { column: column.name, bit: undefined, selects: [`max(${value}) AS "best_${place}"`] };
  }
  const given = `${value} IS NOT NULL AND NOT (${defaulted})`;
  return {
    column: column.name,
    bit,
    selects: [
      `COALESCE(max(${value}) FILTER (WHERE ${given}), max(${value})) AS "best_${place}"`,
      `CASE WHEN bool_or(${given}) OR NOT bool_or(${defaulted}) THEN 0 ELSE ${bit} END AS "bit_${place}"`,
    ],
  };
}

/**
 * Entries with one derived id become one row: that of the last read, with the latest or largest value of the columns
 * that say `keep`.
 */
export function mergeEntriesSql(table: TablePlan, key: ColumnSpec): string {
  const stage = stageOf(table.name);
  const id = quoted(key.name);
  const kept = table.columns
    .filter((column) => column.keep !== undefined)
    .map((column, place) => keptOf(table, column, place));
  const parts = [
    `WITH twice AS (
  SELECT ${id} FROM ${stage} GROUP BY ${id} HAVING count(*) > 1
), ranked AS (
  SELECT s.ctid AS "row", s.${id}, row_number() OVER w AS "place", first_value(s."_line") OVER w AS "kept_line"
    FROM ${stage} s JOIN twice USING (${id})
  WINDOW w AS (PARTITION BY s.${id} ORDER BY s."_line" DESC, s."_entry" DESC NULLS LAST)
)`,
  ];
  if (kept.length > 0) {
    const sets = kept.map(({ column }, place) => `${quoted(column)} = b."best_${place}"`);
    const bits = kept.flatMap(({ bit }, place) => (bit === undefined ? [] : [{ bit, place }]));
    if (bits.length > 0) {
      const mask = bits.map(({ bit }) => bit).join(' | ');
      sets.push(
        `"_defaulted" = (s."_defaulted" & ~(${mask})::bigint) | ${bits.map(({ place }) => `b."bit_${place}"`).join(' | ')}`,
      );
    }
    parts.push(`, best AS (
  SELECT s.${id}, ${kept.flatMap(({ selects }) => selects).join(',\n         ')}
    FROM ${stage} s JOIN twice USING (${id})
   GROUP BY s.${id}
), raised AS (
  UPDATE ${stage} s SET ${sets.join(', ')}
    FROM ranked d JOIN best b USING (${id})
   WHERE s.ctid = d."row" AND d."place" = 1
)`);
  }
  parts.push(`, removed AS (
  DELETE FROM ${stage} s USING ranked d WHERE s.ctid = d."row" AND d."place" > 1
  RETURNING s."_id", s."_line", s."_entry", d."kept_line"
)
INSERT INTO ${STAGE_MERGED} ("collection", "table_name", "document_id", "line", "entry", "kept_line")
SELECT ${literal(table.collection)}, ${literal(table.name)}, r."_id", r."_line", r."_entry", r."kept_line"
  FROM removed r`);
  return parts.join('');
}
