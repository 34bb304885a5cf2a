import {
  type ChunkCounts,
  type ChunkLoader,
  ChunkLoading,
  type ChunkRunner,
  type ChunkTask,
  type CollectionPlan,
  InternalError,
} from '@etl/core';

/** Loads chunks one after the other in this very thread: what one worker does, and all there is where one is asked for. */
export class InProcessRunner implements ChunkRunner {
  readonly concurrency = 1;
  private readonly plans: ReadonlyMap<string, CollectionPlan>;
  private readonly loading = new Map<string, ChunkLoading>();
  private loader: Promise<ChunkLoader> | undefined;

  constructor(
    private readonly openLoader: () => Promise<ChunkLoader>,
    plans: readonly CollectionPlan[],
  ) {
    this.plans = new Map(plans.map((plan) => [plan.name, plan]));
  }

  async run(task: ChunkTask): Promise<ChunkCounts> {
    return (await this.loadingOf(task)).load(task);
  }

  async close(): Promise<void> {
    const loader = await this.loader?.catch(() => undefined);
    await loader?.close();
  }

  private async loadingOf(task: ChunkTask): Promise<ChunkLoading> {
    const known = this.loading.get(task.collection);
    if (known !== undefined) return known;
    const plan = this.plans.get(task.collection);
    if (plan === undefined)
      throw new InternalError('INTERNAL', `The worker has no plan of ${task.collection}.`);
    this.loader ??= this.openLoader();
    const loading = new ChunkLoading(plan, await this.loader, task);
    this.loading.set(task.collection, loading);
    return loading;
  }
}
