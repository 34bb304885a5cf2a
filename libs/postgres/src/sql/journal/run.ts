import { RUN } from '../etl-names';

/** $1 id, $2 started at (UTC), $3 plans. */
export const insertRunSql = `INSERT INTO ${RUN} ("id", "status", "started_at", "plans")
VALUES ($1, 'running', $2::timestamptz AT TIME ZONE 'UTC', $3)`;

/** $1 id, $2 status, $3 ledger. */
export const finishRunSql = `UPDATE ${RUN}
   SET "status" = $2, "ledger" = $3, "finished_at" = clock_timestamp() AT TIME ZONE 'UTC'
 WHERE "id" = $1`;
