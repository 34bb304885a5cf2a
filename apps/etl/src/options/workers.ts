import { availableParallelism } from 'node:os';

/** Beyond these, PostgreSQL is what an import waits for, and the one thread that reads and writes an export. */
export const MOST_WORKERS = 4;

/** One worker per core. */
export function defaultWorkers(cores = availableParallelism()): number {
  return Math.max(1, Math.min(cores, MOST_WORKERS));
}
