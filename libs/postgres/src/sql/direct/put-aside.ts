import { DIRECT_CHUNK, DIRECT_TABLE, PUT_ASIDE } from '../etl-names';
import { qualified } from '../identifier';
import { literal } from '../literal';

/** For the transaction that decides: names come out qualified, and nobody waits long for an empty table. */
export const decideSettingsSql = `SET LOCAL search_path = ''; SET LOCAL lock_timeout = '2s'`;

export function lockTablesSql(schema: string, tables: readonly string[]): string {
  return `LOCK TABLE ${tables.map((table) => qualified(schema, table)).join(', ')} IN ACCESS EXCLUSIVE MODE`;
}

/** Those of the tables that hold rows. */
export function filledTablesSql(schema: string, tables: readonly string[]): string {
  return tables
    .map(
      (table) => `SELECT ${literal(table)} AS name WHERE EXISTS (SELECT 1 FROM ${qualified(schema, table)})`,
    )
    .join('\nUNION ALL ');
}

const oidOf = (schema: string, name: string): string =>
  `pg_catalog.to_regclass(pg_catalog.format('%I.%I', ${schema}::text, ${name}))`;

/** $1 run, $2 schema, and per line: $3 phases, $4 tables, $5 names, $6 statements. */
export const insertPutAsideSql = `INSERT INTO ${PUT_ASIDE} ("run_id", "phase", "schema_name", "table_name", "table_oid", "name", "statement")
SELECT $1, l."phase", $2, l."table", ${oidOf('$2', 'l."table"')}, l."name", l."statement"
  FROM unnest($3::smallint[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY l ("phase", "table", "name", "statement", "nth")
 ORDER BY l."nth"`;

/** $1 run, $2 schema, $3 tables. */
export const insertDirectTablesSql = `INSERT INTO ${DIRECT_TABLE} ("run_id", "schema_name", "table_name", "table_oid")
SELECT $1, $2, t."name", ${oidOf('$2', 't."name"')} FROM unnest($3::text[]) t ("name")`;

/** $1 run → the tables that its chunks go straight into. */
export const directTablesSql = `SELECT "table_name" AS name FROM ${DIRECT_TABLE} WHERE "run_id" = $1`;

/** $1 run, $2 collection, $3 chunk: the rows of this transaction are the run's own. No row where the chunk is there already. */
export const insertDirectChunkSql = `INSERT INTO ${DIRECT_CHUNK} ("run_id", "xid", "collection", "chunk")
VALUES ($1, pg_catalog.pg_current_xact_id(), $2, $3) ON CONFLICT DO NOTHING`;

/**
 * For sessions that fill direct tables and build their keys: after a crash of the server their work is taken out again
 * anyway, and the commit that declares the rows the target's own waits for the log of all of them.
 */
export const asyncCommitSql = 'SET synchronous_commit = off';
