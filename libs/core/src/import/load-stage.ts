import type { CollectionPlan } from '../collection/plan';
import type { ChunkRunner, ChunkTask } from '../ports/chunk-runner';
import type { Progress } from '../ports/progress';
import type { ImportRun } from '../ports/target';
import { throwIfInterrupted } from '../run/interruption';
import { type Chunk, chunksOf } from './chunk-split';
import type { InputFile } from './input-folder';
import type { LossMode } from './loss-mode';
import type { RunDigests, TaskDigests } from './run-digests';

export interface LoadStageOptions {
  readonly run: ImportRun;
  readonly onLoss: LossMode;
  /** Absent: rows get no digests, and no line is left out. */
  readonly digests?: RunDigests;
  readonly signal?: AbortSignal;
}

/**
 * Hands the chunks of the files to the runner, as many at a time as it takes; the first failure ends the load.
 * @returns the documents loaded, or known, per collection
 */
export async function loadStage(
  files: readonly { readonly file: InputFile; readonly plan: CollectionPlan }[],
  runner: ChunkRunner,
  progress: Progress,
  { run, onLoss, digests, signal }: LoadStageOptions,
): Promise<ReadonlyMap<string, number>> {
  const running = new Set<Promise<void>>();
  const collections: Promise<void>[] = [];
  const failures: unknown[] = [];
  const loaded = new Map(files.map(({ plan }) => [plan.name, 0]));
  /** Collections of which lines were left out. */
  const known = new Set<string>();
  const load = async (task: ChunkTask): Promise<void> => {
    try {
      const counts = await runner.run(task);
      loaded.set(task.collection, loaded.get(task.collection)! + counts.documents);
      if (Object.keys(counts.known).length > 0) known.add(task.collection);
      progress.advance(task.collection, counts.documents);
    } catch (error) {
      failures.push(error);
    }
  };
  const round = async (
    file: InputFile,
    plan: CollectionPlan,
    taskDigests: TaskDigests | undefined,
    firstIndex: number,
  ): Promise<{ readonly jobs: Promise<void>[]; readonly chunks: number }> => {
    const jobs: Promise<void>[] = [];
    let chunks = 0;
    for await (const chunk of chunksOf(file)) {
      throwIfInterrupted(signal);
      if (failures.length > 0) break;
      const task = taskOf(file, plan, { ...chunk, index: firstIndex + chunk.index }, taskDigests);
      chunks += 1;
      const job = load(task).finally(() => running.delete(job));
      running.add(job);
      jobs.push(job);
      if (running.size >= runner.concurrency) await Promise.race(running);
    }
    return { jobs, chunks };
  };
  const taskOf = (
    file: InputFile,
    plan: CollectionPlan,
    chunk: Chunk,
    taskDigests: TaskDigests | undefined,
  ): ChunkTask => ({
    collection: plan.name,
    planHash: plan.hash,
    run,
    onLoss,
    file: file.path,
    ...chunk,
    ...(taskDigests === undefined ? {} : { digests: taskDigests }),
  });
  /** Rounds for lines that were left out and are needed after all, until there are none. */
  const loadContested = async (
    file: InputFile,
    plan: CollectionPlan,
    first: TaskDigests,
    firstIndex: number,
  ): Promise<void> => {
    let index = firstIndex;
    while (failures.length === 0) {
      const again = await digests!.contested(plan, first);
      if (again === undefined) return;
      const { jobs, chunks } = await round(file, plan, again, index);
      await Promise.all(jobs);
      index += chunks;
    }
  };
  try {
    for (const { file, plan } of files) {
      progress.start(plan.name, file.manifest?.documents ?? null, 'documents');
      const first = await digests?.begin(plan);
      const { jobs, chunks } = await round(file, plan, first, 0);
      collections.push(
        Promise.all(jobs)
          .then(async () => {
            if (first !== undefined && known.has(plan.name)) await loadContested(file, plan, first, chunks);
            if (failures.length === 0) progress.finish(plan.name);
          })
          .catch((error: unknown) => void failures.push(error)),
      );
      if (failures.length > 0) break;
    }
  } finally {
    await Promise.all([...running, ...collections]);
  }
  if (failures.length > 0) throw failures[0];
  throwIfInterrupted(signal);
  return loaded;
}
