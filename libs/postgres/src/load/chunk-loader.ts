import type { ChunkJournal, ChunkLoader, ChunkSinks, CollectionPlan, ImportRun } from '@etl/core';
import { emptyCounts, InternalError, LoadError } from '@etl/core';
import { Session } from '../connection/session';
import type { TargetUri } from '../connection/target-uri';
import { CopyEncoder } from '../copy/copy-encoder';
import { asyncCommitSql, directTablesSql, insertDirectChunkSql } from '../sql/direct/put-aside';
import { insertLoadJournalSql, updateLoadJournalSql } from '../sql/journal/load-journal';
import { copyRejectSql, copyResidueSql } from '../sql/stage/copy-stage';
import { directLane, stageLane, type Stream, type TableLane, type TakeEncoder } from './table-lane';

/** The streams of one collection, kept from chunk to chunk. */
interface Lanes {
  readonly plan: CollectionPlan;
  readonly tables: ReadonlyMap<string, TableLane>;
  readonly residue: Stream;
  readonly rejects: Stream;
  /** All of them, those of the tables first. */
  readonly streams: readonly Stream[];
  /** Whether any of the tables takes the place of its stage. */
  readonly direct: boolean;
}

function lanesOf(
  schema: string,
  plan: CollectionPlan,
  direct: ReadonlySet<string>,
  take: TakeEncoder,
): Lanes {
  const stream = (name: string, sql: string): Stream => ({
    name,
    sql,
    encoder: new CopyEncoder([plan.name]),
  });
  const tables = new Map(
    plan.tables.map((table) => [
      table.name,
      direct.has(table.name) ? directLane(schema, table, take) : stageLane(table, take),
    ]),
  );
  const residue = stream('residue', copyResidueSql);
  const rejects = stream('rejects', copyRejectSql);
  return {
    ...{ plan, tables, residue, rejects },
    streams: [...[...tables.values()].flatMap(({ streams }) => streams), residue, rejects],
    direct: plan.tables.some(({ name }) => direct.has(name)),
  };
}

/**
 * Bytes of one stream from which on its rows are sent: what streams hold together then is a fraction of what a chunk becomes, and
 * a COPY is still long beside what it takes to begin one.
 */
const SENT_BYTES = 512 * 1024;

/** Chunks over one connection: rows, residue, rejects and the journal line of a chunk commit together. */
export class PostgresChunkLoader implements ChunkLoader {
  private lanes: Lanes | undefined;
  /** The state of the transaction in which a chunk is sent; undefined before it is begun. */
  private sent: 'now' | 'before' | undefined;
  /** Their buffers serve all collections, the largest the documents' own table. */
  private readonly encoders: CopyEncoder[] = [];

  constructor(
    private readonly session: Session,
    private readonly runId: string,
    /** Tables that take the place of their stage. */
    private readonly direct: ReadonlySet<string>,
  ) {}

  begin(plan: CollectionPlan): ChunkSinks {
    this.clear();
    if (this.lanes?.plan !== plan) {
      let taken = 0;
      const take = (): CopyEncoder => (this.encoders[taken++] ??= new CopyEncoder());
      this.lanes = lanesOf(this.session.uri.schema, plan, this.direct, take);
    }
    const { tables, residue, rejects } = this.lanes;
    return {
      stage: (table) => {
        const lane = tables.get(table);
        if (lane === undefined)
          throw new InternalError('INTERNAL', `The collection ${plan.name} has no table ${table}.`);
        return lane.sink;
      },
      residue: residue.encoder,
      rejects: rejects.encoder,
    };
  }

  get isFull(): boolean {
    if (this.lanes !== undefined)
      for (const { encoder } of this.lanes.streams) if (encoder.length >= SENT_BYTES) return true;
    return false;
  }

  /** @throws as {@link commit} */
  async send(chunk: Omit<ChunkJournal, 'counts'>): Promise<void> {
    await this.sendStreams({ ...chunk, counts: emptyCounts() }, SENT_BYTES);
  }

  /** @throws EtlError TARGET_LOST (retryable, by another loader: a chunk that did get in is not doubled) or TARGET_FAILED */
  async commit(journal: ChunkJournal): Promise<void> {
    const { session, runId } = this;
    const { collection, chunk, counts } = journal;
    const wasBegun = this.sent !== undefined;
    const doing = await this.sendStreams(journal, 1);
    if (wasBegun && this.sent === 'now')
      await session.query(doing, updateLoadJournalSql, [runId, collection, chunk, JSON.stringify(counts)]);
    await session.query(doing, 'COMMIT');
    this.sent = undefined;
    this.clear();
  }

  async abandon(): Promise<void> {
    const wasBegun = this.sent !== undefined;
    this.sent = undefined;
    this.clear();
    // Where the connection is gone, so is the transaction.
    if (wasBegun) await this.session.query('taking a chunk back', 'ROLLBACK').catch(() => undefined);
  }

  close(): Promise<void> {
    return this.session.close();
  }

  /** Sends the streams that hold as many bytes, in a transaction that is begun for the first of them. */
  private async sendStreams(journal: ChunkJournal, least: number): Promise<string> {
    const { lanes, session } = this;
    if (lanes === undefined) throw new InternalError('INTERNAL', 'A chunk was sent that was not begun.');
    const doing = `loading chunk ${journal.chunk} of ${journal.collection}`;
    if (this.sent === undefined) await this.beginTransaction(doing, journal, lanes);
    for (const { name, sql, encoder } of lanes.streams) {
      if (encoder.length < least) continue;
      if (this.sent === 'now') await session.copy(`${doing} (${name})`, sql, encoder.bytes());
      encoder.clear();
    }
    return doing;
  }

  private async beginTransaction(doing: string, journal: ChunkJournal, { direct }: Lanes): Promise<void> {
    const { session, runId } = this;
    const { collection, chunk, sha256, counts } = journal;
    await session.query(doing, 'BEGIN');
    this.sent = 'before';
    const values = [runId, collection, chunk, sha256, JSON.stringify(counts)];
    const { count } = await session.query(doing, insertLoadJournalSql, values);
    // Its COMMIT was done, only the answer was lost.
    if (count === 0) return;
    this.sent = 'now';
    if (direct) await this.noteTransaction(doing, collection, chunk);
  }

  private clear(): void {
    if (this.lanes === undefined) return;
    for (const { encoder } of this.lanes.streams) encoder.clear();
    for (const lane of this.lanes.tables.values()) lane.clear();
  }

  /**
   * Rows that lie in the target are known by their transaction. The line outlives a crash of the server, which the
   * journal does not: a chunk that is in one and not in the other would be there twice.
   */
  private async noteTransaction(doing: string, collection: string, chunk: number): Promise<void> {
    const { count } = await this.session.query(doing, insertDirectChunkSql, [this.runId, collection, chunk]);
    if (count > 0) return;
    throw new LoadError(
      'TARGET_FAILED',
      `The server of ${this.session.uri.redacted} crashed and lost the staged rows; start the import again.`,
    );
  }
}

/** A loader with a session of its own; all that a worker needs of an import that has begun. */
export async function openLoader(uri: TargetUri, run: ImportRun): Promise<ChunkLoader> {
  const session = await Session.open(uri);
  try {
    const { rows } = await session.query<{ name: string }>('opening a loader', directTablesSql, [run.id]);
    if (rows.length > 0) await session.query('opening a loader', asyncCommitSql);
    return new PostgresChunkLoader(session, run.id, new Set(rows.map(({ name }) => name)));
  } catch (error) {
    await session.close();
    throw error;
  }
}
