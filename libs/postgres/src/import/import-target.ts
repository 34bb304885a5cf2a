import type {
  ChunkCounts,
  ChunkJournal,
  CollectionPlan,
  ImportBeginning,
  ImportRun,
  ImportTarget,
  MergeOptions,
  NulledReference,
  Reject,
  ResolveResult,
  RowCounts,
  RowSink,
  TablePlan,
} from '@etl/core';
import { InternalError, LoadError, requireFittingSchema } from '@etl/core';
import { LiveSession } from '../connection/live-session';
import type { RetryPolicy } from '../connection/retry';
import type { Session } from '../connection/session';
import type { TargetUri } from '../connection/target-uri';
import { DirectImport } from '../direct/direct-import';
import { restoreKeys } from '../direct/restore-keys';
import { type MergeStep, mergeOrder } from '../merge/merge-order';
import { mergeReferences, mergeTable } from '../merge/merger';
import { Resolver } from '../resolve/resolver';
import { checkSchema } from '../schema/check-schema';
import { primaryKeyOf, tablesOf } from '../schema/plan-parts';
import { countLoadJournalSql, selectLoadJournalSql } from '../sql/journal/load-journal';
import { indexStageSql } from '../sql/merge/batch-ids';
import { type ChangeCounts, countChangesSql } from '../sql/merge/merge-rows';
import { hasResidueSql, indexResidueSql } from '../sql/merge/merge-residue';
import { type CountRow, countRejectsSql } from '../sql/resolve/counts';
import { addResidue } from './add-residue';
import { readNulledReferences, readRejects } from './outcome-reader';
import { lockImport, unlockImport } from './import-lock';
import { beginStage, finishStage } from './stage-lifecycle';

type MergeCounts = RowCounts & { readonly rejected: number; readonly merged: number };

/** One import: its stage, its rules, its merge. Loaders and readers have sessions of their own. */
export class PostgresImportTarget implements ImportTarget {
  private readonly tables: readonly TablePlan[];
  private readonly steps: readonly MergeStep[];
  private readonly resolver: Resolver;
  /** Tables whose first pass is through. */
  private readonly merged = new Set<string>();
  /** Chunks in the journal when the load was over: fewer of them later means that the server lost the stage. */
  private chunks: number | undefined;
  private mergeBegan = false;
  private lock: Session | undefined;

  private readonly live: LiveSession;
  private readonly direct: DirectImport;

  constructor(
    private readonly run: ImportRun,
    private readonly plans: readonly CollectionPlan[],
    private readonly uri: TargetUri,
    policy?: RetryPolicy,
  ) {
    this.tables = tablesOf(plans);
    this.steps = mergeOrder(this.tables);
    this.direct = new DirectImport(uri, run, this.tables);
    this.resolver = new Resolver(this.tables, run.onLoss ?? 'record', this.direct.rows);
    this.live = new LiveSession(uri, (session) => this.requireStage(session), policy);
  }

  /**
   * @throws ConfigError IMPORT_RUNNING where another import holds the stage of this database; LoadError
   *   TARGET_KEYS_BROKEN where what a dead import left cannot be made whole; ConfigError TARGET_SCHEMA_DIFFERS
   */
  async begin(): Promise<ImportBeginning> {
    this.lock = await lockImport(this.uri);
    const restored = await restoreKeys(this.uri);
    // What was put aside stood in for what was missing: only now it is known whether everything is there.
    if (restored.keys.length > 0)
      await this.live.run(async (session) => requireFittingSchema(await checkSchema(session, this.plans)));
    await this.live.run((session) => beginStage(session, this.run, this.plans));
    const staged = await this.live.run((session) => this.direct.begin(session));
    const direct = this.tables.filter((table) => this.direct.has(table)).map(({ name }) => name);
    return { direct, staged, restored };
  }

  async resolve(): Promise<ResolveResult> {
    await this.rememberChunks();
    return this.live.run(async (session) => {
      await this.resolver.resolve(session, this.merged, this.deferredOfMerged());
      return this.resolver.result(session);
    });
  }

  async plan(): Promise<ReadonlyMap<string, RowCounts>> {
    return this.live.run(async (session) => {
      const planned = new Map<string, RowCounts>();
      const placed = await this.direct.count(session);
      for (const { table, deferred } of this.steps) {
        const sql = countChangesSql(
          { schema: this.uri.schema, table, key: primaryKeyOf(table), deferred },
          false,
        );
        const [row] = (await session.query<ChangeCounts>(`planning ${table.name}`, sql)).rows;
        const [rows, inserted, updated] = [Number(row?.rows), Number(row?.fresh), Number(row?.updated)];
        planned.set(table.name, {
          inserted: inserted + (placed.get(table.name) ?? 0),
          updated,
          unchanged: rows - inserted - updated,
        });
      }
      return planned;
    });
  }

  async merge(options: MergeOptions): Promise<ReadonlyMap<string, MergeCounts>> {
    await this.rememberChunks();
    this.mergeBegan = true;
    const before = await this.rejectsByTable();
    await this.live.run(async (session) => {
      for (const sql of indexResidueSql) await session.query('indexing the residue', sql);
    });
    const counts = new Map<string, RowCounts>();
    const open: MergeStep[] = [];
    // Nothing that goes through the stage refers to a table that does not: what the target refuses of it comes up
    // before the others are settled.
    for (const step of this.steps)
      if (!this.direct.has(step.table)) await this.mergeStep(step, options, counts, open);
    if (!this.direct.isEmpty) await this.mergeDirect(options, counts, open);
    const after = await this.rejectsByTable();
    return new Map(
      this.tables.map(({ name }) => {
        const rows = counts.get(name) ?? { inserted: 0, updated: 0, unchanged: 0 };
        return [name, { ...rows, rejected: (after.get(name) ?? 0) - (before.get(name) ?? 0), merged: 0 }];
      }),
    );
  }

  rejects(collection: string): AsyncIterable<Reject> {
    return readRejects(this.uri, collection);
  }

  nulledReferences(collection: string): AsyncIterable<NulledReference> {
    return readNulledReferences(this.uri, collection);
  }

  async addResidue(collection: string, write: (sink: RowSink) => AsyncIterable<void>): Promise<void> {
    const main = this.plans.find(({ name }) => name === collection)?.tables[0];
    if (main === undefined)
      throw new InternalError('INTERNAL', `The collection ${collection} is not part of this import.`);
    const state = { merged: this.merged.has(main.name), direct: this.direct.has(main) };
    await addResidue(this.uri, this.run.id, main, state, write);
  }

  async journal(): Promise<ReadonlyMap<string, readonly ChunkJournal[]>> {
    const { rows } = await this.live.run((session) =>
      session.query<{ collection: string; chunk: number; sha256: string; counts: ChunkCounts }>(
        'reading the journal',
        selectLoadJournalSql,
        [this.run.id],
      ),
    );
    return new Map(
      this.plans.map(({ name }) => [name, rows.filter(({ collection }) => collection === name)]),
    );
  }

  async finish({
    status,
    ledger,
  }: {
    status: 'done' | 'failed' | 'interrupted' | 'dry-run';
    ledger: unknown;
  }): Promise<void> {
    // A run that ended before its merge has changed nothing: what earlier runs said still holds.
    const keep = status === 'done' || (status !== 'dry-run' && this.mergeBegan);
    const isDirect = (table: TablePlan): boolean => this.direct.has(table);
    try {
      // Without the lock there is no stage of this run, but there may be one of another.
      if (this.lock !== undefined) {
        const abandoning = this.direct.abandon();
        await abandoning.catch(() => undefined);
        await this.live.run((session) =>
          finishStage(session, this.run, this.plans, { status, ledger, keep, isDirect }),
        );
        await abandoning;
      }
    } finally {
      await this.live.close();
      if (this.lock !== undefined) await unlockImport(this.lock);
      this.lock = undefined;
    }
  }

  /** One table: its first pass, and the second passes that can follow. */
  private async mergeStep(
    step: MergeStep,
    options: MergeOptions,
    counts: Map<string, RowCounts>,
    open: MergeStep[],
  ): Promise<void> {
    const { table } = step;
    await this.live.run((session) =>
      session.query(
        `indexing the stage of ${table.name}`,
        indexStageSql(table.name, primaryKeyOf(table).name),
      ),
    );
    const { rejected, ...rows } = await mergeTable({
      runId: this.run.id,
      step,
      live: this.live,
      options,
      // That of a direct table is kept when its rows are the target's own.
      residue: !this.direct.has(table) && (await this.hasResidue(table)),
      direct: this.direct.has(table),
    });
    counts.set(table.name, rows);
    this.merged.add(table.name);
    if (rejected > 0) {
      options.onNotice?.(
        `The target refused ${rejected} rows of ${table.name}; what refers to them is looked at again.`,
      );
      await this.resolve();
    }
    if (step.deferred.length > 0) open.push(step);
    await this.mergeOpenReferences(open, options);
  }

  /** Tables that took the place of their stage: their keys come back around the few rows that resolving has moved. */
  private async mergeDirect(
    options: MergeOptions,
    counts: Map<string, RowCounts>,
    open: MergeStep[],
  ): Promise<void> {
    const placed = await this.live.run((session) => this.direct.count(session));
    await this.live.run((session) => this.direct.bringKeysBack(session));
    for (const step of this.steps)
      if (this.direct.has(step.table)) await this.mergeStep(step, options, counts, open);
    for (const [name, rows] of placed) {
      const merged = counts.get(name) ?? { inserted: 0, updated: 0, unchanged: 0 };
      counts.set(name, { ...merged, inserted: merged.inserted + rows });
    }
    await this.live.run((session) => this.direct.conclude(session, (table) => this.hasResidue(table)));
    await this.live.run((session) => this.direct.validate(session));
  }

  /** Second passes whose tables are all there. */
  private async mergeOpenReferences(open: MergeStep[], options: MergeOptions): Promise<void> {
    for (const step of [...open]) {
      if (step.deferred.some(({ reference }) => reference !== undefined && this.isWaiting(reference.table)))
        continue;
      await mergeReferences({
        runId: this.run.id,
        step,
        live: this.live,
        options,
        residue: false,
        direct: this.direct.has(step.table),
      });
      open.splice(open.indexOf(step), 1);
    }
  }

  private isWaiting(name: string): boolean {
    return this.tables.some((table) => table.name === name) && !this.merged.has(name);
  }

  private deferredOfMerged(): ReadonlyMap<string, MergeStep['deferred']> {
    return new Map(this.steps.map(({ table, deferred }) => [table.name, deferred]));
  }

  private async hasResidue(table: TablePlan): Promise<boolean> {
    if (table.fanOut !== undefined) return false;
    const { rows } = await this.live.run((session) =>
      session.query<{ there: boolean }>('looking for residue', hasResidueSql, [table.collection]),
    );
    return rows[0]?.there === true;
  }

  private async rejectsByTable(): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>();
    for (const step of ['resolve', 'merge']) {
      const { rows } = await this.live.run((session) =>
        session.query<CountRow>('counting rejects', countRejectsSql, [step]),
      );
      for (const { name, count } of rows) found.set(name, (found.get(name) ?? 0) + Number(count));
    }
    return found;
  }

  private async rememberChunks(): Promise<void> {
    this.chunks ??= await this.live.run((session) => this.countChunks(session));
  }

  private async countChunks(session: Session): Promise<number> {
    const { rows } = await session.query<{ count: string }>('reading the journal', countLoadJournalSql, [
      this.run.id,
    ]);
    return Number(rows[0]?.count ?? 0);
  }

  /** Unlogged tables are empty after a crash of the server: going on would leave rows out without a word. */
  private async requireStage(session: Session): Promise<void> {
    if (this.chunks === undefined || this.chunks === 0) return;
    if ((await this.countChunks(session)) < this.chunks) {
      throw new LoadError(
        'TARGET_FAILED',
        `The server of ${this.uri.redacted} crashed and lost the staged rows; start the import again.`,
      );
    }
  }
}
