import type { CollectionPlan } from '../collection/plan';
import type { ChunkTask } from '../ports/chunk-runner';
import type { ChunkCounts } from '../ports/target';
import { DigestSet } from './digest-set';
import { LineDigest } from './line-digest';
import type { Line } from './line-reader';

/** The digests of a collection's lines, and what is done with those that are known. */
export class ChunkDigests {
  private readonly digest: LineDigest;
  private readonly known: DigestSet | null;
  private readonly again: boolean;
  private readonly tables: readonly string[];

  constructor({ seed, known, again }: NonNullable<ChunkTask['digests']>, plan: CollectionPlan) {
    this.digest = new LineDigest(seed);
    this.known = known === null ? null : new DigestSet(known);
    this.again = again;
    this.tables = plan.tables.map(({ name }) => name);
  }

  of({ bytes, start, end }: Line): string {
    return this.digest.of(bytes, start, end);
  }

  /**
   * Whether nothing is to be done for a line. First the known ones are counted as such and left out; those that turn out to be
   * needed are loaded in a second round, which leaves out all others and takes back what was counted.
   */
  leavesOut(digest: string, counts: ChunkCounts): boolean {
    const { known, again } = this;
    if (known === null) return false;
    const slot = known.find(digest);
    if (slot < 0) return again;
    if (!again) known.meet(slot);
    this.count(counts, slot, again ? -1 : 1);
    return !again;
  }

  private count(counts: ChunkCounts, slot: number, sign: 1 | -1): void {
    const { tables, known } = this;
    counts.documents += sign;
    for (let n = 0; n < tables.length; n += 1) {
      const rows = n === 0 ? 1 : known!.entries(slot, n - 1);
      if (rows > 0) counts.known[tables[n]!] = (counts.known[tables[n]!] ?? 0) + sign * rows;
    }
  }
}
