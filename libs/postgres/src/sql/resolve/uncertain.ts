import { contestOf, stageOf } from '../etl-names';
import { qualified, quoted } from '../identifier';
import { literal } from '../literal';
import type { ReferenceSides } from './gone-reference';

/**
 * The contested rows of `table` that refer, over any number of steps, to a row that is contested itself: they may yet
 * be rejected because of it. `edges` are the required references within a circle of tables.
 */
export function uncertainSql(
  table: string,
  edges: readonly ReferenceSides[],
  contested: readonly string[],
): string {
  const edge = edges.map(
    ({ schema, table: child, key, column, parent, parentKey }) =>
      `  SELECT ${literal(child.name)} AS "table", s.${quoted(key.name)} AS "id", ${literal(parent)} AS "parent_table", s.${quoted(column.name)} AS "parent_id"
    FROM ${stageOf(child.name)} s
   WHERE s.${quoted(column.name)} IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM ${qualified(schema, parent)} t WHERE t.${quoted(parentKey)} = s.${quoted(column.name)})`,
  );
  const open = contested.map(
    (name) =>
      `u."table" = ${literal(name)} AND EXISTS (SELECT 1 FROM ${contestOf(name)} x WHERE x."id" = u."id"${name === table ? ' AND x."id" <> u."start"' : ''})`,
  );
  return `edge AS (
${edge.join('\n  UNION ALL\n')}
), above AS (
  SELECT e."id" AS "start", e."parent_table" AS "table", e."parent_id" AS "id"
    FROM edge e WHERE e."table" = ${literal(table)} AND e."id" IN (SELECT "id" FROM ${contestOf(table)})
  UNION
  SELECT a."start", e."parent_table", e."parent_id"
    FROM above a JOIN edge e ON e."table" = a."table" AND e."id" = a."id"
), uncertain AS (
  SELECT DISTINCT u."start" AS "id" FROM above u WHERE ${open.map((condition) => `(${condition})`).join(' OR ')}
)`;
}
