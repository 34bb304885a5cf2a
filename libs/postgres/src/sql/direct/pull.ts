import type { ColumnSpec, IndexSpec, TablePlan } from '@etl/core';
import { placeOf, stageOf } from '../etl-names';
import { columnList, qualified, quoted } from '../identifier';
import { isGoneSql, type ReferenceSides } from '../resolve/gone-reference';
import { longTextsSql } from '../resolve/index-fit';
import { lostLinesSql } from '../resolve/rejected-entries';

/** A table that takes the place of its stage. */
export interface DirectTable {
  readonly schema: string;
  readonly table: TablePlan;
  readonly key: ColumnSpec;
}

/**
 * Moves rows of this run from the target into the stage, with their places; `from` finds them as `s`. Only a row with a place is
 * one of this run: what others wrote stays.
 */
function pullSql({ schema, table, key }: DirectTable, from: string): string {
  const target = qualified(schema, table.name);
  const place = placeOf(table.name);
  const columns = table.columns.map(({ name }) => name);
  return `WITH suspect AS MATERIALIZED (
  SELECT s.ctid AS "row", s.${quoted(key.name)} AS "key", s.xmin AS "born"
${from}
), placed AS MATERIALIZED (
  SELECT DISTINCT x."row", p.ctid AS "place"
    FROM suspect x JOIN ${place} p ON p."_key" = x."key" AND p.xmin = x."born"
), pulled AS (
  DELETE FROM ${target} t USING placed d WHERE t.ctid = d."row"
  RETURNING d."place" AS "_place", ${columns.map((name) => `t.${quoted(name)}`).join(', ')}
), cleared AS (
  DELETE FROM ${place} p USING placed d WHERE p.ctid = d."place"
  RETURNING p.ctid AS "_place", p."_id", p."_line", p."_offset", p."_length", p."_entry", p."_defaulted", p."_nulls", p."_digest"
)
INSERT INTO ${stageOf(table.name)} ("_id", "_line", "_offset", "_length", "_entry", ${columnList(columns)}, "_defaulted", "_nulls", "_digest")
SELECT c."_id", c."_line", c."_offset", c."_length", c."_entry", ${columns.map((name) => `r.${quoted(name)}`).join(', ')}, c."_defaulted", c."_nulls", c."_digest"
  FROM pulled r JOIN cleared c ON c."_place" = r."_place"`;
}

/** Rows that share the values of some columns with another row, in the target or in the stage. */
function sharedSql({ schema, table }: DirectTable, names: readonly string[]): string {
  const target = qualified(schema, table.name);
  const columns = columnList(names);
  const filled = names.map((name) => `${quoted(name)} IS NOT NULL`).join(' AND ');
  return `    FROM ${target} s
   WHERE (${names.map((name) => `s.${quoted(name)}`).join(', ')}) IN (
     SELECT ${columns} FROM (
       SELECT ${columns} FROM ${target} WHERE ${filled}
       UNION ALL
       SELECT ${columns} FROM ${stageOf(table.name)} WHERE ${filled}
     ) u GROUP BY ${columns} HAVING count(*) > 1)`;
}

export function pullSameIdSql(direct: DirectTable): string {
  return pullSql(direct, sharedSql(direct, [direct.key.name]));
}

/** All rows that want a key which another one wants as well: who gets it is settled in the stage. */
export function pullSameKeySql(direct: DirectTable, index: IndexSpec): string {
  return pullSql(direct, sharedSql(direct, index.columns));
}

/** Rows whose texts an index may not hold; undefined where the index has none. */
export function pullLongSql(direct: DirectTable, index: IndexSpec): string | undefined {
  const { schema, table } = direct;
  const long = longTextsSql(table, index);
  return long === undefined
    ? undefined
    : pullSql(direct, `    FROM ${qualified(schema, table.name)} s\n   WHERE ${long}`);
}

/** Rows whose reference is gone. */
export function pullGoneSql(sides: ReferenceSides): string {
  const { schema, table } = sides;
  return pullSql(sides, `    FROM ${qualified(schema, table.name)} s\n   WHERE ${isGoneSql(sides)}`);
}

/** Entries of documents that were rejected. */
export function pullEntriesSql(direct: DirectTable, main: TablePlan): string {
  const { schema, table, key } = direct;
  return pullSql(
    direct,
    `    FROM ${placeOf(table.name)} o
    JOIN ${qualified(schema, table.name)} s ON s.${quoted(key.name)} = o."_key" AND s.xmin = o.xmin
   WHERE o."_line" IN (SELECT l."line" FROM (${lostLinesSql(main)}) l)`,
  );
}

/** Hashing all keys of a table is what these rules consist of; the server's own 4 MB are for many sessions at a time. */
export const pullSettingsSql = `SELECT pg_catalog.set_config('work_mem', '64MB', false)
 WHERE pg_catalog.pg_size_bytes(pg_catalog.current_setting('work_mem')) < pg_catalog.pg_size_bytes('64MB')`;

/** A sample of 3,000 rows tells as much of keys as one of 30,000, which takes longer than any rule. */
export const fewStatisticsSql = 'SET default_statistics_target = 10';
export const resetStatisticsSql = 'RESET default_statistics_target';
