import { availableParallelism } from 'node:os';

/** One worker per core; beyond four, PostgreSQL is what they wait for. */
export function defaultWorkers(cores = availableParallelism()): number {
  return Math.max(1, Math.min(cores, 4));
}
