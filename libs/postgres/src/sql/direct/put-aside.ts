import { DIRECT_CHUNK, DIRECT_TABLE, PUT_ASIDE } from '../etl-names';
import { qualified } from '../identifier';

/** For the transaction that decides: names come out qualified, and nobody waits long for an empty table. */
export const decideSettingsSql = `SET LOCAL search_path = ''; SET LOCAL lock_timeout = '2s'`;

export function lockTableSql(schema: string, table: string): string {
  return `LOCK TABLE ${qualified(schema, table)} IN ACCESS EXCLUSIVE MODE`;
}

export function isEmptySql(schema: string, table: string): string {
  return `SELECT NOT EXISTS (SELECT 1 FROM ${qualified(schema, table)}) AS empty`;
}

/** $1 run, $2 phase, $3 schema, $4 table, $5 name, $6 statement. */
export const insertPutAsideSql = `INSERT INTO ${PUT_ASIDE} ("run_id", "phase", "schema_name", "table_name", "name", "statement")
VALUES ($1, $2, $3, $4, $5, $6)`;

/** $1 run, $2 schema, $3 table. */
export const insertDirectTableSql = `INSERT INTO ${DIRECT_TABLE} ("run_id", "schema_name", "table_name") VALUES ($1, $2, $3)`;

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
