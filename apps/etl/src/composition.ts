import {
  CLOCK,
  type Clock,
  COLLECTION_REGISTRY,
  type CollectionPlan,
  type CollectionRegistry,
  ConfigError,
  ExportPipeline,
  ImportPipeline,
  OPEN_CHUNK_RUNNER,
  OPEN_RUN_LOG,
  OPEN_SOURCE,
  type OpenChunkRunner,
  type OpenRunLog,
  type OpenSource,
  PROGRESS,
  selectCollections,
  TARGET,
  type Target,
  VerifyPipeline,
} from '@etl/core';
import { openSource, type TranscodeThreads } from '@etl/mongo';
import { container as root, type DependencyContainer } from 'tsyringe';
import type { CommandContext } from './command-context';
import { DEFAULT_RETRIES } from './options/shared-options';
import { defaultWorkers, usefulWorkers } from './options/workers';
import { transcodeWorkerFile, workerFile } from './worker/worker-file';
import { WorkerPool } from './worker/worker-pool';

/** Where the parts of a command reach out to; each comes from an option or from the environment. */
export interface Places {
  readonly source?: string;
  readonly target?: string;
  readonly workers?: number;
  /** How often a lost connection is tried again. */
  readonly retries?: number;
}

const clock: Clock = { now: () => new Date() };

/** The one place where ports meet adapters. */
function compose(
  context: CommandContext,
  places: Places,
  registry: CollectionRegistry,
  threads?: TranscodeThreads,
): DependencyContainer {
  const container = root.createChildContainer();
  container.register(COLLECTION_REGISTRY, { useValue: registry });
  container.register(CLOCK, { useValue: clock });
  container.register(PROGRESS, { useValue: context.progress });
  container.register<OpenRunLog>(OPEN_RUN_LOG, { useValue: (file) => context.logs.open(file) });
  container.register<OpenSource>(OPEN_SOURCE, {
    useValue: () => {
      const reopen = { attempts: places.retries ?? DEFAULT_RETRIES };
      return openSource(sourceOf(context, places), { reopen, threads });
    },
  });
  return container;
}

/** @throws ConfigError SOURCE_URI_MISSING */
function sourceOf({ terminal }: CommandContext, places: Places): string {
  const source = places.source ?? terminal.env['MONGO_URI'];
  if (source === undefined || source.trim() === '') {
    throw new ConfigError(
      'SOURCE_URI_MISSING',
      'No source is given: MONGO_URI is not set and there is no --source.',
    );
  }
  return source;
}

export async function exportPipeline(context: CommandContext, places: Places): Promise<ExportPipeline> {
  const { registry } = await context.collections();
  const workers = workersOf(places);
  const threads = workers === 1 ? undefined : { most: workers, file: transcodeWorkerFile() };
  return compose(context, places, registry, threads).resolve(ExportPipeline);
}

const workersOf = ({ workers }: Places): number => workers ?? defaultWorkers();

export function withImportPipeline<T>(
  context: CommandContext,
  places: Places,
  use: (pipeline: ImportPipeline) => Promise<T>,
): Promise<T> {
  return withTarget(context, places, async (target, uri) => {
    const { registry, entries: plugins } = await context.collections();
    const container = compose(context, places, registry);
    container.register<Target>(TARGET, { useValue: target });
    container.register<OpenChunkRunner>(OPEN_CHUNK_RUNNER, {
      useValue: async ({ run, plans, bytes }) => {
        const retries = places.retries ?? DEFAULT_RETRIES;
        const names = plans.map(({ name }) => name);
        const setup = { target: uri, run, collections: names, plugins, retries };
        const workers = places.workers ?? usefulWorkers(bytes);
        if (workers === 1) {
          const { openChunkRunnerHere } = await import('./worker/chunk-runner-here');
          return openChunkRunnerHere(setup, registry);
        }
        const pool = new WorkerPool(workers, workerFile(), setup);
        pool.warm();
        return pool;
      },
    });
    return use(container.resolve(ImportPipeline));
  });
}

export function withVerifyPipeline<T>(
  context: CommandContext,
  places: Places,
  use: (pipeline: VerifyPipeline) => Promise<T>,
): Promise<T> {
  return withTarget(context, places, async (target) => {
    const container = compose(context, places, (await context.collections()).registry);
    container.register<Target>(TARGET, { useValue: target });
    return use(container.resolve(VerifyPipeline));
  });
}

/** Opens the target, and closes it however `use` ends. */
export async function withTarget<T>(
  { terminal }: CommandContext,
  places: Places,
  use: (target: Target, uri: string) => Promise<T>,
): Promise<T> {
  const { openTarget } = await import('./open-target');
  const uri = places.target ?? terminal.env['DATABASE_URL'] ?? '';
  const target = openTarget(uri, places.retries ?? DEFAULT_RETRIES, workersOf(places));
  try {
    return await use(target, uri);
  } finally {
    await target.close();
  }
}

/** Plans of the collections asked for, or of all; names that nobody registered are told apart. */
export async function plansOf(
  context: CommandContext,
  names: readonly string[] | undefined,
): Promise<{ plans: readonly CollectionPlan[]; unknown: readonly string[] }> {
  const { registry } = await context.collections();
  const { loaded, unknown } = await selectCollections(registry, names ?? registry.keys());
  return { plans: loaded.map(({ plan }) => plan), unknown };
}
