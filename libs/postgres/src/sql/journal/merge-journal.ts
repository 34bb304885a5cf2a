import { MERGE_JOURNAL } from '../etl-names';

/** $1 run, $2 table, $3 pass, $4 batch, $5 first id, $6 last id, $7 inserted, $8 updated, $9 unchanged, $10 rejected. */
export const insertMergeJournalSql = `INSERT INTO ${MERGE_JOURNAL}
  ("run_id", "table_name", "pass", "batch", "first_id", "last_id", "inserted", "updated", "unchanged", "rejected")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

/** $1 run, $2 table, $3 pass, $4 batch → its counts, where it was committed. */
export const selectMergeJournalSql = `SELECT "inserted", "updated", "unchanged", "rejected"
  FROM ${MERGE_JOURNAL} WHERE "run_id" = $1 AND "table_name" = $2 AND "pass" = $3 AND "batch" = $4`;

export interface BatchCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}
