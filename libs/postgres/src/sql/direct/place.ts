import type { TablePlan } from '@etl/core';
import { placeOf } from '../etl-names';
import { qualified } from '../identifier';
import { copySql } from '../stage/copy-stage';

/** What the stage knows of a row beside its columns, in the order in which `SplitSink` writes it. */
export const PLACE_COLUMNS = [
  ...(['_id', '_line', '_offset', '_length', '_entry'] as const),
  ...(['_key', '_defaulted', '_nulls', '_digest'] as const),
] as const;

/**
 * The places of rows that lie in the target. A row and its place were copied by one transaction: key and xmin lead from
 * one to the other.
 */
export function createPlaceSql(table: string): string {
  return `CREATE UNLOGGED TABLE ${placeOf(table)} (
  "_id" text, "_line" bigint, "_offset" bigint, "_length" bigint, "_entry" integer,
  "_key" text, "_defaulted" bigint, "_nulls" integer, "_digest" uuid
) WITH (autovacuum_enabled = off)`;
}

export function copyPlaceSql(table: string): string {
  return copySql(placeOf(table), PLACE_COLUMNS);
}

export function copyTargetSql(schema: string, table: TablePlan): string {
  return copySql(
    qualified(schema, table.name),
    table.columns.map(({ name }) => name),
  );
}

/** How many rows of the run lie in the target. */
export function countPlacesSql(table: string): string {
  return `SELECT count(*) AS count FROM ${placeOf(table)}`;
}

/** The planner knows nothing of a table that was just filled: not that every row has a key of its own. */
export function analyzePlacesSql(table: string): string {
  return `ANALYZE ${placeOf(table)} ("_key")`;
}
