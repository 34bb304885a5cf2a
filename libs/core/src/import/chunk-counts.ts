import type { ChunkCounts } from '../ports/target';

/** The counts of a chunk before its first document. */
export function emptyCounts(): ChunkCounts {
  return {
    documents: 0,
    known: {},
    read: {},
    rejected: {},
    coerced: {},
    defaulted: {},
    repaired: {},
    warned: {},
    residue: {},
  };
}

/** Counts one more. */
export function addCount(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
