import { type ChunkRunner, type CollectionRegistry, InProcessRunner, selectCollections } from '@etl/core';
import { PostgresTarget } from '@etl/postgres';
import type { WorkerSetup } from './messages';

/** A runner in this very thread, from plain data only: what a worker thread is made of. */
export async function openChunkRunnerHere(
  setup: WorkerSetup,
  registry: CollectionRegistry,
): Promise<ChunkRunner> {
  const { loaded } = await selectCollections(registry, setup.collections);
  const plans = loaded.map(({ plan }) => plan);
  const target = new PostgresTarget(setup.target);
  return new InProcessRunner(() => target.openLoader(setup.run), plans, setup.retries);
}
