import { RUN } from '../etl-names';

/** Advisory locks are of one database. */
export const importLockKey = `hashtextextended('_etl.import', 0)`;

/** One import a database: the stage is one. The lock goes with its session, so a dead run leaves none behind. */
export const lockImportSql = `SELECT pg_try_advisory_lock(${importLockKey}) AS locked`;

/** Before the session is closed: the server notices a closed connection a moment later than we do. */
export const unlockImportSql = `SELECT pg_advisory_unlock(${importLockKey})`;

/** The import that holds the lock, as far as its line says. */
export const runningSql = `SELECT "id", "role" FROM ${RUN} WHERE "status" = 'running' ORDER BY "started_at" DESC LIMIT 1`;

/** Runs that nobody ended: their process died. Only asked by who holds the lock. */
export const markDeadRunsSql = `UPDATE ${RUN} SET "status" = 'failed', "finished_at" = clock_timestamp() AT TIME ZONE 'UTC' WHERE "status" = 'running'`;
