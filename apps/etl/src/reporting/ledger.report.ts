import type { LedgerRow } from '@etl/core';
import { count } from './numbers';
import { textTable } from './text-table';

const COUNTS = ['read', 'inserted', 'updated', 'unchanged', 'rejected', 'merged'] as const;
const CHANGES = ['coerced', 'defaulted', 'repaired', 'residue'] as const;

/** What became of everything that was read: one line a table, and the sum that has to close. */
export function ledgerReport(rows: readonly LedgerRow[], dryRun = false): string[] {
  const columns = [...COUNTS, ...CHANGES];
  const body = rows.map((row) => [row.table, ...columns.map((name) => count(row[name]))]);
  const total = ['total', ...columns.map((name) => count(rows.reduce((sum, row) => sum + row[name], 0)))];
  const open = rows.filter((row) => balance(row) !== 0);
  return [
    dryRun ? 'Ledger (dry run: what an import would do)' : 'Ledger',
    ...textTable(
      [{ title: 'table' }, ...columns.map((title) => ({ title, align: 'right' as const }))],
      [...body, total],
      '  ',
    ),
    ...(open.length === 0
      ? ['  Closes: read = inserted + updated + unchanged + rejected + merged, in every table.']
      : open.map((row) => `  DOES NOT CLOSE: ${row.table} is off by ${count(balance(row))}.`)),
    ...known(rows),
  ];
}

/** What `--incremental` has left out. */
function known(rows: readonly LedgerRow[]): string[] {
  const sum = rows.reduce((all, row) => all + row.known, 0);
  if (sum === 0) return [];
  return [
    `  Of the unchanged, ${count(sum)} were known from an earlier import and not looked at again: what was changed on their`,
    '  way, and their residue, is not counted here.',
  ];
}

/** As `openBalance` of the core, which a report must not load to add up six numbers. */
function balance(row: LedgerRow): number {
  return row.read - (row.inserted + row.updated + row.unchanged + row.rejected + row.merged);
}
