import { type ColumnSpec, EtlError, LoadError, type MergeOptions, type TablePlan } from '@etl/core';
import type { LiveSession } from '../connection/live-session';
import type { Session } from '../connection/session';
import { isDiskFull, isTransient, serverFault } from '../connection/sqlstate';
import { primaryKeyOf } from '../schema/plan-parts';
import { insertDirectChunkSql } from '../sql/direct/put-aside';
import { type BatchCounts, insertMergeJournalSql, selectMergeJournalSql } from '../sql/journal/merge-journal';
import { batchIdsSql } from '../sql/merge/batch-ids';
import { batchSettingsSql } from '../sql/merge/batch-settings';
import { type MergeTable, setReferencesSql } from '../sql/merge/merge-rows';
import { mergeResidueSql } from '../sql/merge/merge-residue';
import { refuseReferencesSql, refuseRowSql } from '../sql/merge/refuse-row';
import { applyHalving, applyRange, isRefused, mergeStatements } from './apply-batch';
import type { MergeStep } from './merge-order';

/** Rows of a table of which each may need all others: far above what fits into memory anyway. */
const ALL_ROWS = 2_000_000_000;

export interface TableMerge {
  readonly runId: string;
  readonly step: MergeStep;
  readonly live: LiveSession;
  readonly options: MergeOptions;
  /** Whether the documents of this table have residue, now or from earlier runs. */
  readonly residue: boolean;
  /**
   * The table was empty and takes the place of its stage: nothing can refuse a row, and each transaction is noted, since
   * an import that dies takes its rows out again.
   */
  readonly direct: boolean;
}

interface Batch {
  readonly pass: 1 | 2;
  readonly number: number;
  readonly ids: readonly string[];
}

const NOTHING: BatchCounts = { inserted: 0, updated: 0, unchanged: 0, rejected: 0 };
const plus = (a: BatchCounts, b: BatchCounts): BatchCounts => ({
  inserted: a.inserted + b.inserted,
  updated: a.updated + b.updated,
  unchanged: a.unchanged + b.unchanged,
  rejected: a.rejected + b.rejected,
});

/** The first pass over a table: rows, with deferred references left as they are. */
export function mergeTable(merge: TableMerge): Promise<BatchCounts> {
  const { table, key } = partsOf(merge);
  const statements = mergeStatements(targetOf(merge));
  const refuse = refuseRowSql(table, key);
  const residue = merge.residue ? mergeResidueSql(table, key.name) : undefined;
  return eachBatch(merge, 1, async (session, batch, halving) => {
    let rejected = 0;
    const parts = await applyParts(
      halving,
      session,
      batch.ids,
      (first, last) => applyRange(session, statements, first, last),
      async (id, message) => {
        rejected += 1;
        await session.query(statements.doing, refuse, [id, message]);
      },
    );
    if (residue !== undefined)
      await session.query(`merging the residue of ${table.name}`, residue, [...ends(batch), merge.runId]);
    return parts.reduce<BatchCounts>((sum, part) => plus(sum, { ...part, rejected: 0 }), {
      ...NOTHING,
      rejected,
    });
  });
}

/** A savepoint's transaction is not the one that is noted. */
const applyParts = async <Result>(
  halving: boolean,
  ...[session, ids, apply, refuse]: Parameters<typeof applyHalving<Result>>
): Promise<readonly Result[]> =>
  halving ? applyHalving(session, ids, apply, refuse) : [await apply(ids[0] ?? '', ids.at(-1) ?? '')];

/** The second pass: references to rows that were not there yet. Rows were counted in the first. */
export async function mergeReferences(merge: TableMerge): Promise<void> {
  const { table, key } = partsOf(merge);
  const { deferred } = merge.step;
  const set = setReferencesSql(targetOf(merge));
  const refuse = refuseReferencesSql(table, key, deferred);
  const doing = `setting references of ${table.name}`;
  await eachBatch(merge, 2, async (session, batch, halving) => {
    await applyParts(
      halving,
      session,
      batch.ids,
      (first, last) => session.query(doing, set, [first, last]),
      async (id, message) => {
        merge.options.onNotice?.(
          `The target refused to set ${names(deferred)} of ${table.name} ${id}, which stays null: ${message}`,
        );
        await session.query(doing, refuse, [id]);
      },
    );
    return NOTHING;
  });
}

const names = (columns: readonly ColumnSpec[]): string => columns.map(({ name }) => name).join(', ');

function partsOf({ step }: TableMerge): { table: TablePlan; key: ColumnSpec } {
  return { table: step.table, key: primaryKeyOf(step.table) };
}

function targetOf({ live, step }: TableMerge): MergeTable {
  return {
    schema: live.uri.schema,
    table: step.table,
    key: primaryKeyOf(step.table),
    deferred: step.deferred,
  };
}

function ends({ ids }: Batch): [string, string] {
  return [ids[0] ?? '', ids.at(-1) ?? ''];
}

/** With `halving`, rows that the server does not take are looked for, and the others are saved. */
type BatchWork = (session: Session, batch: Batch, halving: boolean) => Promise<BatchCounts>;

async function eachBatch(merge: TableMerge, pass: 1 | 2, work: BatchWork): Promise<BatchCounts> {
  const { step, live, options } = merge;
  const { table, key } = partsOf(merge);
  const size = step.whole ? ALL_ROWS : options.batchSize;
  const doing = `reading the batches of ${table.name}`;
  let total = NOTHING;
  for (let [last, number] = ['', 0]; ; number += 1) {
    if (options.signal?.aborted === true)
      throw new EtlError(
        'INTERRUPTED',
        `The merge of ${table.name} was interrupted after ${number} batches.`,
      );
    const after = last;
    const { rows } = await live.run(
      (session) => session.query<{ id: string }>(doing, batchIdsSql(table.name, key.name), [after, size]),
      options,
    );
    if (rows.length === 0) return total;
    const batch: Batch = { pass, number, ids: rows.map(({ id }) => id) };
    total = plus(total, await mergeBatch(merge, batch, work));
    const [firstId, lastId] = ends(batch);
    if (pass === 1) options.onBatch?.({ table: table.name, rows: rows.length, firstId, lastId });
    last = lastId;
  }
}

/**
 * One batch in one transaction, with its journal line; once more, with savepoints, where the server refuses a row. Without them the
 * rows carry the transaction of their journal line, by which digests know them.
 */
async function mergeBatch(merge: TableMerge, batch: Batch, work: BatchWork): Promise<BatchCounts> {
  try {
    return await tryBatch(merge, batch, (session) => work(session, batch, false)).catch((error: unknown) => {
      // Nothing can refuse a row of a direct table.
      if (merge.direct || !isRefused(error)) throw error;
      return tryBatch(merge, batch, (session) => work(session, batch, true));
    });
  } catch (error) {
    throw batchError(error, merge, batch);
  }
}

/** Again, after a pause, where the fault was transient. */
async function tryBatch(
  { runId, step, live, options, direct }: TableMerge,
  batch: Batch,
  work: (session: Session) => Promise<BatchCounts>,
): Promise<BatchCounts> {
  const [firstId, lastId] = ends(batch);
  const at = [runId, step.table.name, batch.pass, batch.number];
  const doing = `merging ${step.table.name}`;
  let attempts = 0;
  return live.run(async (session) => {
    // An answer to COMMIT may have been lost: then the journal has the batch.
    if (attempts++ > 0) {
      const [done] = (await session.query<BatchCounts>(doing, selectMergeJournalSql, at)).rows;
      if (done !== undefined) return done;
    }
    return session.transaction(doing, async () => {
      await session.query(doing, batchSettingsSql(batch.ids.length));
      if (direct) await session.query(doing, insertDirectChunkSql, [runId, null, null]);
      const counts = await work(session);
      const { inserted, updated, unchanged, rejected } = counts;
      await session.query(doing, insertMergeJournalSql, [
        ...at,
        firstId,
        lastId,
        inserted,
        updated,
        unchanged,
        rejected,
      ]);
      return counts;
    });
  }, options);
}

function batchError(error: unknown, { step, live }: TableMerge, batch: Batch): EtlError {
  const [firstId, lastId] = ends(batch);
  const { name, collection } = step.table;
  const code = isTransient(error) ? 'TARGET_LOST' : isDiskFull(error) ? 'TARGET_FULL' : 'TARGET_FAILED';
  const said = error instanceof Error ? error.message : String(error);
  return new LoadError(
    code,
    `Batch ${batch.number + 1} of ${name} (${batch.ids.length} rows, _id ${firstId} to ${lastId}) failed: ${said}`,
    {
      cause: error,
      context: {
        target: live.uri.redacted,
        collection,
        table: name,
        firstId,
        lastId,
        sqlstate: serverFault(error)?.sqlstate,
      },
    },
  );
}
