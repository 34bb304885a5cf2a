import type { ExportResult, ImportResult, LedgerRow, VerifyResult } from '@etl/core';

/** What the commands print with `--json`. */
export interface ExportDocument extends ExportResult {
  readonly exitCode: number;
}

export interface ImportDocument extends ImportResult {
  readonly exitCode: number;
}

export interface VerifyDocument extends VerifyResult {
  readonly exitCode: number;
}

export interface ErrorDocument {
  readonly exitCode: number;
  readonly error: { readonly code: string; readonly message: string; readonly remedy: string };
}

/** read − everything that became of it; 0 where the ledger closes. */
export function openRows(ledger: readonly LedgerRow[]): number {
  return ledger.reduce(
    (sum, row) =>
      sum + Math.abs(row.read - row.inserted - row.updated - row.unchanged - row.rejected - row.merged),
    0,
  );
}

export const sum = (
  ledger: readonly LedgerRow[],
  column: 'read' | 'inserted' | 'updated' | 'unchanged' | 'rejected' | 'merged',
): number => ledger.reduce((total, row) => total + row[column], 0);
