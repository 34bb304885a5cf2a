import type { ColumnSpec, TablePlan } from '@etl/core';
import { placeOf, STAGE_REJECT, stageOf } from '../etl-names';
import { columnList, qualified, quoted } from '../identifier';
import { literal } from '../literal';
import { isGoneSql, type ReferenceSides } from '../resolve/gone-reference';
import { lostLinesSql } from '../resolve/rejected-entries';

/** A table that takes the place of its stage. */
export interface DirectTable {
  readonly schema: string;
  readonly table: TablePlan;
  readonly key: ColumnSpec;
}

/**
 * Moves rows of this run from the target into the stage, with their places; `from` finds them. Only a row with a place is
 * one of this run: what others wrote stays. Rows are few as a rule, and taken by their places in the table: nobody can tell
 * the planner so in another way, and it would go through both tables once more.
 */
function pullSql({ schema, table }: DirectTable, from: string): string {
  const place = placeOf(table.name);
  const columns = table.columns.map(({ name }) => name);
  return `WITH suspect AS MATERIALIZED (
${from}
), placed AS MATERIALIZED (
  SELECT DISTINCT x."row", p.ctid AS "place"
    FROM suspect x JOIN ${place} p ON p."_key" = x."key" AND p.xmin = x."born"
), pulled AS (
  DELETE FROM ${qualified(schema, table.name)} t WHERE t.ctid = ANY (ARRAY (SELECT d."row" FROM placed d))
  RETURNING t.ctid AS "_row", ${columns.map((name) => `t.${quoted(name)}`).join(', ')}
), cleared AS (
  DELETE FROM ${place} p WHERE p.ctid = ANY (ARRAY (SELECT d."place" FROM placed d))
  RETURNING p.ctid AS "_place", p."_id", p."_line", p."_offset", p."_length", p."_entry", p."_defaulted", p."_nulls", p."_digest"
)
INSERT INTO ${stageOf(table.name)} ("_id", "_line", "_offset", "_length", "_entry", ${columnList(columns)}, "_defaulted", "_nulls", "_digest")
SELECT c."_id", c."_line", c."_offset", c."_length", c."_entry", ${columns.map((name) => `r.${quoted(name)}`).join(', ')}, c."_defaulted", c."_nulls", c."_digest"
  FROM placed d JOIN pulled r ON r."_row" = d."row" JOIN cleared c ON c."_place" = d."place"`;
}

const rowSql = ({ key }: DirectTable): string =>
  `  SELECT s.ctid AS "row", s.${quoted(key.name)} AS "key", s.xmin AS "born"`;

/** All rows that share an id or a unique key with another row, in the target or in the stage: who gets it is settled there. */
export function pullSharedSql(direct: DirectTable, names: readonly string[]): string {
  const { schema, table } = direct;
  const target = qualified(schema, table.name);
  const columns = columnList(names);
  const filled = names.map((name) => `${quoted(name)} IS NOT NULL`).join(' AND ');
  return pullSql(
    direct,
    `${rowSql(direct)}
    FROM ${target} s
   WHERE (${names.map((name) => `s.${quoted(name)}`).join(', ')}) IN (
     SELECT ${columns} FROM (
       SELECT ${columns} FROM ${target} WHERE ${filled}
       UNION ALL
       SELECT ${columns} FROM ${stageOf(table.name)} WHERE ${filled}
     ) u GROUP BY ${columns} HAVING count(*) > 1)`,
  );
}

/**
 * References of one table that one statement looks at. To go through the table once for each of them takes two to three times as long
 * (300,000 properties, eight references: 1.7 s in one statement, 1.8 in two, 3.0 to 4.4 in eight); but every one of them may hash as
 * many ids as fit {@link hashingSql}.
 */
export const REFERENCES_AT_A_TIME = 4;

/**
 * Rows of which at least one of the references, all of the same table, is gone as things stand after the load. Ids are joined, and
 * looked at in the end: the planner has no number to guess, as it would with an anti-join, and every join leaves a row one row.
 * @param isDirect whether the rows of a table have places: these are a tenth of its bytes (300,000 properties), and who refers to rows that
 *   others have written meanwhile may well be pulled
 */
export function pullGoneSql(
  references: readonly [ReferenceSides, ...ReferenceSides[]],
  isDirect: (table: string) => boolean,
): string {
  const [{ schema }] = references;
  return pullAnySql(references, ({ column, parent, parentKey, staged }, n) => {
    const value = `s.${quoted(column.name)}`;
    const id = quoted(parentKey);
    const ids = [
      ...(staged
        ? [{ from: `(SELECT DISTINCT ${id} FROM ${stageOf(parent)}) p${n}`, id: `p${n}.${id}` }]
        : []),
      isDirect(parent)
        ? { from: `${placeOf(parent)} o${n}`, id: `o${n}."_key"` }
        : { from: `${qualified(schema, parent)} t${n}`, id: `t${n}.${id}` },
    ];
    return {
      joins: ids.map(({ from, id }) => `LEFT JOIN ${from} ON ${id} = ${value}`),
      condition: [`${value} IS NOT NULL`, ...ids.map(({ id }) => `${id} IS NULL`)].join(' AND '),
    };
  });
}

/** $1 a reject → ids of the table referred to that were rejected since and are gone. */
function lostSql({ column, ...sides }: ReferenceSides): string {
  return `SELECT s."row_id" FROM ${STAGE_REJECT} s
   WHERE s."table_name" = ${literal(sides.parent)} AND s."seq" > $1 AND ${isGoneSql({ ...sides, column: { ...column, name: 'row_id' } })}`;
}

/** $1 a reject → whether a reference can have gone since. */
export function isLostSql(sides: ReferenceSides): string {
  return `SELECT EXISTS (${lostSql(sides)}) AS there`;
}

/** $1 a reject → rows of which a reference, all of the same table, is gone because what it leads to was rejected since. */
export function pullBelowRejectsSql(references: readonly [ReferenceSides, ...ReferenceSides[]]): string {
  return pullAnySql(references, (sides, n) => ({
    joins: [
      `LEFT JOIN (SELECT DISTINCT l."row_id" FROM (${lostSql(sides)}) l) l${n} ON l${n}."row_id" = s.${quoted(sides.column.name)}`,
    ],
    condition: `l${n}."row_id" IS NOT NULL`,
  }));
}

/** Rows for which one of the references says so. */
function pullAnySql(
  references: readonly [ReferenceSides, ...ReferenceSides[]],
  saying: (
    sides: ReferenceSides,
    n: number,
  ) => { readonly joins: readonly string[]; readonly condition: string },
): string {
  const [direct] = references;
  const said = references.map(saying);
  return pullSql(
    direct,
    `${rowSql(direct)}
    FROM ${qualified(direct.schema, direct.table.name)} s
    ${said.flatMap(({ joins }) => joins).join('\n    ')}
   WHERE ${said.map(({ condition }) => `(${condition})`).join('\n      OR ')}`,
  );
}

/** Entries of documents that were rejected. */
export function pullEntriesSql(direct: DirectTable, main: TablePlan): string {
  const { schema, table, key } = direct;
  return pullSql(
    direct,
    `${rowSql(direct)}
    FROM ${placeOf(table.name)} o
    JOIN ${qualified(schema, table.name)} s ON s.${quoted(key.name)} = o."_key" AND s.xmin = o.xmin
   WHERE o."_line" IN (SELECT l."line" FROM (${lostLinesSql(main)}) l)`,
  );
}

/** Larger tables first: the last one to end decides how long it takes. */
export const biggestFirstSql = `SELECT t.name FROM unnest($1::text[]) t (name)
 ORDER BY pg_catalog.pg_table_size(pg_catalog.format('%I.%I', $2::text, t.name)::regclass) DESC, t.name`;

/** Hashing all keys of a table is what these rules consist of; the server's own 4 MB are for many sessions at a time. */
export const hashingSql = `SELECT pg_catalog.set_config('work_mem', '64MB', false)
 WHERE pg_catalog.pg_size_bytes(pg_catalog.current_setting('work_mem')) < pg_catalog.pg_size_bytes('64MB')`;

/**
 * For sessions that look for such rows. How many are found cannot be estimated, and with a wrong guess the planner sorts
 * tables, or goes through one once for every row of another. Joins are made as they are written.
 */
export const pullSettingsSql: readonly string[] = [
  hashingSql,
  'SET enable_mergejoin = off',
  'SET enable_nestloop = off',
  'SET join_collapse_limit = 1',
];

/** The same for a transaction of another session. */
export const pullLocalSql =
  'SET LOCAL enable_mergejoin = off; SET LOCAL enable_nestloop = off; SET LOCAL join_collapse_limit = 1';

/** A sample of 3,000 rows tells as much of keys as one of 30,000, which takes longer than any rule. */
export const fewStatisticsSql = 'SET default_statistics_target = 10';
