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

/** Adds the counts of another chunk. */
export function addCounts(sum: ChunkCounts, { documents, ...more }: ChunkCounts): void {
  sum.documents += documents;
  for (const [kind, counts] of Object.entries(more)) {
    const to = sum[kind as keyof typeof more];
    for (const [key, count] of Object.entries(counts)) to[key] = (to[key] ?? 0) + count;
  }
}

/** Counts one more. */
export function addCount(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
