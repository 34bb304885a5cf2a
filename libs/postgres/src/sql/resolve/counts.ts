import { STAGE_MERGED, STAGE_REJECT } from '../etl-names';

/** $1 step → rejects per table. */
export const countRejectsSql = `SELECT "table_name" AS name, count(*) AS count FROM ${STAGE_REJECT} WHERE "step" = $1 GROUP BY 1`;

export const countMergedSql = `SELECT "table_name" AS name, count(*) AS count FROM ${STAGE_MERGED} GROUP BY 1`;

/** The number of the newest reject: what follows from it is found by the passes after it. */
export const newestRejectSql = `SELECT COALESCE(max("seq"), 0) AS seq FROM ${STAGE_REJECT}`;

export interface CountRow {
  readonly name: string;
  readonly count: string;
}
