import type { CollectionPlan } from '../collection/plan';
import type { ChunkRunner, ChunkTask } from '../ports/chunk-runner';
import type { Progress } from '../ports/progress';
import type { ImportRun } from '../ports/target';
import { throwIfInterrupted } from '../run/interruption';
import { chunksOf } from './chunk-split';
import type { InputFile } from './input-folder';
import type { LossMode } from './loss-mode';

export interface LoadStageOptions {
  readonly run: ImportRun;
  readonly onLoss: LossMode;
  readonly signal?: AbortSignal;
}

/**
 * Hands the chunks of the files to the runner, as many at a time as it takes; the first failure ends the load.
 * @returns the documents loaded, per collection
 */
export async function loadStage(
  files: readonly { readonly file: InputFile; readonly plan: CollectionPlan }[],
  runner: ChunkRunner,
  progress: Progress,
  { run, onLoss, signal }: LoadStageOptions,
): Promise<ReadonlyMap<string, number>> {
  const running = new Set<Promise<void>>();
  const collections: Promise<void>[] = [];
  const failures: unknown[] = [];
  const loaded = new Map(files.map(({ plan }) => [plan.name, 0]));
  const load = async (task: ChunkTask): Promise<void> => {
    try {
      const { documents } = await runner.run(task);
      loaded.set(task.collection, loaded.get(task.collection)! + documents);
      progress.advance(task.collection, documents);
    } catch (error) {
      failures.push(error);
    }
  };
  try {
    for (const { file, plan } of files) {
      const jobs: Promise<void>[] = [];
      progress.start(plan.name, file.manifest?.documents ?? null, 'documents');
      for await (const chunk of chunksOf(file)) {
        throwIfInterrupted(signal);
        if (failures.length > 0) break;
        const task = { collection: plan.name, planHash: plan.hash, run, onLoss, file: file.path, ...chunk };
        const job = load(task).finally(() => running.delete(job));
        running.add(job);
        jobs.push(job);
        if (running.size >= runner.concurrency) await Promise.race(running);
      }
      collections.push(
        Promise.all(jobs).then(() => {
          if (failures.length === 0) progress.finish(plan.name);
        }),
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
