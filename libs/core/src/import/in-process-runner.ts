import { setTimeout as pause } from 'node:timers/promises';
import type { CollectionPlan } from '../collection/plan';
import { EtlError, InternalError } from '../errors/etl-error';
import type { ChunkRunner, ChunkTask } from '../ports/chunk-runner';
import type { ChunkCounts, ChunkLoader } from '../ports/target';
import { ChunkLoading } from './chunk-loading';
import { ChunkReader } from './chunk-reader';

/** The longest pause between two attempts, in milliseconds. */
const LONGEST_PAUSE = 10_000;
const FIRST_PAUSE = 200;

/** The tool that loads chunks, with everything that dies with its connection. */
interface Open {
  readonly loader: ChunkLoader;
  readonly loadings: Map<string, ChunkLoading>;
}

/**
 * Loads chunks one after the other in this very thread: what one worker does, and all there is where one is asked for.
 * A chunk whose connection was lost is loaded again over a new one, with growing pauses; it is never doubled, since it
 * commits with its line in the journal.
 */
export class InProcessRunner implements ChunkRunner {
  readonly concurrency = 1;
  private readonly plans: ReadonlyMap<string, CollectionPlan>;
  private readonly reader = new ChunkReader();
  private open: Open | undefined;

  constructor(
    private readonly openLoader: () => Promise<ChunkLoader>,
    plans: readonly CollectionPlan[],
    /** How often a lost connection is tried again. */
    private readonly retries: number,
  ) {
    this.plans = new Map(plans.map((plan) => [plan.name, plan]));
  }

  expect(): void {
    // Nothing has to start.
  }

  async run(task: ChunkTask): Promise<ChunkCounts> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await (await this.loadingOf(task)).load(task);
      } catch (error) {
        if (attempt >= this.retries || !(error instanceof EtlError) || !error.retryable) throw error;
        await this.close();
        await pause(Math.min(FIRST_PAUSE * 2 ** attempt, LONGEST_PAUSE));
      }
    }
  }

  async close(): Promise<void> {
    const { open } = this;
    this.open = undefined;
    // A connection that is gone cannot be closed, and need not be.
    await open?.loader.close().catch(() => undefined);
  }

  private async loadingOf(task: ChunkTask): Promise<ChunkLoading> {
    const plan = this.plans.get(task.collection);
    if (plan === undefined)
      throw new InternalError('INTERNAL', `The worker has no plan of ${task.collection}.`);
    this.open ??= { loader: await this.openLoader(), loadings: new Map() };
    const { loader, loadings } = this.open;
    const loading = loadings.get(task.collection) ?? new ChunkLoading(plan, loader, this.reader, task);
    loadings.set(task.collection, loading);
    return loading;
  }
}
