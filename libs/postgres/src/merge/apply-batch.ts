import { LoadError } from '@etl/core';
import type { Session } from '../connection/session';
import { isRefusal, serverFault } from '../connection/sqlstate';
import {
  type ChangeCounts,
  countChangesSql,
  insertRowsSql,
  type MergeTable,
  updateRowsSql,
} from '../sql/merge/merge-rows';

/** The statements of one table, built once. */
export interface MergeStatements {
  readonly doing: string;
  readonly count: string;
  readonly insert: string;
  readonly update: string | undefined;
}

export function mergeStatements(merge: MergeTable): MergeStatements {
  return {
    doing: `merging ${merge.table.name}`,
    count: countChangesSql(merge, true),
    insert: insertRowsSql(merge),
    update: updateRowsSql(merge),
  };
}

/** The server said yes and did less: a trigger answered NULL, or a rule put something else in the place of the row. */
class RowsSkipped extends LoadError {}

const skipped = (doing: string, expected: number, got: number): RowsSkipped =>
  new RowsSkipped(
    'TARGET_FAILED',
    `The target saved ${got} of ${expected} rows while ${doing}: a trigger or a rule skipped the others without an error.`,
  );

export interface AppliedCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** Counts, updates and inserts the staged rows from `first` to `last`. */
export async function applyRange(
  session: Session,
  sql: MergeStatements,
  first: string,
  last: string,
): Promise<AppliedCounts> {
  const range = [first, last];
  const { rows } = await session.query<ChangeCounts>(sql.doing, sql.count, range);
  const [counts] = rows;
  const [all, fresh, changed, updated] = [counts?.rows, counts?.fresh, counts?.changed, counts?.updated].map(
    Number,
  ) as [number, number, number, number];
  if (changed > 0 && sql.update !== undefined) {
    const { count } = await session.query(sql.doing, sql.update, range);
    if (count < changed) throw skipped(sql.doing, changed, count);
  }
  if (fresh > 0) {
    const { count } = await session.query(sql.doing, sql.insert, range);
    if (count < fresh) throw skipped(sql.doing, fresh, count);
  }
  return { inserted: fresh, updated, unchanged: all - fresh - updated };
}

/** Whether it is the rows that the server did not take; without some of them, others are saved. */
export function isRefused(error: unknown): boolean {
  return error instanceof RowsSkipped || isRefusal(error);
}

/**
 * Runs `apply` over the ids of a batch, which stand in order. Where the server refuses, halves it under savepoints until
 * the rows that it does not take are alone, and hands those to `refuse`; the others are saved.
 */
export async function applyHalving<Result>(
  session: Session,
  ids: readonly string[],
  apply: (first: string, last: string) => Promise<Result>,
  refuse: (id: string, message: string) => Promise<void>,
): Promise<readonly Result[]> {
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return [];
  const doing = 'merging under a savepoint';
  await session.query(doing, 'SAVEPOINT etl_part');
  try {
    const result = await apply(first, last);
    await session.query(doing, 'RELEASE SAVEPOINT etl_part');
    return [result];
  } catch (error) {
    if (!isRefused(error)) throw error;
    await session.query(doing, 'ROLLBACK TO SAVEPOINT etl_part; RELEASE SAVEPOINT etl_part');
    if (ids.length === 1) {
      await refuse(first, refusalMessage(error));
      return [];
    }
    const middle = ids.length >> 1;
    return [
      ...(await applyHalving(session, ids.slice(0, middle), apply, refuse)),
      ...(await applyHalving(session, ids.slice(middle), apply, refuse)),
    ];
  }
}

function refusalMessage(error: unknown): string {
  const fault = serverFault(error);
  if (fault === undefined) return error instanceof Error ? error.message : String(error);
  return fault.detail === undefined ? fault.message : `${fault.message} (${fault.detail})`;
}
