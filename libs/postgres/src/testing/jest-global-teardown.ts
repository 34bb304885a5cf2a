import type { EmbeddedPostgres } from '../embedded/embedded-server';

/** Stops what `jest-global-setup` started. */
export default async function tearDown(): Promise<void> {
  const holder = globalThis as { etlEmbeddedPostgres?: EmbeddedPostgres };
  await holder.etlEmbeddedPostgres?.stop();
  delete holder.etlEmbeddedPostgres;
}
