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

/** Hands the chunks of the files to the runner, as many at a time as it takes; the first failure ends the load. */
export async function loadStage(
  files: readonly { readonly file: InputFile; readonly plan: CollectionPlan }[],
  runner: ChunkRunner,
  progress: Progress,
  { run, onLoss, signal }: LoadStageOptions,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let failure: { error: unknown } | null = null;
  try {
    for (const { file, plan } of files) {
      progress.start(plan.name, file.manifest?.documents ?? null, 'documents');
      for await (const chunk of chunksOf(file)) {
        throwIfInterrupted(signal);
        const task: ChunkTask = {
          collection: plan.name,
          planHash: plan.hash,
          run,
          onLoss,
          file: file.path,
          ...chunk,
        };
        const job = runner
          .run(task)
          .then((counts) => progress.advance(plan.name, counts.documents))
          .catch((error: unknown) => {
            failure ??= { error };
          })
          .finally(() => running.delete(job));
        running.add(job);
        if (running.size >= runner.concurrency) await Promise.race(running);
        if (failure !== null) break;
      }
      if (failure !== null) break;
    }
  } finally {
    await Promise.all(running);
  }
  for (const { plan } of files) progress.finish(plan.name);
  if (failure !== null) throw (failure as { error: unknown }).error;
  throwIfInterrupted(signal);
}
