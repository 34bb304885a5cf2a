import { DEFAULT_RETRY, PostgresTarget } from '@etl/postgres';

/** A file of its own: the driver takes a while to load, and an export does without it. */
export function openTarget(uri: string, retries: number, loaders: number): PostgresTarget {
  return new PostgresTarget(uri, { retry: { ...DEFAULT_RETRY, attempts: retries }, loaders });
}
