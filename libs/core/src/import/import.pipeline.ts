import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inject, injectable } from 'tsyringe';
import { COLLECTION_REGISTRY, type CollectionRegistry } from '../collection/collection-definition';
import { type ChunkRunner, OPEN_CHUNK_RUNNER, type OpenChunkRunner } from '../ports/chunk-runner';
import { CLOCK, type Clock } from '../ports/clock';
import { PROGRESS, type Progress } from '../ports/progress';
import { OPEN_RUN_LOG, type OpenRunLog, type RunLog } from '../ports/run-log';
import { type ImportRun, type ImportTarget, type RowCounts, TARGET, type Target } from '../ports/target';
import { throwIfInterrupted } from '../run/interruption';
import type { ImportOptions, ImportResult } from '../run/results';
import { importName, makeRunFolder, writeJson } from '../run/run-files';
import { emptyCounts } from './chunk-counts';
import { DigestMemory } from './digest-memory';
import { DocumentFile } from './document-file';
import { describeRestored, requireWholeStage } from './import-checks';
import {
  type ImportInput,
  type PreparedImport,
  prepareImport,
  UNPACKED,
  unpackInputs,
} from './import-inputs';
import { closeLedger, type CollectionOutcome, ledgerOf, lossesOf, residueOf } from './import-report';
import { loadStage } from './load-stage';
import { RunDigests } from './run-digests';
import { keepOrphans } from './orphan-residue';
import { writeRejects, type WrittenRejects } from './reject-file';

/** The name of the second step on the progress. */
const RESOLVE = 'ids, keys, references (resolve)';
/** Those of keys that come back to tables that were empty. */
const KEYS = { build: 'keys (build)', check: 'foreign keys (check)' } as const;

/** JSONL files → stage → target, in three steps: load, resolve, merge. */
@injectable()
export class ImportPipeline {
  constructor(
    @inject(TARGET) private readonly target: Target,
    @inject(COLLECTION_REGISTRY) private readonly registry: CollectionRegistry,
    @inject(OPEN_CHUNK_RUNNER) private readonly openRunner: OpenChunkRunner,
    @inject(PROGRESS) private readonly progress: Progress,
    @inject(OPEN_RUN_LOG) private readonly openLog: OpenRunLog,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws ConfigError where nothing was begun: input, schema, confirmation
   * @throws SourceError, LoadError where the run failed; what was committed to the target stays
   */
  async run(options: ImportOptions): Promise<ImportResult> {
    const startedAt = this.clock.now();
    const prepared = await prepareImport(this.target, this.registry, options);
    const folder = await makeRunFolder(prepared.folder, `import-${importName(startedAt)}`);
    const log = this.openLog(join(folder.path, 'import.log'));
    const run: ImportRun = {
      id: folder.name.slice('import-'.length),
      startedAt: startedAt.toISOString(),
      onLoss: options.onLoss,
      // A dry run writes into no table of the target.
      keepKeys: options.keepKeys === true || options.dryRun,
    };
    try {
      log.info('import starts', {
        run: run.id,
        options: { ...options, signal: undefined },
        collections: prepared.inputs.map(({ plan }) => plan.name),
      });
      for (const warning of prepared.warnings) log.warn(warning);
      const inputs = await unpackInputs(prepared.inputs, folder.path, log);
      const result = await this.withRunner(run, inputs, (runner) =>
        this.import(runner, options, { ...prepared, inputs }, run, folder.path, log),
      );
      log.info('import ends', { ledger: result.ledger });
      return result;
    } catch (error) {
      log.error('import failed', { error });
      throw error;
    } finally {
      await rm(join(folder.path, UNPACKED), { recursive: true, force: true });
      await log.close();
    }
  }

  /** Workers load their code while the stage is made. */
  private async withRunner<T>(
    run: ImportRun,
    inputs: readonly ImportInput[],
    use: (runner: ChunkRunner) => Promise<T>,
  ): Promise<T> {
    const plans = inputs.map(({ plan }) => plan);
    const bytes = inputs.reduce((sum, { file }) => sum + file.bytes, 0);
    const runner = await this.openRunner({ run, plans, bytes });
    try {
      return await use(runner);
    } finally {
      await runner.close();
    }
  }

  private async import(
    runner: ChunkRunner,
    options: ImportOptions,
    prepared: PreparedImport,
    run: ImportRun,
    folder: string,
    log: RunLog,
  ): Promise<ImportResult> {
    await this.target.migrate();
    const plans = prepared.inputs.map(({ plan }) => plan);
    const stage = await this.target.openImport(run, plans);
    let ended = false;
    try {
      const { direct, staged, restored, identities } = await stage.begin();
      log.info('begun', { direct, staged: Object.fromEntries(staged) });
      const restorations = describeRestored(restored);
      for (const warning of restorations) log.warn(warning);
      // A dry run leaves no digests: it has a use for them only where it looks for those that are there.
      const digests =
        options.dryRun && options.incremental !== true
          ? undefined
          : new RunDigests(stage, identities, options, new DigestMemory(folder));
      const loaded = await this.load(runner, options, prepared.inputs, run, digests);
      requireWholeStage(loaded, await stage.journal());
      log.info('loaded', Object.fromEntries(loaded));
      this.progress.start(RESOLVE, null, 'rows');
      const resolved = await stage.resolve();
      log.info('resolved', {
        merged: Object.fromEntries(resolved.merged),
        rejected: Object.fromEntries(resolved.rejected),
      });
      let orphans = await keepOrphans(stage, prepared.inputs);
      this.progress.finish(RESOLVE);
      throwIfInterrupted(options.signal);
      const merged = new Map(resolved.merged);
      let rows: ReadonlyMap<string, RowCounts>;
      if (options.dryRun) {
        rows = await stage.plan();
      } else {
        const ends = await this.merge(options, stage, log);
        for (const [table, counts] of ends) merged.set(table, (merged.get(table) ?? 0) + counts.merged);
        // Rows that the server refused may have left references to them: those became null only now.
        if ([...ends.values()].some(({ rejected }) => rejected > 0))
          orphans = await keepOrphans(stage, prepared.inputs);
        rows = ends;
      }
      const result = await this.report(options, prepared, run, folder, stage, {
        restorations,
        rows,
        merged,
        orphans,
      });
      closeLedger(result.ledger);
      await stage.finish({ status: options.dryRun ? 'dry-run' : 'done', ledger: result.ledger });
      ended = true;
      return result;
    } finally {
      if (!ended) {
        const status = options.signal?.aborted === true ? 'interrupted' : 'failed';
        // The run has failed already; that its end cannot be noted either (the server is gone) must not hide why.
        await stage
          .finish({ status, ledger: null })
          .catch((error: unknown) => log.error('the run could not be closed', { error }));
      }
    }
  }

  private async load(
    runner: ChunkRunner,
    { onLoss, signal }: ImportOptions,
    inputs: readonly ImportInput[],
    run: ImportRun,
    digests: RunDigests | undefined,
  ): Promise<ReadonlyMap<string, number>> {
    try {
      return await loadStage(inputs, runner, this.progress, {
        run,
        onLoss,
        signal,
        ...(digests === undefined ? {} : { digests }),
      });
    } finally {
      // What comes next, if only taking rows out again, needs the connections.
      await runner.close();
    }
  }

  private async merge(
    { batchSize, signal }: ImportOptions,
    stage: ImportTarget,
    log: RunLog,
  ): ReturnType<ImportTarget['merge']> {
    let current: string | null = null;
    const finish = (): void => {
      if (current !== null) this.progress.finish(current);
    };
    const ends = await stage.merge({
      batchSize,
      signal,
      onNotice: (message) => log.warn(message),
      onRetry: (message) => {
        log.warn(message);
        this.progress.say(message);
      },
      onKeys: ({ step, done, total }) => {
        finish();
        current = null;
        if (done === 0) this.progress.start(KEYS[step], total, 'keys');
        else this.progress.advance(KEYS[step], 1);
        if (done < total) return;
        this.progress.finish(KEYS[step]);
        log.info('keys are back', { step, keys: total });
      },
      onBatch: ({ table, rows, firstId, lastId }) => {
        const task = `${table} (merge)`;
        if (task !== current) {
          finish();
          this.progress.start(task, null, 'rows');
          current = task;
        }
        this.progress.advance(task, rows);
        log.debug('batch committed', { table, rows, firstId, lastId });
      },
    });
    finish();
    return ends;
  }

  private async report(
    options: ImportOptions,
    { inputs, skipped, unknown, warnings }: PreparedImport,
    run: ImportRun,
    folder: string,
    stage: ImportTarget,
    ends: Pick<CollectionOutcome, 'rows' | 'merged' | 'orphans'> & {
      readonly restorations: readonly string[];
    },
  ): Promise<ImportResult> {
    const journal = await stage.journal();
    const outcomes: CollectionOutcome[] = [];
    const rejects: WrittenRejects[] = [];
    for (const { plan, file } of inputs) {
      const document = await DocumentFile.open(file.path);
      try {
        rejects.push(await writeRejects(folder, plan.name, stage.rejects(plan.name), document));
      } finally {
        await document.close();
      }
      outcomes.push({
        plan,
        counts: [journal.get(plan.name) ?? emptyCounts()],
        rows: ends.rows,
        merged: ends.merged,
        rejected: rejects.at(-1)!.perTable,
        orphans: new Map(
          [...ends.orphans].filter(([key]) => plan.tables.some(({ name }) => key.startsWith(`${name}.`))),
        ),
        unwritable: file.manifest?.rejected ?? 0,
      });
    }
    const result: ImportResult = {
      run: run.id,
      folder,
      dryRun: options.dryRun,
      ledger: outcomes.flatMap(ledgerOf),
      losses: outcomes.flatMap(lossesOf),
      residue: outcomes.flatMap(residueOf),
      rejects: rejects.flatMap(({ summary }) => summary),
      rejectFiles: rejects.flatMap(({ file }) => file ?? []),
      skipped,
      unknown,
      warnings: [...warnings, ...ends.restorations],
      restored: ends.restorations.length > 0,
      seconds: (this.clock.now().getTime() - new Date(run.startedAt).getTime()) / 1_000,
    };
    await writeJson(join(folder, 'ledger.json'), {
      run: run.id,
      dryRun: options.dryRun,
      rows: result.ledger,
      rejects: result.rejects,
    });
    await writeJson(join(folder, 'losses.json'), {
      run: run.id,
      known: result.ledger.flatMap(({ table, known }) => (known === 0 ? [] : [{ table, rows: known }])),
      values: result.losses,
      residue: result.residue,
    });
    return result;
  }
}
