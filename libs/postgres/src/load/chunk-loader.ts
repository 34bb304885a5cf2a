import type { ChunkJournal, ChunkLoader, ChunkSinks, CollectionPlan, ImportRun } from '@etl/core';
import { InternalError } from '@etl/core';
import { Session } from '../connection/session';
import type { TargetUri } from '../connection/target-uri';
import { CopyEncoder } from '../copy/copy-encoder';
import { insertLoadJournalSql } from '../sql/journal/load-journal';
import { copyRejectSql, copyResidueSql, copyStageSql } from '../sql/stage/copy-stage';

interface Lane {
  readonly name: string;
  readonly sql: string;
  readonly encoder: CopyEncoder;
}

/** The buffers of one collection, kept from chunk to chunk. */
interface Lanes {
  readonly plan: CollectionPlan;
  readonly tables: ReadonlyMap<string, Lane>;
  readonly residue: Lane;
  readonly rejects: Lane;
}

function lanesOf(plan: CollectionPlan): Lanes {
  const lane = (name: string, sql: string, constants: readonly string[] = []): Lane => ({
    name,
    sql,
    encoder: new CopyEncoder(constants),
  });
  return {
    plan,
    tables: new Map(plan.tables.map((table) => [table.name, lane(table.name, copyStageSql(table))])),
    residue: lane('residue', copyResidueSql, [plan.name]),
    rejects: lane('rejects', copyRejectSql, [plan.name]),
  };
}

/** Chunks over one connection: rows, residue, rejects and the journal line of a chunk commit together. */
export class PostgresChunkLoader implements ChunkLoader {
  private lanes: Lanes | undefined;

  constructor(
    private readonly session: Session,
    private readonly runId: string,
  ) {}

  begin(plan: CollectionPlan): ChunkSinks {
    if (this.lanes?.plan !== plan) this.lanes = lanesOf(plan);
    this.abandon();
    const { tables, residue, rejects } = this.lanes;
    return {
      stage: (table) => {
        const lane = tables.get(table);
        if (lane === undefined)
          throw new InternalError('INTERNAL', `The collection ${plan.name} has no table ${table}.`);
        return lane.encoder;
      },
      residue: residue.encoder,
      rejects: rejects.encoder,
    };
  }

  /** @throws EtlError TARGET_LOST (retryable, by another loader: a chunk that did get in is not doubled) or TARGET_FAILED */
  async commit(journal: ChunkJournal): Promise<void> {
    const { lanes, session } = this;
    if (lanes === undefined) throw new InternalError('INTERNAL', 'A chunk was committed that was not begun.');
    const doing = `loading chunk ${journal.chunk} of ${journal.collection}`;
    await session.transaction(doing, async () => {
      const { collection, chunk, sha256, counts } = journal;
      const values = [this.runId, collection, chunk, sha256, JSON.stringify(counts)];
      const { count } = await session.query(doing, insertLoadJournalSql, values);
      if (count === 0) return;
      for (const { name, sql, encoder } of [...lanes.tables.values(), lanes.residue, lanes.rejects]) {
        if (encoder.rows > 0) await session.copy(`${doing} (${name})`, sql, encoder.bytes());
      }
    });
    this.abandon();
  }

  abandon(): void {
    if (this.lanes === undefined) return;
    for (const { encoder } of [...this.lanes.tables.values(), this.lanes.residue, this.lanes.rejects])
      encoder.clear();
  }

  close(): Promise<void> {
    return this.session.close();
  }
}

/** A loader with a session of its own; all that a worker needs of an import that has begun. */
export async function openLoader(uri: TargetUri, run: ImportRun): Promise<ChunkLoader> {
  return new PostgresChunkLoader(await Session.open(uri), run.id);
}
