import type { CollectionPlan } from '../collection/plan';
import { LoadError } from '../errors/etl-error';
import type { ChunkCounts, RowCounts } from '../ports/target';
import { type LedgerRow, openBalance } from '../run/ledger';
import type { LossLine, ResidueLine } from '../run/results';

/** Everything that is known of one collection once its rows have ended. */
export interface CollectionOutcome {
  readonly plan: CollectionPlan;
  readonly counts: readonly ChunkCounts[];
  readonly rows: ReadonlyMap<string, RowCounts>;
  readonly merged: ReadonlyMap<string, number>;
  readonly rejected: ReadonlyMap<string, number>;
  /** `<table>.<column>` → references that resolving set to null. */
  readonly orphans: ReadonlyMap<string, number>;
  /** Documents that the export could not write as lines: read there, rejected there. */
  readonly unwritable: number;
}

const sum = (counts: readonly ChunkCounts[], pick: (one: ChunkCounts) => number | undefined): number =>
  counts.reduce((total, one) => total + (pick(one) ?? 0), 0);

/** The ledger of a collection, one row a table. */
export function ledgerOf({
  plan,
  counts,
  rows,
  merged,
  rejected,
  orphans,
  unwritable,
}: CollectionOutcome): LedgerRow[] {
  return plan.tables.map((table, index) => {
    const ofTable = (values: Readonly<Record<string, number>>): number =>
      Object.entries(values).reduce(
        (total, [key, value]) => (key.startsWith(`${table.name}.`) ? total + value : total),
        0,
      );
    const { inserted, updated, unchanged } = rows.get(table.name) ?? {
      inserted: 0,
      updated: 0,
      unchanged: 0,
    };
    const carried = index === 0 ? unwritable : 0;
    const known = sum(counts, (one) => one.known[table.name]);
    const untouched = sum(counts, (one) => one.untouched[table.name]);
    const repaired = sum(counts, (one) =>
      Object.entries(one.repaired).reduce(
        (total, [key, reasons]) =>
          key === table.name || key.startsWith(`${table.name}.`)
            ? total + Object.values(reasons).reduce((all, n) => all + n, 0)
            : total,
        0,
      ),
    );
    return {
      collection: plan.name,
      table: table.name,
      read: sum(counts, (one) => one.read[table.name]) + known + carried,
      inserted,
      updated,
      unchanged: unchanged + known + untouched,
      known,
      rejected: (rejected.get(table.name) ?? 0) + carried,
      merged: merged.get(table.name) ?? 0,
      coerced: sum(counts, (one) => ofTable(one.coerced)),
      defaulted: sum(counts, (one) => ofTable(one.defaulted)),
      repaired: repaired + ofTable(Object.fromEntries(orphans)),
      residue:
        index === 0 ? sum(counts, (one) => Object.values(one.residue).reduce((all, n) => all + n, 0)) : 0,
    };
  });
}

/** @throws LoadError LEDGER_OPEN where a document is unaccounted for */
export function closeLedger(rows: readonly LedgerRow[]): void {
  const open = rows.filter((row) => openBalance(row) !== 0);
  if (open.length === 0) return;
  const lines = open.map(
    (row) => `${row.table}: read ${row.read}, accounted for ${row.read - openBalance(row)}`,
  );
  throw new LoadError('LEDGER_OPEN', `The ledger does not close (${lines.join('; ')}).`);
}

export function lossesOf({ plan, counts, orphans }: CollectionOutcome): LossLine[] {
  const lines = new Map<string, { line: Omit<LossLine, 'count'>; count: number }>();
  const add = (
    outcome: LossLine['outcome'],
    key: string,
    reason: string | undefined,
    count: number,
  ): void => {
    const id = `${outcome}\u0000${key}\u0000${reason ?? ''}`;
    const known = lines.get(id);
    if (known !== undefined) {
      known.count += count;
      return;
    }
    const dot = key.indexOf('.');
    const table = dot < 0 ? key : key.slice(0, dot);
    const column = dot < 0 ? '' : key.slice(dot + 1);
    lines.set(id, {
      line: { collection: plan.name, table, column, outcome, ...(reason === undefined ? {} : { reason }) },
      count,
    });
  };
  for (const one of counts) {
    for (const [key, count] of Object.entries(one.coerced)) add('coerced', key, undefined, count);
    for (const [key, count] of Object.entries(one.defaulted)) add('defaulted', key, undefined, count);
    for (const outcome of ['repaired', 'warned'] as const) {
      for (const [key, reasons] of Object.entries(one[outcome])) {
        for (const [reason, count] of Object.entries(reasons)) add(outcome, key, reason, count);
      }
    }
  }
  for (const [key, count] of orphans) add('repaired', key, 'reference-gone', count);
  return [...lines.values()].map(({ line, count }) => ({ ...line, count }));
}

export function residueOf({ plan, counts }: CollectionOutcome): ResidueLine[] {
  const fields = new Map<string, number>();
  for (const { residue } of counts) {
    for (const [path, documents] of Object.entries(residue))
      fields.set(path, (fields.get(path) ?? 0) + documents);
  }
  return [...fields].map(([path, documents]) => ({ collection: plan.name, path, documents }));
}
