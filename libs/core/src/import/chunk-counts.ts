import type { ChunkCounts } from '../ports/target';

/** The counts of a chunk before its first document. */
export function emptyCounts(): ChunkCounts {
  return {
    documents: 0,
    known: {},
    untouched: {},
    read: {},
    rejected: {},
    coerced: {},
    defaulted: {},
    repaired: {},
    warned: {},
    residue: {},
  };
}

/** Adds the counts of another chunk. */
export function addCounts(sum: ChunkCounts, more: ChunkCounts): void {
  sum.documents += more.documents;
  for (const kind of ['known', 'untouched', 'read', 'rejected', 'coerced', 'defaulted', 'residue'] as const)
    addAll(sum[kind], more[kind]);
  for (const kind of ['repaired', 'warned'] as const)
    for (const [key, reasons] of Object.entries(more[kind])) addAll((sum[kind][key] ??= {}), reasons);
}

function addAll(sum: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [key, count] of Object.entries(more)) sum[key] = (sum[key] ?? 0) + count;
}

/** Counts one more. */
export function addCount(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
