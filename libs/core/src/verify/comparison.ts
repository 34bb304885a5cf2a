import type { Aggregate } from '../collection/aggregate';
import type { TablePlan } from '../collection/plan';
import type { AggregateRow } from '../ports/target';
import type { AggregateComparison, CountComparison } from '../run/results';
import { compareKeys } from './aggregate-accumulator';
import { trimDecimal } from './exact-sum';
import type { TableTally } from './source-tally';

/** Compares the counts of one table. `stale`: rows of documents that are rejected today and were saved before. */
export function compareCounts(
  table: TablePlan,
  tally: TableTally,
  target: number,
  stale: number,
): CountComparison {
  const { source, rejected, merged } = tally;
  const unexplained = source - rejected - merged - (target - stale);
  const explained = rejected + merged + stale > 0;
  return {
    collection: table.collection,
    table: table.name,
    label: table.fanOut === undefined ? table.collection : `${table.collection}.${table.fanOut.from}`,
    source,
    target,
    rejected,
    merged,
    unexplained,
    status: unexplained !== 0 ? 'different' : explained ? 'explained' : 'equal',
  };
}

/** Compares an aggregate group by group; a group that one side lacks is a difference. */
export function compareAggregate(
  table: TablePlan,
  aggregate: Aggregate,
  source: readonly AggregateRow[],
  target: readonly AggregateRow[],
): AggregateComparison {
  const byKey = (rows: readonly AggregateRow[]): Map<string, AggregateRow> =>
    new Map(
      rows.map((row) => [
        JSON.stringify(row.key),
        { ...row, sum: row.sum === null ? null : trimDecimal(row.sum) },
      ]),
    );
  const left = byKey(source);
  const right = byKey(target);
  const ids = [...left.keys(), ...[...right.keys()].filter((id) => !left.has(id))];
  const rows = ids.map((id) => {
    const a = left.get(id) ?? null;
    const b = right.get(id) ?? null;
    const equal = a !== null && b !== null && a.count === b.count && a.sum === b.sum;
    return { key: (a ?? b)!.key, source: a, target: b, equal };
  });
  if (aggregate.top === undefined) rows.sort((a, b) => compareKeys(a.key, b.key));
  return {
    collection: table.collection,
    table: table.name,
    name: aggregate.name,
    columns: aggregate.groupBy,
    withSum: aggregate.sum !== undefined,
    rows,
    equal: rows.every(({ equal }) => equal),
  };
}
