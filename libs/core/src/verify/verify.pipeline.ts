import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inject, injectable } from 'tsyringe';
import { COLLECTION_REGISTRY, type CollectionRegistry } from '../collection/collection-definition';
import { type LoadedCollection, selectCollections } from '../collection/collection-selection';
import { requireTables, warnOfPutAside } from '../import/import-checks';
import { describeUnlisted, openInputFolder } from '../import/input-folder';
import { CLOCK, type Clock } from '../ports/clock';
import { PROGRESS, type Progress } from '../ports/progress';
import { OPEN_RUN_LOG, type OpenRunLog, type RunLog } from '../ports/run-log';
import { OPEN_SOURCE, type OpenSource } from '../ports/source-opener';
import { TARGET, type Target, type VerificationTarget } from '../ports/target';
import { throwIfInterrupted } from '../run/interruption';
import type { Manifest } from '../run/manifest';
import { missingPlugins } from '../run/missing-plugins';
import type { AggregateComparison, CountComparison, VerifyOptions, VerifyResult } from '../run/results';
import { makeRunFolder, runName, writeJson } from '../run/run-files';
import { AccountedDocuments } from './accounted-documents';
import { compareAggregate, compareCounts } from './comparison';
import { type DocumentStream, streamFile, streamSource } from './document-stream';
import { SourceTally } from './source-tally';
import { SETTLED_AT_ONCE, type StoredTexts } from './undated-rows';

/** Where the documents of the comparison come from. */
interface SourceSide {
  /** The folder of an export; null for a live source. */
  readonly folder: string | null;
  /** The imports that read these very files. */
  readonly imports: ReadonlySet<string>;
  /** The names it has. */
  readonly collections: ReadonlySet<string>;
  /** Files of the export that the manifest does not name. */
  readonly unlisted: readonly string[];
  /** Of an export that has one. */
  readonly manifest: Manifest | null;
  /** Documents with the fields of these names, at least. */
  stream(name: string, from: string, fields: readonly string[], log: RunLog): DocumentStream;
  close(): Promise<void>;
}

/** Source or export, compared with the target: counts and aggregates. */
@injectable()
export class VerifyPipeline {
  constructor(
    @inject(TARGET) private readonly target: Target,
    @inject(OPEN_SOURCE) private readonly openSource: OpenSource,
    @inject(COLLECTION_REGISTRY) private readonly registry: CollectionRegistry,
    @inject(PROGRESS) private readonly progress: Progress,
    @inject(OPEN_RUN_LOG) private readonly openLog: OpenRunLog,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A difference is a value of the result, never an exception. */
  async run(options: VerifyOptions): Promise<VerifyResult> {
    const startedAt = this.clock.now();
    const side = await this.openSide(options);
    try {
      const names =
        options.collections ??
        [...this.registry.keys()].filter((name) => options.input === undefined || side.collections.has(name));
      const { loaded, unknown } = await selectCollections(this.registry, names);
      const differences = await this.target.checkSchema(loaded.map(({ plan }) => plan));
      requireTables(differences);
      const folder = await makeRunFolder(side.folder ?? options.output, `verify-${runName(startedAt)}`);
      const log = this.openLog(join(folder.path, 'verify.log'));
      try {
        log.info('verification starts', {
          collections: loaded.map(({ plan }) => plan.name),
          input: options.input ?? null,
          plugins: options.plugins ?? [],
        });
        const compared = await this.compare(options, side, loaded, unknown, folder.path, startedAt, log);
        const warnings = [...warnOfPutAside(differences), ...compared.warnings];
        const result: VerifyResult = { ...compared, warnings };
        await writeJson(join(folder.path, 'result.json'), result);
        log.info('verification ends', { status: result.status, counts: result.counts });
        return result;
      } catch (error) {
        log.error('verification failed', { error });
        throw error;
      } finally {
        await log.close();
      }
    } finally {
      await side.close();
    }
  }

  private async openSide({ input, batchSize, signal }: VerifyOptions): Promise<SourceSide> {
    if (input !== undefined) {
      const folder = await openInputFolder(input);
      const files = new Map(folder.files.map((file) => [file.collection, file]));
      return {
        folder: folder.path,
        imports: await importsOf(folder.path),
        collections: new Set(files.keys()),
        unlisted: folder.unlisted,
        manifest: folder.manifest,
        stream: (name, _from, fields) => streamFile(files.get(name)!, fields),
        close: async () => undefined,
      };
    }
    const source = await this.openSource();
    return {
      folder: null,
      imports: new Set(),
      collections: new Set(await source.collections()),
      unlisted: [],
      manifest: null,
      stream: (_name, from, fields, log) =>
        streamSource(
          source.read(from, {
            batchSize,
            signal,
            onNotice: (message) => {
              log.warn(message);
              this.progress.say(message);
            },
          }),
          fields,
        ),
      close: () => source.close(),
    };
  }

  private async compare(
    options: VerifyOptions,
    side: SourceSide,
    loaded: readonly LoadedCollection[],
    unknown: readonly string[],
    folder: string,
    startedAt: Date,
    log: RunLog,
  ): Promise<VerifyResult> {
    const counts: CountComparison[] = [];
    const aggregates: AggregateComparison[] = [];
    const unregistered =
      options.collections === undefined && side.folder !== null ? this.unregistered(side) : [];
    const skipped = [...unknown, ...unregistered];
    const warnings = [
      ...skipped.map((name) => `${name} is not registered: skipped.`),
      ...missingPlugins(skipped, side.manifest),
      ...side.unlisted.map(describeUnlisted),
    ];
    const plans = loaded.map(({ plan }) => plan);
    const snapshot = await this.target.openVerification(plans);
    try {
      for (const { definition, plan } of loaded) {
        const from = options.input === undefined ? (definition.exporter.collection ?? plan.name) : plan.name;
        if (!side.collections.has(from)) warnings.push(`${plan.name}: the source has no such collection.`);
        const tally = await this.tally(options, side, { definition, plan }, from, snapshot, log);
        warnings.push(...tally.notes());
        for (const table of plan.tables) {
          const [target, stale] = [await snapshot.count(table), await snapshot.staleRows(table)];
          counts.push(compareCounts(table, tally.tables.get(table.name)!, target, stale));
        }
        for (const { aggregate, rows } of tally.aggregates.map((one) => ({
          aggregate: one.aggregate,
          rows: one.rows(),
        }))) {
          aggregates.push(
            compareAggregate(
              plan.tables[0],
              aggregate,
              rows,
              await snapshot.aggregate(plan.tables[0], aggregate),
            ),
          );
        }
      }
    } finally {
      await snapshot.close();
    }
    const different =
      counts.some(({ status }) => status === 'different') || aggregates.some(({ equal }) => !equal);
    const explained = counts.some(({ status }) => status === 'explained');
    return {
      run: folder.slice(folder.lastIndexOf('verify-') + 'verify-'.length),
      folder,
      status: different ? 'different' : explained ? 'explained' : 'equal',
      startedAt: startedAt.toISOString(),
      finishedAt: this.clock.now().toISOString(),
      counts,
      aggregates,
      unknown,
      skipped,
      warnings,
    };
  }

  private unregistered({ collections }: SourceSide): string[] {
    return [...collections].filter((name) => !this.registry.has(name));
  }

  private async tally(
    { signal }: VerifyOptions,
    side: SourceSide,
    { plan }: LoadedCollection,
    from: string,
    snapshot: VerificationTarget,
    log: RunLog,
  ): Promise<SourceTally> {
    const nulled = new Map<string, Set<string>>();
    for await (const { documentId, column } of snapshot.nulledReferences(plan.name)) {
      const columns = nulled.get(documentId) ?? new Set<string>();
      nulled.set(documentId, columns.add(column));
    }
    const accounted = await AccountedDocuments.read(
      plan.tables[0].name,
      snapshot.accounted(plan.name),
      side.imports,
    );
    const tally = new SourceTally(plan, accounted, nulled);
    if (!side.collections.has(from)) return tally;
    const storedTexts: StoredTexts = (columns, ids) => snapshot.storedTexts(plan.tables[0], columns, ids);
    this.progress.start(plan.name, null, 'documents');
    for await (const block of side.stream(plan.name, from, tally.fields, log)) {
      let since = 0;
      for (const item of block) {
        if (item.kind === 'document') tally.add(item.document, item.number);
        else tally.addUnreadable(item.documents, item.kind === 'unwritable');
        if (tally.waiting === SETTLED_AT_ONCE) await tally.settle(storedTexts);
        since += 1;
      }
      throwIfInterrupted(signal);
      this.progress.advance(plan.name, since);
    }
    throwIfInterrupted(signal);
    await tally.settle(storedTexts);
    this.progress.finish(plan.name);
    return tally;
  }
}

/** An import makes its folder beside the files that it reads. */
async function importsOf(folder: string): Promise<Set<string>> {
  const names = await readdir(folder);
  return new Set(names.flatMap((name) => (name.startsWith('import-') ? name.slice('import-'.length) : [])));
}
