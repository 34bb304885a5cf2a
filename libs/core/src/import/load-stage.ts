import type { CollectionPlan } from '../collection/plan';
import type { ChunkRunner, ChunkTask } from '../ports/chunk-runner';
import type { Progress } from '../ports/progress';
import type { ImportRun } from '../ports/target';
import { throwIfInterrupted } from '../run/interruption';
import { chunksOf } from './chunk-split';
import type { InputFile } from './input-folder';
import type { LossMode } from './loss-mode';
import type { RunDigests, TaskDigests } from './run-digests';

export interface LoadStageOptions {
  readonly run: ImportRun;
  readonly onLoss: LossMode;
  /** Absent: rows get no digests, and no line is spared. */
  readonly digests?: RunDigests;
  readonly signal?: AbortSignal;
}

/** A file and the collection that it belongs to. */
interface LoadedFile {
  readonly file: InputFile;
  readonly plan: CollectionPlan;
}

/**
 * Hands the chunks of the files to the runner, as many at a time as it takes; the first failure ends the load.
 * @returns the documents loaded, or known, per collection
 */
export function loadStage(
  files: readonly LoadedFile[],
  runner: ChunkRunner,
  progress: Progress,
  options: LoadStageOptions,
): Promise<ReadonlyMap<string, number>> {
  return new StageLoad(runner, progress, options).load(files);
}

class StageLoad {
  private readonly running = new Set<Promise<void>>();
  private readonly failures: unknown[] = [];
  private readonly loaded = new Map<string, number>();
  /** Collections of which lines were spared. */
  private readonly spared = new Set<string>();

  constructor(
    private readonly runner: ChunkRunner,
    private readonly progress: Progress,
    private readonly options: LoadStageOptions,
  ) {}

  async load(files: readonly LoadedFile[]): Promise<ReadonlyMap<string, number>> {
    const ends: Promise<void>[] = [];
    try {
      // While the chunks of one collection are loaded, the digests of the next one are read.
      let next = this.digestsOf(files[0]);
      for (const [index, { file, plan }] of files.entries()) {
        if (this.failures.length > 0) break;
        this.loaded.set(plan.name, 0);
        this.progress.start(plan.name, file.manifest?.documents ?? null, 'documents');
        const digests = await next;
        next = this.digestsOf(files[index + 1]);
        const { jobs, chunks } = await this.loadRound({ file, plan }, digests, 0);
        ends.push(this.endCollection({ file, plan }, digests, jobs, chunks));
      }
    } finally {
      await Promise.all([...this.running, ...ends]);
    }
    if (this.failures.length > 0) throw this.failures[0];
    throwIfInterrupted(this.options.signal);
    return this.loaded;
  }

  private digestsOf(file: LoadedFile | undefined): Promise<TaskDigests | undefined> {
    const digests = file === undefined ? undefined : this.options.digests?.begin(file.plan);
    // Whoever awaits it learns of a failure; where another one came first, nobody does.
    digests?.catch(() => undefined);
    return digests ?? Promise.resolve(undefined);
  }

  /** Hands out the chunks of a file; the jobs never fail. */
  private async loadRound(
    { file, plan }: LoadedFile,
    digests: TaskDigests | undefined,
    firstIndex: number,
  ): Promise<{ readonly jobs: readonly Promise<void>[]; readonly chunks: number }> {
    const { run, onLoss, signal } = this.options;
    const jobs: Promise<void>[] = [];
    for await (const chunk of chunksOf(file)) {
      throwIfInterrupted(signal);
      // Two collections may hand out chunks at a time: one that ends, and the next one.
      while (this.running.size >= this.runner.concurrency) await Promise.race(this.running);
      if (this.failures.length > 0) break;
      const job = this.loadChunk({
        ...{ collection: plan.name, planHash: plan.hash, run, onLoss, file: file.path },
        ...chunk,
        index: firstIndex + jobs.length,
        ...(digests === undefined ? {} : { digests }),
      }).finally(() => this.running.delete(job));
      this.running.add(job);
      jobs.push(job);
    }
    return { jobs, chunks: jobs.length };
  }

  private async loadChunk(task: ChunkTask): Promise<void> {
    try {
      const { documents, known, untouched } = await this.runner.run(task);
      this.loaded.set(task.collection, this.loaded.get(task.collection)! + documents);
      if (Object.keys(known).length + Object.keys(untouched).length > 0) this.spared.add(task.collection);
      this.progress.advance(task.collection, documents);
    } catch (error) {
      this.failures.push(error);
    }
  }

  /** Loads what was spared and is needed after all, in as many rounds as it takes. */
  private async endCollection(
    { file, plan }: LoadedFile,
    digests: TaskDigests | undefined,
    first: readonly Promise<void>[],
    chunks: number,
  ): Promise<void> {
    try {
      await Promise.all(first);
      let index = chunks;
      while (digests !== undefined && this.spared.has(plan.name) && this.failures.length === 0) {
        const again = await this.options.digests?.contested(plan, digests);
        if (again === undefined) break;
        const round = await this.loadRound({ file, plan }, again, index);
        await Promise.all(round.jobs);
        index += round.chunks;
        this.options.digests?.end(again);
      }
      if (digests !== undefined) this.options.digests?.end(digests);
    } catch (error) {
      this.failures.push(error);
    }
    if (this.failures.length === 0) this.progress.finish(plan.name);
  }
}
