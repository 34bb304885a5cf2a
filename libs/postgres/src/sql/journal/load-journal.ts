import type { ChunkCounts } from '@etl/core';
import { LOAD_JOURNAL } from '../etl-names';

/**
 * $1 run, $2 collection, $3 chunk, $4 sha256, $5 counts. No row is written where the chunk is there already: its
 * COMMIT was done, only the answer was lost.
 */
export const insertLoadJournalSql = `INSERT INTO ${LOAD_JOURNAL} ("run_id", "collection", "chunk", "sha256", "counts")
VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`;

/** $1 run, $2 collection, $3 chunk, $4 counts: of a chunk whose rows were sent before it was known what they are. */
export const updateLoadJournalSql = `UPDATE ${LOAD_JOURNAL} SET "counts" = $4 WHERE "run_id" = $1 AND "collection" = $2 AND "chunk" = $3`;

/** $1 run → its chunks. */
export const selectLoadJournalSql = `SELECT "collection", "counts" FROM ${LOAD_JOURNAL} WHERE "run_id" = $1`;

export interface JournalRow {
  readonly collection: string;
  readonly counts: ChunkCounts;
}

export const countLoadJournalSql = `SELECT count(*) AS count FROM ${LOAD_JOURNAL} WHERE "run_id" = $1`;

export const deleteLoadJournalSql = `DELETE FROM ${LOAD_JOURNAL} WHERE "run_id" = $1`;
