import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inject, injectable } from 'tsyringe';
import { COLLECTION_REGISTRY, type CollectionRegistry } from '../collection/collection-definition';
import { selectCollections } from '../collection/collection-selection';
import type { CollectionPlan } from '../collection/plan';
import { referencedFirst } from '../collection/reference-order';
import { ConfigError } from '../errors/etl-error';
import { OPEN_CHUNK_RUNNER, type OpenChunkRunner } from '../ports/chunk-runner';
import { CLOCK, type Clock } from '../ports/clock';
import { PROGRESS, type Progress } from '../ports/progress';
import { OPEN_RUN_LOG, type OpenRunLog, type RunLog } from '../ports/run-log';
import {
  type ImportRun,
  type ImportTarget,
  type NulledReference,
  type RowCounts,
  TARGET,
  type Target,
} from '../ports/target';
import { throwIfInterrupted } from '../run/interruption';
import type { ImportOptions, ImportPreview, ImportResult } from '../run/results';
import { makeRunFolder, runName, writeJson } from '../run/run-files';
import { DocumentFile } from './document-file';
import {
  requireFittingSchema,
  requireWholeStage,
  tablesWithParents,
  warnOfMissingParents,
} from './import-checks';
import { closeLedger, type CollectionOutcome, ledgerOf, lossesOf, residueOf } from './import-report';
import { isPlain, unpackInput } from './input-bytes';
import { describeDialect } from './input-dialect';
import { type InputFile, openInputFolder } from './input-folder';
import { loadStage } from './load-stage';
import { writeOrphanResidue } from './orphan-residue';
import { writeRejects, type WrittenRejects } from './reject-file';

/** The folder of the run that holds unpacked input while it runs. */
const UNPACKED = 'input';
/** The name of the second step on the progress. */
const RESOLVE = 'ids, keys, references (resolve)';

/** A collection of this import: its plan and its file. */
interface Input {
  readonly plan: CollectionPlan;
  readonly file: InputFile;
}

interface Prepared {
  /** Where the input lies. */
  readonly folder: string;
  readonly inputs: readonly Input[];
  readonly skipped: readonly string[];
  readonly unknown: readonly string[];
  readonly warnings: readonly string[];
}

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
    const prepared = await this.prepare(options);
    const folder = await makeRunFolder(prepared.folder, `import-${runName(startedAt)}`);
    const log = this.openLog(join(folder.path, 'import.log'));
    const run: ImportRun = {
      id: folder.name.slice('import-'.length),
      startedAt: startedAt.toISOString(),
      onLoss: options.onLoss,
    };
    try {
      log.info('import starts', {
        run: run.id,
        options: { ...options, signal: undefined },
        collections: prepared.inputs.map(({ plan }) => plan.name),
      });
      for (const warning of prepared.warnings) log.warn(warning);
      const inputs = await unpackInputs(prepared.inputs, folder.path, log);
      const result = await this.import(options, { ...prepared, inputs }, run, folder.path, log);
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

  private async prepare(options: ImportOptions): Promise<Prepared> {
    const folder = await openInputFolder(options.input);
    const available = new Map(folder.files.map((file) => [file.collection, file]));
    const { loaded, unknown } = await selectCollections(
      this.registry,
      options.collections ?? available.keys(),
    );
    const plans = referencedFirst(loaded.map(({ plan }) => plan));
    const inputs = plans.flatMap((plan) => {
      const file = available.get(plan.name);
      return file === undefined ? [] : [{ plan, file }];
    });
    if (inputs.length === 0) {
      throw new ConfigError('INPUT_EMPTY', `${options.input} holds no file of the collections asked for.`, {
        context: { input: options.input },
      });
    }
    const absent = plans
      .filter(({ name }) => !available.has(name))
      .map(({ name }) => `${name}: the input has no file of it.`);
    const imported = inputs.map(({ plan }) => plan);
    const { own, parents } = tablesWithParents(imported);
    requireFittingSchema(await this.target.checkSchema(imported));
    const target = await this.target.describe([...own, ...parents]);
    const warnings = [...absent, ...warnOfMissingParents(imported, target)];
    const preview: ImportPreview = {
      target: { ...target, rows: new Map(own.map((table) => [table, target.rows.get(table) ?? null])) },
      collections: imported.map(({ name }) => name),
      dryRun: options.dryRun,
      warnings,
    };
    if (!(await options.confirm(preview)))
      throw new ConfigError('NOT_CONFIRMED', 'The import was not confirmed; nothing was written.');
    return {
      folder: folder.path,
      inputs,
      skipped: options.collections === undefined ? unknown : [],
      unknown: options.collections === undefined ? [] : unknown,
      warnings,
    };
  }

  private async import(
    options: ImportOptions,
    prepared: Prepared,
    run: ImportRun,
    folder: string,
    log: RunLog,
  ): Promise<ImportResult> {
    const plans = prepared.inputs.map(({ plan }) => plan);
    await this.target.migrate();
    const stage = await this.target.openImport(run, plans);
    let ended = false;
    try {
      await stage.begin();
      const loaded = await this.load(options, prepared.inputs, run);
      requireWholeStage(loaded, await stage.journal());
      log.info('loaded', Object.fromEntries(loaded));
      this.progress.start(RESOLVE, null, 'rows');
      const resolved = await stage.resolve();
      log.info('resolved', {
        merged: Object.fromEntries(resolved.merged),
        rejected: Object.fromEntries(resolved.rejected),
      });
      let orphans = await this.keepOrphans(stage, prepared.inputs);
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
          orphans = await this.keepOrphans(stage, prepared.inputs);
        rows = ends;
      }
      const result = await this.report(options, prepared, run, folder, stage, { rows, merged, orphans });
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
          .catch((error: unknown) => log.error('the end of the run could not be noted', { error }));
      }
    }
  }

  private async load(
    { onLoss, signal }: ImportOptions,
    inputs: readonly Input[],
    run: ImportRun,
  ): Promise<ReadonlyMap<string, number>> {
    const runner = await this.openRunner(
      run,
      inputs.map(({ plan }) => plan),
    );
    try {
      return await loadStage(inputs, runner, this.progress, { run, onLoss, signal });
    } finally {
      await runner.close();
    }
  }

  /** The originals of references that became null go to the residue; answers how many there are per column. */
  private async keepOrphans(stage: ImportTarget, inputs: readonly Input[]): Promise<Map<string, number>> {
    const orphans = new Map<string, number>();
    for (const { plan, file } of inputs) {
      const document = await DocumentFile.open(file.path);
      try {
        const references = counted(stage.nulledReferences(plan.name), orphans);
        await stage.addResidue(plan.name, (sink) => writeOrphanResidue(plan, references, document, sink));
      } finally {
        await document.close();
      }
    }
    return orphans;
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
    try {
      return await stage.merge({
        batchSize,
        signal,
        onNotice: (message) => log.warn(message),
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
    } finally {
      finish();
    }
  }

  private async report(
    options: ImportOptions,
    { inputs, skipped, unknown, warnings }: Prepared,
    run: ImportRun,
    folder: string,
    stage: ImportTarget,
    ends: Pick<CollectionOutcome, 'rows' | 'merged' | 'orphans'>,
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
        counts: (journal.get(plan.name) ?? []).map(({ counts }) => counts),
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
      warnings,
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
      values: result.losses,
      residue: result.residue,
    });
    return result;
  }
}

/** Input that is gzipped, or no lines, as lines in the run's folder. */
async function unpackInputs(inputs: readonly Input[], folder: string, log: RunLog): Promise<Input[]> {
  const unpacked: Input[] = [];
  for (const input of inputs) {
    const { path, dialect, collection } = input.file;
    log.info('input', { collection, file: path, dialect: describeDialect(dialect) });
    if (isPlain(dialect)) {
      unpacked.push(input);
      continue;
    }
    const lines = join(folder, UNPACKED, `${collection}.jsonl`);
    await unpackInput(path, dialect, lines);
    unpacked.push({ ...input, file: { ...input.file, path: lines, bytes: (await stat(lines)).size } });
  }
  return unpacked;
}

async function* counted(
  references: AsyncIterable<NulledReference>,
  orphans: Map<string, number>,
): AsyncIterable<NulledReference> {
  for await (const reference of references) {
    const key = `${reference.table}.${reference.column}`;
    orphans.set(key, (orphans.get(key) ?? 0) + 1);
    yield reference;
  }
}
