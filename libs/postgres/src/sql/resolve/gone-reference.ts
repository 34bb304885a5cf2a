import type { ColumnSpec, RejectCode, TablePlan } from '@etl/core';
import { STAGE_NULLED, STAGE_REJECT, stageOf } from '../etl-names';
import { qualified, quoted } from '../identifier';
import { literal } from '../literal';
import { insertRejectsSql, returningSql, rootCauseSql } from './reject-columns';

/** A reference and the rows that may be behind it. */
export interface ReferenceSides {
  readonly schema: string;
  readonly table: TablePlan;
  readonly key: ColumnSpec;
  readonly column: ColumnSpec;
  readonly parent: string;
  readonly parentKey: string;
  /** Whether the table referred to is imported as well and has a stage. */
  readonly staged: boolean;
}

/**
 * Neither in the stage nor in the target. A row that the target has holds a reference even where its newer version was
 * rejected: what is referred to exists.
 */
export function isGoneSql({ schema, column, parent, parentKey, staged }: ReferenceSides): string {
  const value = `s.${quoted(column.name)}`;
  const conditions = [`${value} IS NOT NULL`];
  if (staged)
    conditions.push(
      `NOT EXISTS (SELECT 1 FROM ${stageOf(parent)} p WHERE p.${quoted(parentKey)} = ${value})`,
    );
  conditions.push(
    `NOT EXISTS (SELECT 1 FROM ${qualified(schema, parent)} t WHERE t.${quoted(parentKey)} = ${value})`,
  );
  return conditions.join('\n     AND ');
}

/** The field of the document that the user knows. */
function fieldOf({ source, name }: ColumnSpec): string {
  switch (source.kind) {
    case 'field':
      return source.names[0] ?? name;
    case 'document-id':
    case 'constant':
      return '_id';
    case 'derived-id':
      return name;
  }
}

/**
 * Rejects the rows whose required reference is gone; the cause is that of the reject of the row referred to, if it was
 * one. With `belowNewest` only rows are looked at that refer to rejects after number $1.
 */
export function rejectGoneSql(sides: ReferenceSides, belowNewest = false): string {
  return rejectSql(sides, 'REFERENCE_GONE', literal(`not in ${sides.parent}`), belowNewest);
}

/** Rejects the rows whose nullable reference is gone: what `--on-loss reject` asks for in place of null. */
export function refuseGoneSql(sides: ReferenceSides): string {
  return rejectSql(sides, 'LOSS_REFUSED', `'reference-gone'`, false);
}

function rejectSql(sides: ReferenceSides, code: RejectCode, detail: string, belowNewest: boolean): string {
  const { table, key, column, parent } = sides;
  const stage = stageOf(table.name);
  const name = quoted(column.name);
  const newest = belowNewest
    ? `\n     AND s.${name} IN (SELECT n."row_id" FROM ${STAGE_REJECT} n WHERE n."table_name" = ${literal(parent)} AND n."seq" > $1)`
    : '';
  return `WITH gone AS (
  SELECT s.ctid AS "row" FROM ${stage} s
   WHERE ${isGoneSql(sides)}${newest}
), removed AS (
  DELETE FROM ${stage} s USING gone g WHERE s.ctid = g."row"
  ${returningSql(key.name)}, s.${name} AS "gone"
)
${insertRejectsSql(
  table,
  {
    step: 'resolve',
    code,
    field: literal(fieldOf(column)),
    value: 'pg_catalog.to_json(r."gone")::text',
    detail,
    cause: { table: 'c."root_table"', id: 'c."root_id"', code: 'c."root_code"' },
  },
  `removed r
  LEFT JOIN LATERAL (
    SELECT ${rootCauseSql('x')}
      FROM ${STAGE_REJECT} x
     WHERE x."table_name" = ${literal(parent)} AND x."row_id" = r."gone"
     ORDER BY x."seq" DESC LIMIT 1
  ) c ON true`,
)}`;
}

/** Sets nullable references to rows that are gone to null, and writes down where. */
export function nullGoneSql(sides: ReferenceSides): string {
  const { table, column } = sides;
  const stage = stageOf(table.name);
  return `WITH gone AS (
  SELECT s.ctid AS "row" FROM ${stage} s
   WHERE ${isGoneSql(sides)}
), nulled AS (
  UPDATE ${stage} s SET ${quoted(column.name)} = NULL FROM gone g WHERE s.ctid = g."row"
  RETURNING s."_id", s."_line", s."_offset", s."_length", s."_entry"
)
INSERT INTO ${STAGE_NULLED} ("collection", "table_name", "column_name", "document_id", "line", "offset", "length", "entry")
SELECT ${literal(table.collection)}, ${literal(table.name)}, ${literal(column.name)}, n."_id", n."_line", n."_offset", n."_length", n."_entry"
  FROM nulled n`;
}
