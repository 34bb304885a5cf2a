import {
  ChunkLoading,
  type ChunkTask,
  type CollectionPlan,
  InternalError,
  type OpenChunkRunner,
  type Target,
} from '@etl/core';

/** Loads chunks one after the other in the test's own process. */
export function inProcessRunner(target: Target): OpenChunkRunner {
  return async (run, plans) => {
    const loader = await target.openLoader(run);
    const loadings = new Map<string, ChunkLoading>();
    const loadingOf = (task: ChunkTask): ChunkLoading => {
      const loading =
        loadings.get(task.collection) ?? new ChunkLoading(planOf(plans, task.collection), loader, task);
      loadings.set(task.collection, loading);
      return loading;
    };
    return { concurrency: 1, run: (task) => loadingOf(task).load(task), close: () => loader.close() };
  };
}

function planOf(plans: readonly CollectionPlan[], name: string): CollectionPlan {
  const plan = plans.find((candidate) => candidate.name === name);
  if (plan === undefined)
    throw new InternalError('INTERNAL', `A task of ${name}, which is not part of the run.`);
  return plan;
}
