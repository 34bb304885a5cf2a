import type {
  ChunkCounts,
  CollectionPlan,
  DigestMemory,
  DigestSet,
  ImportBeginning,
  ImportRun,
  ImportTarget,
  KnownRows,
  MergeOptions,
  NulledReference,
  Reject,
  ResolveResult,
  RowCounts,
  RowSink,
  TablePlan,
} from '@etl/core';
import { addCounts, emptyCounts, InternalError, LoadError, requireFittingSchema } from '@etl/core';
import { cursorRows } from '../connection/cursor';
import { LiveSession } from '../connection/live-session';
import type { RetryPolicy } from '../connection/retry';
import type { Session } from '../connection/session';
import { SpareSessions } from '../connection/spare-sessions';
import { Digests } from '../digest/digests';
import { DirectImport } from '../direct/direct-import';
import type { KeySessions } from '../direct/key-sessions';
import { restoreKeys } from '../direct/restore-keys';
import { ImportMerge } from '../merge/import-merge';
import { type MergeStep, mergeOrder } from '../merge/merge-order';
import { Resolver } from '../resolve/resolver';
import { checkSchema } from '../schema/check-schema';
import { primaryKeyOf, tablesOf } from '../schema/plan-parts';
import { nulledThereSql, rejectsThereSql } from '../sql/journal/read-rejects';
import { countLoadJournalSql, type JournalRow, selectLoadJournalSql } from '../sql/journal/load-journal';
import { type ChangeCounts, countChangesSql } from '../sql/merge/merge-rows';
import { indexResidueSql } from '../sql/merge/merge-residue';
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
  private readonly spare: SpareSessions;
  private readonly direct: DirectImport;
  private readonly digests: Digests;

  constructor(
    private readonly run: ImportRun,
    private readonly plans: readonly CollectionPlan[],
    private readonly keySessions: KeySessions,
    policy?: RetryPolicy,
  ) {
    this.tables = tablesOf(plans);
    this.steps = mergeOrder(this.tables);
    this.direct = new DirectImport(keySessions, run, this.tables);
    this.digests = new Digests(plans, (table) => this.direct.has(table));
    this.resolver = new Resolver(this.tables, run.onLoss ?? 'record', this.direct.rows);
    this.spare = new SpareSessions(keySessions.uri);
    this.live = new LiveSession(keySessions.uri, (session) => this.requireStage(session), policy);
  }

  /**
   * @throws ConfigError IMPORT_RUNNING where another import holds the stage of this database; LoadError
   *   TARGET_KEYS_BROKEN where what a dead import left cannot be made whole; ConfigError TARGET_SCHEMA_DIFFERS
   */
  async begin(): Promise<ImportBeginning> {
    this.lock = await lockImport(this.live.uri);
    const restored = await restoreKeys(this.keySessions);
    // What was put aside stood in for what was missing: only now it is known whether everything is there.
    if (restored.keys.length > 0)
      await this.live.run(async (session) => requireFittingSchema(await checkSchema(session, this.plans)));
    await this.live.run((session) => beginStage(session, this.run, this.plans));
    const staged = await this.live.run((session) => this.direct.begin(session));
    const direct = this.tables.filter((table) => this.direct.has(table)).map(({ name }) => name);
    const identities = await this.live.run((session) => this.digests.identities(session));
    return { direct, staged, restored, identities };
  }

  knownDigests(collection: string, rows: KnownRows, memory: DigestMemory): Promise<DigestSet | undefined> {
    return this.live.run((session) => this.digests.known(session, this.planOf(collection), rows, memory));
  }

  async *digestsOfRead(collection: string): AsyncIterable<Buffer> {
    yield* await this.live.run((session) => this.digests.ofRead(session, this.planOf(collection)));
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
          { schema: this.live.uri.schema, table, key: primaryKeyOf(table), deferred },
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
    // Keys take their place.
    await this.spare.close();
    await this.rememberChunks();
    this.mergeBegan = true;
    const before = await this.rejectsByTable();
    await this.live.run((session) => this.digests.forget(session));
    await this.live.run(async (session) => {
      for (const sql of indexResidueSql) await session.query('indexing the residue', sql);
    });
    const { run, steps, live, direct, merged } = this;
    const counts = await new ImportMerge(
      { runId: run.id, steps, live, direct, merged, resolve: () => this.resolve() },
      options,
    ).run();
    const after = await this.rejectsByTable();
    return new Map(
      this.tables.map(({ name }) => {
        const rows = counts.get(name) ?? { inserted: 0, updated: 0, unchanged: 0 };
        return [name, { ...rows, rejected: (after.get(name) ?? 0) - (before.get(name) ?? 0), merged: 0 }];
      }),
    );
  }

  async *rejects(collection: string): AsyncIterable<Reject> {
    if (await this.isThere(rejectsThereSql, collection)) yield* readRejects(this.spare, collection);
  }

  async *nulledReferences(collection: string): AsyncIterable<NulledReference> {
    if (await this.isThere(nulledThereSql, collection)) yield* readNulledReferences(this.spare, collection);
  }

  async addResidue(collection: string, write: (sink: RowSink) => AsyncIterable<void>): Promise<void> {
    const [main] = this.planOf(collection).tables;
    const state = { merged: this.merged.has(main.name), direct: this.direct.has(main) };
    await addResidue(this.spare, this.run.id, main, state, write);
  }

  async journal(): Promise<ReadonlyMap<string, ChunkCounts>> {
    const doing = 'reading the journal';
    return this.live.run((session) =>
      session.transaction(doing, async () => {
        const sums = new Map(this.plans.map(({ name }) => [name, emptyCounts()]));
        const rows = cursorRows<JournalRow>(session, 'journal', doing, selectLoadJournalSql, [this.run.id]);
        for await (const { collection, counts } of rows) addCounts(sums.get(collection)!, counts);
        return sums;
      }),
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
    await this.spare.close();
    try {
      // Without the lock there is no stage of this run, but there may be one of another.
      if (this.lock !== undefined) {
        const close = (): Promise<void> =>
          this.live.run((session) =>
            finishStage(session, this.run, this.plans, {
              ...{ status, ledger, keep, isDirect },
              ...(status === 'done' ? { digests: this.digests } : {}),
            }),
          );
        // The stage goes first where nothing of it is kept: on a full disk, its room is what keys need.
        const early = keep ? undefined : close();
        await early?.catch(() => undefined);
        // Keys that come back take as many connections as an import has asked for, this one among them.
        if (this.direct.isUnfinished) await this.live.release();
        const abandoning = this.direct.abandon();
        await abandoning.catch(() => undefined);
        await (early ?? close());
        await abandoning;
      }
    } finally {
      await this.live.close();
      if (this.lock !== undefined) await unlockImport(this.lock);
      this.lock = undefined;
    }
  }

  /** Most collections have neither, and what is read opens a session of its own. */
  private async isThere(sql: string, collection: string): Promise<boolean> {
    const { rows } = await this.live.run((session) =>
      session.query<{ there: boolean }>('looking at the outcome', sql, [collection]),
    );
    return rows[0]?.there === true;
  }

  private planOf(collection: string): CollectionPlan {
    const plan = this.plans.find(({ name }) => name === collection);
    if (plan === undefined)
      throw new InternalError('INTERNAL', `The collection ${collection} is not part of this import.`);
    return plan;
  }

  private deferredOfMerged(): ReadonlyMap<string, MergeStep['deferred']> {
    return new Map(this.steps.map(({ table, deferred }) => [table.name, deferred]));
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
        `The server of ${this.live.uri.redacted} crashed and lost the staged rows; start the import again.`,
      );
    }
  }
}
