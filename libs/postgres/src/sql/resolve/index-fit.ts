import type { ColumnSpec, IndexSpec, TablePlan } from '@etl/core';
import { STAGE_PROBE, STAGE_TOO_LONG, stageOf } from '../etl-names';
import { columnList, quoted } from '../identifier';
import { literal } from '../literal';
import { insertRejectsSql, returningSql } from './reject-columns';
import { keyJsonSql, keyNames } from './taken-in-target';

/** Bytes that fit an index for certain: a B-tree refuses entries above 2,704, after it has compressed them. */
export const CERTAIN_TO_FIT = 2_000;

export interface IndexFitSql {
  /** Whether any row is worth a closer look. */
  readonly any: string;
  /** Tries such rows on an index of the same shape, one by one, and rejects those that it refuses. */
  readonly reject: readonly string[];
}

/** The columns of an index that can hold a long value. */
export function longColumns(table: TablePlan, index: IndexSpec): readonly string[] {
  return index.columns.filter((name) =>
    ['text', 'other'].includes(table.columns.find((column) => column.name === name)?.type.kind ?? ''),
  );
}

/** Undefined where no column of the index can hold a long value. Compression decides what fits, so PostgreSQL is asked itself. */
export function indexFitSql(table: TablePlan, key: ColumnSpec, index: IndexSpec): IndexFitSql | undefined {
  const texts = longColumns(table, index);
  if (texts.length === 0) return undefined;
  const bytes = texts.map((name) => `COALESCE(octet_length(s.${quoted(name)}::text), 0)`).join(' + ');
  const long = `${bytes} > ${CERTAIN_TO_FIT}`;
  const stage = stageOf(table.name);
  const columns = columnList(index.columns);
  return {
    any: `SELECT EXISTS (SELECT 1 FROM ${stage} s WHERE ${long}) AS there`,
    reject: [
      `DROP TABLE IF EXISTS ${STAGE_PROBE}, ${STAGE_TOO_LONG}`,
      `CREATE UNLOGGED TABLE ${STAGE_PROBE} AS SELECT ${columns} FROM ${stage} WITH NO DATA`,
      `CREATE INDEX ON ${STAGE_PROBE} (${columns})`,
      `CREATE UNLOGGED TABLE ${STAGE_TOO_LONG} ("row" tid NOT NULL)`,
      `DO $probe$
DECLARE
  candidate record;
BEGIN
  FOR candidate IN SELECT s.ctid AS "row" FROM ${stage} s WHERE ${long} LOOP
    BEGIN
      INSERT INTO ${STAGE_PROBE} SELECT ${columns} FROM ${stage} s WHERE s.ctid = candidate."row";
    EXCEPTION WHEN program_limit_exceeded THEN
      INSERT INTO ${STAGE_TOO_LONG} VALUES (candidate."row");
    END;
  END LOOP;
END
$probe$`,
      `WITH removed AS (
  DELETE FROM ${stage} s USING ${STAGE_TOO_LONG} x WHERE s.ctid = x."row"
  ${returningSql(key.name)}, ${keyJsonSql(index, 's')} AS "key"
)
${insertRejectsSql(table, {
  step: 'resolve',
  code: 'VALUE_UNFIT',
  field: literal(keyNames(index)),
  value: 'r."key"',
  detail: literal(`too-large for the index ${index.name}`),
})}`,
      `DROP TABLE ${STAGE_PROBE}, ${STAGE_TOO_LONG}`,
    ],
  };
}
