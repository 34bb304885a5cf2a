import type { CollectionPlan, TablePlan } from '../collection/plan';
import type { Aggregate } from '../collection/aggregate';
import type { DigestMemory } from '../import/digest-memory';
import type { DigestSet } from '../import/digest-set';
import type { LossMode } from '../import/loss-mode';
import type { RowSink } from './column-sink';

/** Where an import writes. */
export interface TargetDescription {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly role: string;
  readonly serverVersion: string;
  /** Rows already there, table by table; null where the table is missing. */
  readonly rows: ReadonlyMap<string, number | null>;
}

/** One difference between the target and the entities. */
export interface SchemaDifference {
  readonly table: string;
  /** The column, index or key; absent where the whole table is meant. */
  readonly object?: string;
  /** `missing` and `differs` stop an import; `extra` only where an insert would fail (not null, no default). */
  readonly kind: 'missing' | 'differs' | 'extra';
  readonly expected?: string;
  readonly found?: string;
  /** The import that put this key aside: it is at work, or has died. */
  readonly putAsideBy?: string;
  /** True where an import cannot run: indexes that only help reading do not stop it. */
  readonly blocking: boolean;
}

/**
 * One run of the import. Every row of the stage carries the place of its document, so that whatever is found out
 * later leads back to the line.
 */
export interface ImportRun {
  readonly id: string;
  /** Start of the run, ISO 8601 in UTC with milliseconds: the value of every `now` default. */
  readonly startedAt: string;
  /** Absent: record. With `reject` a nullable reference to a row that is gone is a reject as well. */
  readonly onLoss?: LossMode;
  /** Empty tables keep their keys, and their rows go through the stage like those of any other table. */
  readonly keepKeys?: boolean;
}

/** What `Target.restoreKeys` made whole. */
export interface RestoredKeys {
  /** Per table: rows of imports that did not end, which were taken out again. */
  readonly rows: ReadonlyMap<string, number>;
  /** Keys and indexes that were brought back. */
  readonly keys: readonly string[];
}

/** How an import has begun. */
export interface ImportBeginning {
  /** Empty tables whose keys are put aside: rows are copied straight into them, and the keys come back with the merge. */
  readonly direct: readonly string[];
  /** Tables whose rows go through the stage, and why. */
  readonly staged: ReadonlyMap<string, string>;
  /** What a dead import had left. */
  readonly restored: RestoredKeys;
  /** Per table: what tells it from any other, of the same name as well. */
  readonly identities: ReadonlyMap<string, string>;
}

/** Where a document lies in its collection's file, after decompression. */
export interface Place {
  /** Line or element number from 1. */
  readonly line: number;
  /** Bytes from the start of the file to the document, and the document's own bytes without the line end. */
  readonly offset: number;
  readonly length: number;
}

/** Codes of rejects; stable. */
export type RejectCode =
  | 'LINE_BROKEN'
  | 'EXPORT_UNWRITABLE'
  | 'ID_INVALID'
  | 'VALUE_MISSING'
  | 'VALUE_UNFIT'
  | 'LOSS_REFUSED'
  | 'DUPLICATE_ID'
  | 'UNIQUE_TAKEN'
  | 'REFERENCE_GONE'
  | 'DOCUMENT_REJECTED'
  | 'TARGET_REFUSED';

/** A document, or one entry of a fan-out, that does not reach the target. */
export interface Reject {
  readonly collection: string;
  readonly table: string;
  /** The row's document as the target would call it; null where the document has no usable `_id`. */
  readonly documentId: string | null;
  readonly place: Place;
  /** Index in the array of the document; null for the document itself. */
  readonly entry: number | null;
  readonly code: RejectCode;
  /** The source field, or the columns of a unique key. */
  readonly field: string | null;
  /** The value as Extended JSON text, cut to 1,000 characters; for UNIQUE_TAKEN the key; for TARGET_REFUSED null. */
  readonly value: string | null;
  /** What the code leaves open: the reason of an unfit value, the id that holds a key, the message of the server. */
  readonly detail: string | null;
  /** The reject that this one follows from, root cause first; null where it is a root cause itself. */
  readonly cause: { readonly table: string; readonly documentId: string; readonly code: RejectCode } | null;
}

/** A nullable reference to a row that is nowhere: null in the target, its original belongs into the residue. */
export interface NulledReference {
  readonly collection: string;
  readonly table: string;
  readonly column: string;
  readonly documentId: string;
  readonly place: Place;
  readonly entry: number | null;
}

/** What a chunk counted, field by field; a plain object, since it is kept as JSON in the load journal. */
export interface ChunkCounts {
  documents: number;
  /** Documents or entries that were left out since their digest was known, per table; `read` is without them. */
  known: Record<string, number>;
  /** Documents or entries whose rows are in the target untouched, and were not sent, per table; part of `read`. */
  untouched: Record<string, number>;
  /** Documents or entries read, per table. */
  read: Record<string, number>;
  /** Rejected at load, per table. */
  rejected: Record<string, number>;
  /** `<table>.<column>` → count. */
  coerced: Record<string, number>;
  defaulted: Record<string, number>;
  /** `<table>.<column>` → reason → count. */
  repaired: Record<string, Record<string, number>>;
  /** `<table>.<column>` → constraint of class-validator → values that break it and load all the same. */
  warned: Record<string, Record<string, number>>;
  /** JSON Pointer without indexes (`/viewedProperties/-/_id`) → count. */
  residue: Record<string, number>;
}

export interface ChunkJournal {
  readonly collection: string;
  readonly chunk: number;
  readonly sha256: string;
  readonly counts: ChunkCounts;
}

/**
 * The sinks of one chunk.
 * - A row of `stage(table)` has the columns `_id` (text: the document's id), `_line`, `_offset`, `_length`, `_entry`
 *   (null for a document), then the table's columns in the order of the plan, then `_defaulted` (bigint: bit n is set
 *   where the n-th of `TablePlan.defaultable` took its default), `_nulls` (integer: bit n is set where the n-th nullable
 *   reference is null) and `_digest` (32 hex digits, or null).
 * - A row of `residue` has `documentId`, `line`, and `document`: one JSON object, JSON Pointer → original.
 * - A row of `rejects` has `table`, `documentId`, `line`, `offset`, `length`, `entry`, `code`, `field`, `value`, `detail`.
 */
export interface ChunkSinks {
  stage(table: string): RowSink;
  readonly residue: RowSink;
  readonly rejects: RowSink;
}

/** Loads chunks over one connection. A chunk reaches the stage whole, with its journal line, or not at all. */
export interface ChunkLoader {
  begin(plan: CollectionPlan): ChunkSinks;
  /** Whether so much waits to be sent that it should be, before the next document. */
  readonly isFull: boolean;
  /** Sends what waits, so that a chunk takes less memory than its rows. Nobody sees it before {@link commit}. */
  send(chunk: Omit<ChunkJournal, 'counts'>): Promise<void>;
  commit(journal: ChunkJournal): Promise<void>;
  /** Forgets what was begun, and takes back what was sent of it; the loader can begin again. */
  abandon(): Promise<void>;
  close(): Promise<void>;
}

/** How a table's rows ended, or would end (`--dry-run`). */
export interface RowCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface ResolveResult {
  /** Per table: rows merged into an equal one (the same id, the same fan-out pair). */
  readonly merged: ReadonlyMap<string, number>;
  /** Per table: rejects found by resolving, beside those of the load. */
  readonly rejected: ReadonlyMap<string, number>;
}

export interface MergeOptions {
  /** Documents per transaction. */
  readonly batchSize: number;
  readonly signal?: AbortSignal;
  /** Called after every batch that was committed. */
  readonly onBatch?: (batch: { table: string; rows: number; firstId: string; lastId: string }) => void;
  /**
   * Called while keys of tables that were empty come back: before the first one of a step, and after each. First indexes
   * and keys are built, in the end foreign keys are checked.
   */
  readonly onKeys?: (keys: { step: 'build' | 'check'; done: number; total: number }) => void;
  readonly onNotice?: (message: string) => void;
  /** Called where a connection was lost, or somebody else holds a lock, and it is tried again. */
  readonly onRetry?: (message: string) => void;
}

/**
 * Which rows have to be found for a document to be known.
 * - `there`: whatever somebody else has changed in them since an import wrote them, but for a reference that was set to null since
 *   what it refers to was deleted.
 * - `untouched`: as an import has left them. Nobody has written them since, not even the same values.
 */
export type KnownRows = 'there' | 'untouched';

/** One import into one target. */
export interface ImportTarget {
  /**
   * Makes whole what a dead import has left, creates empty staging tables and the line of the run in `_etl.run`, and
   * decides which tables take the place of their stage.
   */
  begin(): Promise<ImportBeginning>;
  /** The digests of documents of a collection whose rows, all of them, are in the target; undefined where there are none. */
  knownDigests(collection: string, rows: KnownRows, memory: DigestMemory): Promise<DigestSet | undefined>;
  /** Digests that the target still has under the ids of what this run has staged or rejected of a collection, 16 bytes each. */
  digestsOfRead(collection: string): AsyncIterable<Buffer>;
  /**
   * Ids twice, unique keys, references, over stage ∪ target, until no reject causes another. Rejected rows leave the
   * stage; rejects and nulled references wait in `_etl` to be read. Called again after the merge of a table brought
   * rejects, it looks at the tables that are not merged yet.
   */
  resolve(): Promise<ResolveResult>;
  /** What `merge` would do, without doing it. */
  plan(): Promise<ReadonlyMap<string, RowCounts>>;
  /**
   * Inserts and updates, table by table in the order of their references; resolves again after refused rows. Before the first
   * row changes, the digests of all documents that may change are forgotten.
   * `rejected` and `merged` count what came up during the merge, beside the answer of the first `resolve`.
   */
  merge(
    options: MergeOptions,
  ): Promise<ReadonlyMap<string, RowCounts & { readonly rejected: number; readonly merged: number }>>;
  /** Everything rejected so far of one collection (load, resolve, merge), in the order of the file. */
  rejects(collection: string): AsyncIterable<Reject>;
  /** References that resolving set to null, in the order of the file. */
  nulledReferences(collection: string): AsyncIterable<NulledReference>;
  /**
   * Adds originals that only the file knows to the residue: rows of `documentId`, `line`, `document` as in
   * {@link ChunkSinks}. Works before and after the merge; the same fragment twice counts once, so references that the
   * merge nulled (after refused rows) are added by going through all of {@link nulledReferences} again.
   */
  addResidue(collection: string, write: (sink: RowSink) => AsyncIterable<void>): Promise<void>;
  /** What its chunks have counted together, per collection. */
  journal(): Promise<ReadonlyMap<string, ChunkCounts>>;
  /**
   * Closes the run. Where it did not get to the end, rows in tables that were empty are taken out again and their keys
   * brought back. Rejects go to `_etl.reject`, where they replace those of earlier runs for the documents that this
   * run has read, and the digests of documents that became rows as they stand are kept; the stage is dropped. With `dryRun` nothing is kept but the line in `_etl.run`.
   */
  finish(outcome: { status: 'done' | 'failed' | 'interrupted' | 'dry-run'; ledger: unknown }): Promise<void>;
}

/** A group of an aggregate: its key (null where a column is null), its count and, where asked for, its exact sum. */
export interface AggregateRow {
  readonly key: readonly (string | null)[];
  readonly count: number;
  /** A decimal without trailing zeros; null where no row had a value. */
  readonly sum: string | null;
}

/** What verification must know of a document that did not become a row as it stands. */
export interface AccountedDocument {
  readonly table: string;
  readonly documentId: string | null;
  readonly entry: number | null;
  readonly code: RejectCode | 'MERGED';
  /** The import that said so. */
  readonly run: string;
  /** The line of its file: tells which of two documents with one id was meant, where the same file is read again. */
  readonly line: number;
}

/** Reads the target in one REPEATABLE READ snapshot. */
export interface VerificationTarget {
  count(table: TablePlan): Promise<number>;
  /** Rows of documents that are rejected today though an older version of them is in the table. */
  staleRows(table: TablePlan): Promise<number>;
  /** Rejected and merged documents and entries of a collection, as of the last runs that read them. */
  accounted(collection: string): AsyncIterable<AccountedDocument>;
  /** `(documentId, column)` of references of the main table that an import set to null. */
  nulledReferences(collection: string): AsyncIterable<{ documentId: string; column: string }>;
  /** Texts of some columns of the rows with these ids, in the order of the columns; ids without a row are left out. */
  storedTexts(
    table: TablePlan,
    columns: readonly string[],
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly (string | null)[]>>;
  /** Rows of rejected documents (stale ones) are left out. */
  aggregate(table: TablePlan, aggregate: Aggregate): Promise<readonly AggregateRow[]>;
  close(): Promise<void>;
}

/** The database that is migrated to. */
export interface Target {
  /** `tables`: names whose rows are counted. */
  describe(tables: readonly string[]): Promise<TargetDescription>;
  /** Creates enum types, tables, keys and indexes where none of the tables is there yet; answers the names of what it created. */
  applySchema(plans: readonly CollectionPlan[]): Promise<readonly string[]>;
  /** @throws ConfigError TARGET_ENCODING, TARGET_SCHEMA_MISSING where there is nothing to compare with */
  checkSchema(plans: readonly CollectionPlan[]): Promise<readonly SchemaDifference[]>;
  /**
   * Asks whether an import may write everything that it will; writes nothing itself.
   * @throws ConfigError TARGET_READ_ONLY, TARGET_TABLES_MISSING, TARGET_PERMISSION
   * @throws LoadError TARGET_CONNECTIONS where too few connections are left for it
   */
  checkAccess(plans: readonly CollectionPlan[]): Promise<void>;
  /**
   * Brings back the keys that dead imports have put aside, and takes their rows out.
   * @throws ConfigError IMPORT_RUNNING; LoadError TARGET_KEYS_BROKEN where rows that others wrote break a
   *   key, TARGET_LOCKED where others hold a table
   */
  restoreKeys(): Promise<RestoredKeys>;
  /** Brings the schema `_etl` to the version of this program. */
  migrate(): Promise<void>;
  openImport(run: ImportRun, plans: readonly CollectionPlan[]): Promise<ImportTarget>;
  /** A loader for an import that has begun, of this process or another; a worker needs no more. The caller closes it. */
  openLoader(run: ImportRun): Promise<ChunkLoader>;
  openVerification(plans: readonly CollectionPlan[]): Promise<VerificationTarget>;
  close(): Promise<void>;
}

export const TARGET = Symbol('Target');
