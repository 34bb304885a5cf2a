import { DIRECT_CHUNK, DIRECT_TABLE, PUT_ASIDE } from '../etl-names';
import { qualified } from '../identifier';

/** What is put aside, of whatever run, the largest tables first within a phase. */
export const selectPutAsideSql = `SELECT "id", "run_id", "phase", "schema_name", "table_name", "name", "statement"
  FROM ${PUT_ASIDE} p
 ORDER BY "phase", pg_catalog.pg_relation_size(pg_catalog.to_regclass(pg_catalog.format('%I.%I', "schema_name", "table_name"))) DESC NULLS LAST, "id"`;

export interface PutAsideRow {
  readonly id: string;
  readonly run_id: string;
  readonly phase: number;
  readonly schema_name: string;
  readonly table_name: string;
  readonly name: string;
  readonly statement: string;
}

export const deletePutAsideSql = ({ id }: PutAsideRow): string =>
  `DELETE FROM ${PUT_ASIDE} WHERE "id" = ${BigInt(id)}`;

/** Runs the statement of a line and deletes the line: sent as one query, which is one transaction unless one is open already. */
export const runPutAsideSql = (line: PutAsideRow): string => `${line.statement};\n${deletePutAsideSql(line)}`;

/** Somebody dropped the table meanwhile. */
export const forgetDroppedSql = `DELETE FROM ${PUT_ASIDE}
 WHERE pg_catalog.to_regclass(pg_catalog.format('%I.%I', "schema_name", "table_name")) IS NULL`;

/** No row where no import of this database puts keys aside; else whether the role may read which. */
export const putAsideThereSql = `SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT') AS readable
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = '_etl' AND c.relname = 'put_aside'`;

const leftBehind = `SELECT "schema_name", "table_name", "table_oid" FROM ${PUT_ASIDE}
  UNION SELECT "schema_name", "table_name", "table_oid" FROM ${DIRECT_TABLE}`;

/** Tables of what is put aside that have another name by now, or lie in another schema. */
export const movedTablesSql = `SELECT r.was, pg_catalog.format('%I.%I', n.nspname, c.relname) AS "now"
  FROM (${leftBehind}) l
  CROSS JOIN LATERAL (SELECT pg_catalog.format('%I.%I', l."schema_name", l."table_name") AS was) r
  JOIN pg_catalog.pg_class c ON c.oid = l."table_oid" AND c.relkind = 'r'
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE pg_catalog.to_regclass(r.was) IS NULL
 ORDER BY r.was`;

export interface MovedTableRow {
  readonly was: string;
  readonly now: string;
}

/** Tables of what is put aside that belong to somebody whose rights the role does not have, per owner. */
export const foreignTablesSql = `SELECT pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       pg_catalog.string_agg(l."table_name", ', ' ORDER BY l."table_name") AS tables
  FROM (${leftBehind}) l
  JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(pg_catalog.format('%I.%I', l."schema_name", l."table_name"))
 WHERE NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')
 GROUP BY c.relowner ORDER BY 1`;

export interface ForeignTablesRow {
  readonly owner: string;
  readonly tables: string;
}

/** $1 schema → keys that are not back yet. */
export const missingKeysSql = `SELECT DISTINCT "table_name" AS "table", "name", "run_id" AS run
  FROM ${PUT_ASIDE} WHERE "schema_name" = $1 AND "phase" < 4`;

export interface MissingKeyRow {
  readonly table: string;
  readonly name: string;
  readonly run: string;
}

/** Tables that still hold rows of runs that did not end; those that were dropped meanwhile are left out. */
export const unfinishedTablesSql = `SELECT "run_id", "schema_name", "table_name",
       EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.confrelid = r.oid AND k.conrelid <> r.oid) AS referenced
  FROM ${DIRECT_TABLE}, LATERAL (SELECT pg_catalog.to_regclass(pg_catalog.format('%I.%I', "schema_name", "table_name")) AS oid) r
 WHERE r.oid IS NOT NULL
 ORDER BY "run_id", "schema_name", "table_name"`;

/** After their rows were taken out. */
export const forgetUnfinishedSql: readonly string[] = [
  `DELETE FROM ${DIRECT_CHUNK}`,
  `DELETE FROM ${DIRECT_TABLE}`,
];

export interface UnfinishedTableRow {
  readonly run_id: string;
  readonly schema_name: string;
  readonly table_name: string;
  /** A foreign key of another table leads to it: it cannot be truncated. */
  readonly referenced: boolean;
}

const isOwn = `t.xmin IN (SELECT c."xid"::xid FROM ${DIRECT_CHUNK} c WHERE c."run_id" = $1)`;

/** $1 run → rows that it wrote, and all. */
export function countOwnRowsSql(schema: string, table: string): string {
  return `SELECT count(*) FILTER (WHERE ${isOwn}) AS own, count(*) AS "all" FROM ${qualified(schema, table)} t`;
}

/** $1 run. */
export function deleteOwnRowsSql(schema: string, table: string): string {
  return `DELETE FROM ${qualified(schema, table)} t WHERE ${isOwn}`;
}

export function truncateSql(schema: string, table: string): string {
  return `TRUNCATE ${qualified(schema, table)}`;
}
