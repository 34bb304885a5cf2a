import { join } from 'node:path';
import { inject, injectable } from 'tsyringe';
import { COLLECTION_REGISTRY, type CollectionRegistry } from '../collection/collection-definition';
import { type LoadedCollection, selectCollections } from '../collection/collection-selection';
import { referencedFirst } from '../collection/reference-order';
import { CLOCK, type Clock } from '../ports/clock';
import { PROGRESS, type Progress } from '../ports/progress';
import { OPEN_RUN_LOG, type OpenRunLog, type RunLog } from '../ports/run-log';
import { OPEN_SOURCE, type OpenSource } from '../ports/source-opener';
import type { CollectionState, SourceDescription, SourceReader } from '../ports/source-reader';
import { throwIfInterrupted } from '../run/interruption';
import { type Manifest, MANIFEST_VERSION, type ManifestCollection } from '../run/manifest';
import type { ExportOptions, ExportResult } from '../run/results';
import { makeRunFolder, runName, writeJson } from '../run/run-files';
import { markFinished, markUnfinished } from '../run/unfinished';
import { TOOL } from '../run/version';
import { CollectionWriter } from './collection-writer';
import { ExportRejects } from './export-rejects';

const NOTHING: CollectionState = { documents: 0, newestUpdatedAt: null };

/** Source → JSONL files and their manifest. */
@injectable()
export class ExportPipeline {
  constructor(
    @inject(OPEN_SOURCE) private readonly openSource: OpenSource,
    @inject(COLLECTION_REGISTRY) private readonly registry: CollectionRegistry,
    @inject(PROGRESS) private readonly progress: Progress,
    @inject(OPEN_RUN_LOG) private readonly openLog: OpenRunLog,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws ConfigError, SourceError where the source cannot be opened or read
   * @throws LoadError OUTPUT_FAILED where a file cannot be written; no file is left half written
   */
  async run(options: ExportOptions): Promise<ExportResult> {
    const startedAt = this.clock.now();
    const { loaded, unknown } = await selectCollections(
      this.registry,
      options.collections ?? this.registry.keys(),
    );
    const source = await this.openSource();
    try {
      const description = await source.describe();
      if (options.dryRun) return await this.preview(options, source, description, loaded, unknown, startedAt);
      const folder = await makeRunFolder(options.output, runName(startedAt));
      const log = this.openLog(join(folder.path, 'logs', `export-${folder.name}.log`));
      try {
        log.info('export starts', {
          source: description,
          options: { ...options, signal: undefined },
          folder: folder.path,
        });
        const result = await this.export(
          options,
          source,
          description,
          loaded,
          unknown,
          startedAt,
          folder.path,
          log,
        );
        log.info('export ends', { documents: total(result.manifest), warnings: result.warnings });
        return result;
      } catch (error) {
        log.error('export failed', { error });
        throw error;
      } finally {
        await log.close();
      }
    } finally {
      await source.close();
    }
  }

  private async export(
    options: ExportOptions,
    source: SourceReader,
    description: SourceDescription,
    loaded: readonly LoadedCollection[],
    unknown: readonly string[],
    startedAt: Date,
    folder: string,
    log: RunLog,
  ): Promise<ExportResult> {
    await markUnfinished(folder);
    const warnings = unknown.map((name) => `${name} is not registered: skipped.`);
    const present = new Set(await source.collections());
    const collections: ManifestCollection[] = [];
    // Referrers first: a document that is written meanwhile may be missing, but less often one that others refer to.
    const order = referencedFirst(loaded.map(({ plan }) => plan)).reverse();
    const sources = order.map(({ name }) => {
      const { definition } = loaded.find(({ plan }) => plan.name === name)!;
      return { name, from: definition.exporter.collection ?? name };
    });
    for (const [at, { name, from }] of sources.entries()) {
      throwIfInterrupted(options.signal);
      const next = sources.slice(at + 1).find((later) => present.has(later.from))?.from;
      const exists = present.has(from);
      const collection = await this.exportCollection(options, source, name, from, exists, next, folder, log);
      const moved = movement(collection);
      if (moved !== null) warnings.push(moved);
      if (collection.missing) warnings.push(`${name}: the source has no such collection; the file is empty.`);
      if (collection.rejected > 0) {
        warnings.push(
          `${name}: ${collection.rejected} documents cannot be written as JSON lines; they are whole in rejects/${name}.jsonl.`,
        );
      }
      if (collection.replacedTotal > 0) {
        warnings.push(
          `${name}: ${collection.replacedTotal} strings hold bytes that are not UTF-8; those stand as U+FFFD (see the manifest).`,
        );
      }
      collections.push(collection);
    }
    const manifest = this.manifest(options, description, startedAt, collections);
    await writeJson(join(folder, 'manifest.json'), manifest);
    await markFinished(folder);
    for (const warning of warnings) log.warn(warning);
    return { folder, manifest, unknown, warnings };
  }

  private async exportCollection(
    { batchSize, signal }: ExportOptions,
    source: SourceReader,
    name: string,
    from: string,
    exists: boolean,
    next: string | undefined,
    folder: string,
    log: RunLog,
  ): Promise<ManifestCollection> {
    const atStart = exists ? await source.state(from) : NOTHING;
    log.info('collection starts', { collection: name, ...atStart });
    this.progress.start(name, atStart.documents, 'documents');
    const file = `${name}.jsonl`;
    const writer = await CollectionWriter.create(join(folder, file));
    const rejects = new ExportRejects(join(folder, 'rejects', file), name);
    try {
      if (exists) {
        const onNotice = (message: string): void => {
          log.warn(message, { collection: name });
          this.progress.say(message);
        };
        for await (const batch of source.read(from, { batchSize, signal, onNotice, next })) {
          throwIfInterrupted(signal);
          await writer.write(batch);
          await rejects.write(batch.unwritable);
          this.progress.advance(name, batch.ends.length + batch.unwritable.length);
        }
        throwIfInterrupted(signal);
      }
      await rejects.commit();
      const written = await writer.commit();
      const atEnd = exists ? await source.state(from) : NOTHING;
      log.info('collection ends', {
        collection: name,
        documents: written.documents,
        bytes: written.bytes,
        rejected: rejects.count,
      });
      this.progress.finish(name);
      return { name, file, missing: !exists, atStart, atEnd, rejected: rejects.count, ...written };
    } catch (error) {
      await writer.discard();
      await rejects.discard();
      throw error;
    }
  }

  private async preview(
    options: ExportOptions,
    source: SourceReader,
    description: SourceDescription,
    loaded: readonly LoadedCollection[],
    unknown: readonly string[],
    startedAt: Date,
  ): Promise<ExportResult> {
    const present = new Set(await source.collections());
    const warnings = unknown.map((name) => `${name} is not registered: skipped.`);
    const collections: ManifestCollection[] = [];
    for (const { plan } of [...loaded].sort((a, b) => (a.plan.name < b.plan.name ? -1 : 1))) {
      throwIfInterrupted(options.signal);
      const from = loaded.find((one) => one.plan === plan)!.definition.exporter.collection ?? plan.name;
      const missing = !present.has(from);
      if (missing) warnings.push(`${plan.name}: the source has no such collection; the file would be empty.`);
      const state = missing ? NOTHING : await source.state(from);
      collections.push({
        name: plan.name,
        file: `${plan.name}.jsonl`,
        documents: state.documents,
        bytes: 0,
        missing,
        chunks: [],
        atStart: state,
        atEnd: state,
        rejected: 0,
        replaced: [],
        replacedTotal: 0,
      });
    }
    return {
      folder: null,
      manifest: this.manifest(options, description, startedAt, collections),
      unknown,
      warnings,
    };
  }

  private manifest(
    { batchSize, collections: asked, plugins = [] }: ExportOptions,
    source: SourceDescription,
    startedAt: Date,
    collections: readonly ManifestCollection[],
  ): Manifest {
    return {
      version: MANIFEST_VERSION,
      tool: TOOL,
      source,
      options: { batchSize, collections: asked?.join(',') ?? null },
      ...(plugins.length === 0 ? {} : { plugins }),
      startedAt: startedAt.toISOString(),
      finishedAt: this.clock.now().toISOString(),
      collections,
    };
  }
}

function total(manifest: Manifest): number {
  return manifest.collections.reduce((sum, { documents }) => sum + documents, 0);
}

/** What changed in the source while it was read; null where nothing did. */
function movement({ name, atStart, atEnd, documents, rejected }: ManifestCollection): string | null {
  const changes: string[] = [];
  if (atStart.documents !== atEnd.documents)
    changes.push(`${atStart.documents} → ${atEnd.documents} documents`);
  if (atStart.newestUpdatedAt !== atEnd.newestUpdatedAt) {
    changes.push(
      `newest updatedAt ${atStart.newestUpdatedAt ?? 'none'} → ${atEnd.newestUpdatedAt ?? 'none'}`,
    );
  }
  if (changes.length === 0 && documents + rejected !== atEnd.documents) {
    changes.push(`${documents + rejected} documents read, ${atEnd.documents} counted`);
  }
  return changes.length === 0
    ? null
    : `${name} moved during the export: ${changes.join(', ')}. Freeze writes for the final export.`;
}
