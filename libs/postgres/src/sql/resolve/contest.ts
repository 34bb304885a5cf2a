import type { ColumnSpec, IndexSpec, TablePlan } from '@etl/core';
import { contestOf, stageOf } from '../etl-names';
import { columnList, quoted } from '../identifier';
import { literal } from '../literal';
import { idOrderSql } from '../predicates';
import { givenTimestampSql } from './duplicates';
import { insertRejectsSql, returningSql } from './reject-columns';
import { keyJsonSql, keyNames } from './taken-in-target';

export function dropContestSql(table: string): string {
  return `DROP TABLE IF EXISTS ${contestOf(table)}`;
}

/** Every row that shares a key with another one, once a key, in the order in which rows may take keys. */
export function createContestSql(table: TablePlan, key: ColumnSpec, indexes: readonly IndexSpec[]): string {
  const stage = stageOf(table.name);
  const id = quoted(key.name);
  const wanted = indexes.map((index, place) => {
    const columns = columnList(index.columns);
    const filled = index.columns.map((column) => `${quoted(column)} IS NOT NULL`).join(' AND ');
    return `  SELECT s.${id} AS "id", ${place} AS "key_no", ${keyJsonSql(index, 's')} AS "key"
    FROM ${stage} s
    JOIN (SELECT ${columns} FROM ${stage} WHERE ${filled} GROUP BY ${columns} HAVING count(*) > 1) d USING (${columns})`;
  });
  const createdAt = givenTimestampSql(table, 'createdAt', 's');
  const order = [
    ...(createdAt === undefined ? [] : [`${createdAt} NULLS LAST`]),
    idOrderSql('s', key.name),
  ].join(', ');
  return `CREATE UNLOGGED TABLE ${contestOf(table.name)} AS
WITH wanted AS (
${wanted.join('\n  UNION ALL\n')}
)
SELECT w."id", w."key_no", w."key", dense_rank() OVER (ORDER BY ${order}) AS "place"
  FROM wanted w JOIN ${stage} s ON s.${id} = w."id"`;
}

/** Rows that were rejected meanwhile want nothing any more. */
export function pruneContestSql(table: TablePlan, key: ColumnSpec): string {
  return `DELETE FROM ${contestOf(table.name)} c
 WHERE NOT EXISTS (SELECT 1 FROM ${stageOf(table.name)} s WHERE s.${quoted(key.name)} = c."id")`;
}

export function analyzeContestSql(table: string): string {
  return `ANALYZE ${contestOf(table)}`;
}

export function countContestSql(table: string): string {
  return `SELECT count(*) AS count FROM ${contestOf(table)}`;
}

/** Which rows may be saved in a round. */
export interface RoundChoice {
  /** CTEs that end with one named `uncertain` with a column `id`: rows that may yet be rejected for another reason. */
  readonly uncertain?: string;
  /** Nothing else goes on: the first row of all is saved, whatever becomes of what it refers to. */
  readonly forced?: boolean;
}

/**
 * One round: a row is saved where it comes first for all of its keys; whoever shares one with it has lost, and with
 * that sets its other keys free for the next round. The first row of all is always settled, so rounds come to an end.
 */
export function contestRoundSql(
  table: TablePlan,
  key: ColumnSpec,
  indexes: readonly IndexSpec[],
  choice: RoundChoice = {},
): string {
  const contest = contestOf(table.name);
  const names = indexes.map((index, place) => `WHEN ${place} THEN ${literal(keyNames(index))}`).join(' ');
  const saved = choice.forced
    ? `SELECT "id" FROM ${contest} ORDER BY "place" LIMIT 1`
    : `SELECT c."id" FROM ${contest} c JOIN first f USING ("key_no", "key")
${choice.uncertain === undefined ? '' : '   WHERE NOT EXISTS (SELECT 1 FROM uncertain u WHERE u."id" = c."id")\n'}   GROUP BY c."id" HAVING bool_and(c."place" = f."place")`;
  return `WITH ${choice.uncertain === undefined ? '' : `RECURSIVE ${choice.uncertain}, `}first AS (
  SELECT "key_no", "key", min("place") AS "place" FROM ${contest} GROUP BY "key_no", "key"
), saved AS (
  ${saved}
), lost AS (
  SELECT DISTINCT ON (c."id") c."id", c."key_no", c."key", h."id" AS "holder"
    FROM saved w
    JOIN ${contest} h ON h."id" = w."id"
    JOIN ${contest} c ON c."key_no" = h."key_no" AND c."key" = h."key" AND c."id" <> h."id"
   ORDER BY c."id", c."key_no"
), settled AS (
  DELETE FROM ${contest} c USING (SELECT "id" FROM saved UNION SELECT "id" FROM lost) x WHERE c."id" = x."id"
), removed AS (
  DELETE FROM ${stageOf(table.name)} s USING lost x WHERE s.${quoted(key.name)} = x."id"
  ${returningSql(key.name)}, x."key_no", x."key", x."holder"
)
${insertRejectsSql(table, { step: 'resolve', code: 'UNIQUE_TAKEN', field: `CASE r."key_no" ${names} END`, value: 'r."key"', detail: 'r."holder"' })}`;
}
