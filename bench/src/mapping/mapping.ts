import {
  ChunkLoading,
  ChunkReader,
  type CollectionRegistry,
  type ImportRun,
  planCollection,
  type CollectionPlan,
} from '@etl/core';
import { DiscardingLoader } from './discarding-loader';
import type { MappingTask } from './mapping-tasks';

const RUN: ImportRun = { id: 'bench', startedAt: '2026-01-02T03:04:05.678Z' };

interface Open {
  readonly plan: CollectionPlan;
  readonly loader: DiscardingLoader;
  readonly loading: ChunkLoading;
}

/** What a worker of the import does with a chunk, but for sending it: read, check, parse, map, encode. */
export class Mapping {
  private readonly reader = new ChunkReader();
  private readonly open = new Map<string, Open>();

  constructor(
    private readonly registry: CollectionRegistry,
    private readonly digesting = false,
  ) {}

  /** @returns how many documents the chunk has, and how many bytes COPY would have sent */
  async map(task: MappingTask): Promise<{ readonly documents: number; readonly bytes: number }> {
    const { plan, loader, loading } = await this.openOf(task.collection);
    const before = loader.bytes;
    const { documents } = await loading.load({ ...task, planHash: plan.hash, run: RUN, onLoss: 'record' });
    return { documents, bytes: loader.bytes - before };
  }

  digests(): Record<string, ReturnType<DiscardingLoader['digest']>> {
    return Object.fromEntries([...this.open].map(([name, { loader }]) => [name, loader.digest()]));
  }

  private async openOf(collection: string): Promise<Open> {
    let open = this.open.get(collection);
    if (open === undefined) {
      const load = this.registry.get(collection);
      if (load === undefined) throw new Error(`No collection is registered under ${collection}.`);
      const plan = planCollection(await load());
      const loader = new DiscardingLoader(this.digesting);
      open = {
        plan,
        loader,
        loading: new ChunkLoading(plan, loader, this.reader, { run: RUN, onLoss: 'record' }),
      };
      this.open.set(collection, open);
    }
    return open;
  }
}
