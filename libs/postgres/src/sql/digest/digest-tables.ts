import type { TablePlan } from '@etl/core';
import { digestOf, digestName, ETL_SCHEMA } from '../etl-names';
import { literal } from '../literal';

/**
 * The digests of the documents behind the rows of a table, as the last import has left them. Unlogged: after a crash of the server,
 * or on a server that was restored, there are none, and everything is loaded again. No key: they are only read as a whole.
 * `nulls` are the references that were null then, bit by bit as in the stage.
 */
export function createDigestsSql(table: TablePlan): string {
  return `CREATE UNLOGGED TABLE IF NOT EXISTS ${digestOf(table.name)} (
  "row_id" text NOT NULL,
  "nulls" integer NOT NULL,
  "digest" uuid NOT NULL
)`;
}

/** Of these tables, those that have digests. */
export function digestedTablesSql(tables: readonly TablePlan[]): string {
  const names = tables.map(({ name }) => `(${literal(name)}, ${literal(digestName(name))})`);
  return `SELECT w.name
  FROM (VALUES ${names.join(', ')}) w (name, digests)
  JOIN pg_catalog.pg_class c ON c.relname = w.digests AND c.relkind = 'r'
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ${literal(ETL_SCHEMA)}`;
}

/** $1 schema, $2 tables → what tells each from any other: a table that takes its place has another number. */
export const identitiesSql = `SELECT c.relname AS name, pg_catalog.format('%s.%s', n.nspname, c.oid) AS identity
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = $1 AND c.relname = ANY ($2::text[])`;

export interface IdentityRow {
  readonly name: string;
  readonly identity: string;
}

export function countDigestsSql(table: TablePlan): string {
  return `SELECT count(*) AS count FROM ${digestOf(table.name)}`;
}
