import { STAGE_NULLED, STAGE_REJECT } from '../etl-names';

/** $1 collection → whether there is anything to read of it. */
const thereSql = (table: string): string =>
  `SELECT EXISTS (SELECT 1 FROM ${table} WHERE "collection" = $1) AS there`;
export const rejectsThereSql = thereSql(STAGE_REJECT);
export const nulledThereSql = thereSql(STAGE_NULLED);

/** $1 collection → what was rejected so far, in the order of the file. */
export const selectRejectsSql = `SELECT * FROM ${STAGE_REJECT} WHERE "collection" = $1
 ORDER BY "line", "entry" NULLS FIRST, "seq"`;

export interface RejectRow {
  readonly collection: string;
  readonly table_name: string;
  readonly document_id: string | null;
  readonly line: string;
  readonly offset: string;
  readonly length: string;
  readonly entry: number | null;
  readonly code: string;
  readonly field: string | null;
  readonly value: string | null;
  readonly detail: string | null;
  readonly cause_table: string | null;
  readonly cause_document_id: string | null;
  readonly cause_code: string | null;
}

/** $1 collection → references that were set to null, in the order of the file. */
export const selectNulledSql = `SELECT * FROM ${STAGE_NULLED} WHERE "collection" = $1
 ORDER BY "line", "entry" NULLS FIRST, "table_name", "column_name"`;

export interface NulledRow {
  readonly collection: string;
  readonly table_name: string;
  readonly column_name: string;
  readonly document_id: string;
  readonly line: string;
  readonly offset: string;
  readonly length: string;
  readonly entry: number | null;
}
