/** What became of everything that was read, for one table. */
export interface LedgerRow {
  readonly collection: string;
  readonly table: string;
  /** Documents, or entries of a fan-out. */
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** How many of the unchanged were not even mapped, since their digest was known (`--incremental`). */
  readonly known: number;
  readonly rejected: number;
  readonly merged: number;
  /** Beside the outcomes of rows: values that were changed on their way. */
  readonly coerced: number;
  readonly defaulted: number;
  readonly repaired: number;
  readonly residue: number;
}

/** read − (inserted + updated + unchanged + rejected + merged): 0 where the ledger closes. */
export function openBalance(row: LedgerRow): number {
  return row.read - (row.inserted + row.updated + row.unchanged + row.rejected + row.merged);
}
