import type { TablePlan } from '@etl/core';
import { digestOf, digestName, ETL_SCHEMA } from '../etl-names';
import { literal } from '../literal';

/**
 * The digests of the documents behind the rows of a table, as the last import has left them. Unlogged: after a crash of the server,
 * or on a copy of its files, there are none, and everything is loaded again. No key: they are only read as a whole.
 * `nulls` are the references that were null then, bit by bit as in the stage; `version` is the xmin of the row, null where it is not
 * certain that the row is what its document makes of it. pg_dump takes them along: then their own xmin is no longer `kept_by`, and the
 * versions speak of rows on another server.
 */
export function createDigestsSql(table: TablePlan): string {
  return `CREATE UNLOGGED TABLE IF NOT EXISTS ${digestOf(table.name)} (
  "row_id" text NOT NULL,
  "nulls" integer NOT NULL,
  "version" xid,
  "kept_by" xid NOT NULL DEFAULT pg_catalog.pg_current_xact_id()::xid,
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

/**
 * $1 schema, $2 tables → what tells each from any other: a table that takes its place has another number, and so have a column and a
 * label of an enum that take the place of one. All of these may come and go and leave rows as old as they were.
 */
export const identitiesSql = `SELECT c.relname AS name, pg_catalog.format('%s.%s (%s)', n.nspname, c.oid, (
    SELECT pg_catalog.string_agg(pg_catalog.format('%s %s %s', a.attnum, a.attname, (
             SELECT pg_catalog.string_agg(pg_catalog.format('%s %s', e.oid, e.enumlabel), ' ' ORDER BY e.oid)
               FROM pg_catalog.pg_type y JOIN pg_catalog.pg_enum e ON e.enumtypid IN (y.oid, y.typelem)
              WHERE y.oid = a.atttypid)), ', ' ORDER BY a.attnum)
      FROM pg_catalog.pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)) AS identity
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = $1 AND c.relname = ANY ($2::text[])`;

export interface IdentityRow {
  readonly name: string;
  readonly identity: string;
}

/** → the oldest transaction that is under way: all that are older are through. */
export const oldestTransactionSql = `SELECT pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::xid AS xid`;

export function countDigestsSql(table: TablePlan): string {
  return `SELECT count(*) AS count FROM ${digestOf(table.name)}`;
}
