import { MERGED, NULLED, REJECT } from '../etl-names';

/** Whether an import ever ran here. */
export const etlThereSql = `SELECT EXISTS (
  SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = '_etl' AND c.relname = 'reject') AS there`;

/** $1 collection → documents and entries that did not become a row as they stand, in the order of the file. */
export const accountedSql = `SELECT "run_id", "table_name", "document_id", "entry", "code", "line" FROM ${REJECT} WHERE "collection" = $1
UNION ALL
SELECT "run_id", "table_name", "document_id", "entry", 'MERGED', "line" FROM ${MERGED} WHERE "collection" = $1
 ORDER BY "line", "entry" NULLS FIRST, "table_name"`;

export interface AccountedRow {
  readonly run_id: string;
  readonly table_name: string;
  readonly document_id: string | null;
  readonly entry: number | null;
  readonly code: string;
  readonly line: string;
}

/** $1 collection, $2 its main table. */
export const nulledOfMainSql = `SELECT "document_id", "column_name" FROM ${NULLED} WHERE "collection" = $1 AND "table_name" = $2
 ORDER BY "line", "column_name"`;

export interface NulledOfMainRow {
  readonly document_id: string;
  readonly column_name: string;
}
