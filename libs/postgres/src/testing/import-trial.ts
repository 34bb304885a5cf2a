import { randomUUID } from 'node:crypto';
import {
  type ChunkCounts,
  type CollectionPlan,
  type EntityClass,
  type ChunkLoader,
  type ImportBeginning,
  type ImportRun,
  type ImportTarget,
  type LossMode,
  type MergeOptions,
  type NulledReference,
  planCollection,
  type Reject,
  type RowSink,
  type TablePlan,
  watchedReferences,
} from '@etl/core';
import pg from 'pg';
import type { RetryPolicy } from '../connection/retry';
import { PostgresTarget } from '../postgres-target';
import { primaryKeyOf } from '../schema/plan-parts';
import { placeOf, stageOf } from '../sql/etl-names';
import { quoted } from '../sql/identifier';
import { createTestDatabase, type TestDatabase } from './test-database';

/** Quick pauses: a test waits for nothing. */
export const QUICK_RETRY: RetryPolicy = { attempts: 5, firstPauseMs: 20 };

export function planOf(name: string, ...entities: [EntityClass, ...EntityClass[]]): CollectionPlan {
  const sample = { count: () => 0, document: () => ({}) };
  return planCollection({ name, entities, exporter: {}, ignored: [], aggregates: [], sample });
}

type Value = string | number | boolean | null | readonly string[];
/** A staged row: columns by name, and what the stage knows beside them. Columns that are left out are null. */
export interface TrialRow {
  readonly [column: string]: Value | undefined;
}
export interface RowPlace {
  readonly line?: number;
  readonly entry?: number;
  /** The document, where the row is an entry. */
  readonly of?: string;
  readonly defaulted?: readonly string[];
  readonly digest?: string;
}

const COUNTS: ChunkCounts = {
  documents: 0,
  known: {},
  untouched: {},
  read: {},
  rejected: {},
  coerced: {},
  defaulted: {},
  repaired: {},
  warned: {},
  residue: {},
};

interface OpenRun {
  readonly run: ImportRun;
  readonly stage: ImportTarget;
  readonly beginning: ImportBeginning;
}

/** The two ways of a row into an empty table: by way of the stage, or straight into it. */
export type TrialWay = 'by the stage' | 'in place';
export const WAYS: readonly TrialWay[] = ['by the stage', 'in place'];

/** An import of rows that a test writes down, into a database of its own. */
export class ImportTrial {
  private line = 0;
  private chunk = 0;

  private constructor(
    private way: TrialWay,
    readonly database: TestDatabase,
    readonly target: PostgresTarget,
    readonly plans: readonly CollectionPlan[],
    readonly client: pg.Client,
    private open: OpenRun,
  ) {}

  static async begin(way: TrialWay, ...plans: CollectionPlan[]): Promise<ImportTrial> {
    const database = await createTestDatabase();
    const target = new PostgresTarget(database.uri, { retry: QUICK_RETRY });
    await target.applySchema(plans);
    await target.migrate();
    const client = new pg.Client({ connectionString: database.uri });
    client.on('error', () => undefined);
    await client.connect();
    return new ImportTrial(
      way,
      database,
      target,
      plans,
      client,
      await ImportTrial.openRun(way, target, plans),
    );
  }

  private static async openRun(
    way: TrialWay,
    target: PostgresTarget,
    plans: readonly CollectionPlan[],
    onLoss: LossMode = 'record',
  ): Promise<OpenRun> {
    const run = {
      id: randomUUID(),
      startedAt: '2026-11-22T14:30:05.000Z',
      onLoss,
      keepKeys: way === 'by the stage',
    };
    const stage = await target.openImport(run, plans);
    try {
      return { run, stage, beginning: await stage.begin() };
    } catch (error) {
      await stage.finish({ status: 'failed', ledger: null });
      throw error;
    }
  }

  get import(): ImportTarget {
    return this.open.stage;
  }

  /** A loader of the run; the caller closes it. */
  loader(): Promise<ChunkLoader> {
    return this.target.openLoader(this.open.run);
  }

  /** How the run has begun. */
  get beginning(): ImportBeginning {
    return this.open.beginning;
  }

  /** Ends the run and begins another one over the same target. */
  async again(onLoss: LossMode = 'record'): Promise<void> {
    await this.import.finish({ status: 'done', ledger: null });
    await this.beginAnother(onLoss);
  }

  /** Changes the target as it was before the run. */
  async given(sql: string): Promise<void> {
    await this.import.finish({ status: 'failed', ledger: null });
    await this.client.query(sql);
    await this.beginAnother();
  }

  /** Begins anew, the other way. */
  async in(way: TrialWay): Promise<void> {
    await this.import.finish({ status: 'failed', ledger: null });
    this.way = way;
    await this.beginAnother();
  }

  /** Begins another run, whatever has become of the one before. */
  async beginAnother(onLoss: LossMode = 'record'): Promise<void> {
    this.open = await ImportTrial.openRun(this.way, this.target, this.plans, onLoss);
    this.line = 0;
  }

  async end(): Promise<void> {
    await this.import.finish({ status: 'done', ledger: null }).catch(() => undefined);
    await this.client.end();
    await this.database.drop();
  }

  /** Stages rows; a document gets the next line unless `place` says otherwise. */
  async load(table: string, rows: readonly (TrialRow | readonly [TrialRow, RowPlace])[]): Promise<void> {
    const { plan, tablePlan } = this.find(table);
    await this.write(plan, (sinks) => {
      for (const given of rows) {
        const [row, place] = Array.isArray(given)
          ? (given as readonly [TrialRow, RowPlace])
          : [given as TrialRow, {}];
        this.line = place.line ?? this.line + 1;
        writeRow(sinks.stage(table), tablePlan, row, { line: this.line, ...place });
      }
    });
  }

  /** Loads the last chunk once more. */
  async loadAgain(table: string, rows: readonly TrialRow[]): Promise<void> {
    this.chunk -= 1;
    await this.load(table, rows);
  }

  async write(
    plan: CollectionPlan,
    fill: (sinks: { stage(table: string): RowSink; residue: RowSink; rejects: RowSink }) => void,
  ): Promise<void> {
    const loader = await this.loader();
    try {
      fill(loader.begin(plan));
      await loader.commit({ collection: plan.name, chunk: this.chunk++, sha256: '', counts: COUNTS });
    } finally {
      await loader.close();
    }
  }

  async residue(collection: string, documentId: string, line: number, document: string): Promise<void> {
    const plan = this.plans.find(({ name }) => name === collection) as CollectionPlan;
    await this.write(plan, ({ residue }) => {
      residue.beginRow();
      residue.text(documentId);
      residue.literal(String(line));
      residue.text(document);
      residue.endRow();
    });
  }

  async merge(options: Partial<MergeOptions> = {}): ReturnType<ImportTarget['merge']> {
    return this.import.merge({ batchSize: 100, ...options });
  }

  /** Rejects in short: `table id code field value detail ← root cause`. */
  async rejects(collection?: string): Promise<string[]> {
    const found: string[] = [];
    for (const { name } of this.plans) {
      if (collection !== undefined && collection !== name) continue;
      for await (const reject of this.import.rejects(name)) found.push(brief(reject));
    }
    return found;
  }

  async nulled(collection: string): Promise<NulledReference[]> {
    const found: NulledReference[] = [];
    for await (const reference of this.import.nulledReferences(collection)) found.push(reference);
    return found;
  }

  /** Columns of the rows of this run that were not rejected, wherever they lie; `_line` and `_defaulted` are among them. */
  async surviving(table: string, columns = 'id'): Promise<string[]> {
    const { tablePlan } = this.find(table);
    const own = tablePlan.columns.map(({ name }) => quoted(name)).join(', ');
    const key = quoted(primaryKeyOf(tablePlan).name);
    const placed = this.beginning.direct.includes(table)
      ? ` UNION ALL SELECT p._line, p._defaulted, t.* FROM (SELECT xmin AS born, ${own} FROM ${quoted(table)}) t JOIN ${placeOf(table)} p ON p._key = t.${key} AND p.xmin = t.born`
      : '';
    const sql = `SELECT ${columns} FROM (SELECT _line, _defaulted, xmin AS born, ${own} FROM ${stageOf(table)}${placed}) x ORDER BY 1`;
    return (await this.rows(sql)).map((row) => Object.values(row).join(' '));
  }

  async rows<Row = Record<string, unknown>>(sql: string): Promise<Row[]> {
    return (await this.client.query(sql)).rows as Row[];
  }

  private find(table: string): { plan: CollectionPlan; tablePlan: TablePlan } {
    for (const plan of this.plans) {
      const tablePlan = plan.tables.find(({ name }) => name === table);
      if (tablePlan !== undefined) return { plan, tablePlan };
    }
    throw new Error(`No plan has ${table}.`);
  }
}

function writeRow(sink: RowSink, table: TablePlan, row: TrialRow, place: RowPlace): void {
  sink.beginRow();
  sink.text(place.of ?? String(row['id']));
  sink.literal(String(place.line));
  sink.literal('0');
  sink.literal('10');
  if (place.entry === undefined) sink.null();
  else sink.literal(String(place.entry));
  for (const { name } of table.columns) {
    const value = row[name] ?? null;
    if (value === null) sink.null();
    else if (typeof value === 'object') sink.textArray(value);
    else sink.text(String(value));
  }
  const bits = (place.defaulted ?? []).map(
    (name) => 1n << BigInt(table.defaultable.findIndex((column) => column.name === name)),
  );
  sink.literal(String(bits.reduce((sum, bit) => sum | bit, 0n)));
  const nulls = watchedReferences(table).map(({ name }, bit) =>
    (row[name] ?? null) === null ? 1 << bit : 0,
  );
  sink.literal(String(nulls.reduce((sum, bit) => sum | bit, 0)));
  if (place.digest === undefined) sink.null();
  else sink.literal(place.digest);
  sink.endRow();
}

function brief({ table, documentId, entry, code, field, value, detail, cause }: Reject): string {
  const what = [table, `${documentId}${entry === null ? '' : `[${entry}]`}`, code, field, value, detail]
    .filter((part) => part !== null)
    .join(' ');
  return cause === null ? what : `${what} ← ${cause.table} ${cause.documentId} ${cause.code}`;
}
