import type { ImportResult } from '@etl/core';
import { ledgerReport } from './ledger.report';
import { lossReport } from './loss.report';
import { duration } from './numbers';
import { rejectReport } from './reject.report';

/** What an import did, or would do. */
export function importReport(result: ImportResult): string[] {
  const parts = [
    ledgerReport(result.ledger, result.dryRun),
    lossReport(result.losses, result.residue),
    rejectReport(result.rejects, result.rejectFiles),
    notes(result),
    [
      `${verdict(result)} Took ${duration(result.seconds)}.`,
      `Ledger, losses, rejects and log: ${result.folder}`,
    ],
  ];
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : ['', ...part]));
}

function notes({ unknown, skipped, warnings }: ImportResult): string[] {
  return [
    ...unknown.map((name) => `! ${name} is not a collection of this program: skipped.`),
    ...skipped.map((name) => `! ${name} was not imported: no collection of this program takes it.`),
    ...warnings.map((warning) => `! ${warning}`),
  ];
}

function verdict({ dryRun, restored, ledger }: ImportResult): string {
  if (dryRun && restored)
    return 'Dry run: it wrote no row of its own; what a dead import had left in the target was made whole, as said above.';
  if (dryRun) return 'Dry run: no target table was written.';
  const changed = ledger.some((row) => row.inserted > 0 || row.updated > 0);
  if (changed) return 'Imported.';
  const written = ledger.some((row) => row.unchanged > 0);
  const rejected = ledger.some((row) => row.rejected > 0);
  if (rejected && !written) return 'No row was written: all were rejected.';
  return 'Nothing to do: all unchanged.';
}

export function rejectedRows({ ledger }: ImportResult): number {
  return ledger.reduce((sum, row) => sum + row.rejected, 0);
}
