import { availableParallelism } from 'node:os';

/** Bytes of input from which on a second thread is worth its start, which takes as long as mapping some 30 MB. */
const WORTH_A_THREAD = 32 * 1024 * 1024;

/** How many workers an import of so many bytes gains from. */
export function usefulWorkers(bytes: number): number {
  return bytes < WORTH_A_THREAD ? 1 : defaultWorkers();
}

/** Beyond these, PostgreSQL is what an import waits for, and the one thread that reads and writes an export. */
export const MOST_WORKERS = 4;

/** One worker per core. */
export function defaultWorkers(cores = availableParallelism()): number {
  return Math.max(1, Math.min(cores, MOST_WORKERS));
}
