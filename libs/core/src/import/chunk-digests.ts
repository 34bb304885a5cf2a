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
  /** Documents that were left out, then entries of each fan-out; less where they are loaded after all. */
  private readonly left: number[];

  constructor({ seed, known, again }: NonNullable<ChunkTask['digests']>, plan: CollectionPlan) {
    this.digest = new LineDigest(seed);
    this.known = known === null ? null : new DigestSet(known);
    this.again = again;
    this.tables = plan.tables.map(({ name }) => name);
    this.left = this.tables.map(() => 0);
  }

  of({ bytes, start, end }: Line): string {
    return this.digest.of(bytes, start, end);
  }

  /**
   * Whether nothing is to be done for a line. First the known ones are left out; those that turn out to be needed are loaded in a
   * second round, which leaves out all others.
   */
  leavesOut(digest: string): boolean {
    const { known, again, left } = this;
    if (known === null) return false;
    const slot = known.find(digest);
    if (slot < 0) return again;
    if (!again) known.meet(slot);
    const sign = again ? -1 : 1;
    left[0]! += sign;
    for (let n = 1; n < left.length; n += 1) left[n]! += sign * known.entries(slot, n - 1);
    return !again;
  }

  /** Adds what was left out to the counts of the chunk; a second round takes back what the first has added. */
  addTo(counts: ChunkCounts): void {
    counts.documents += this.left[0]!;
    for (const [n, table] of this.tables.entries())
      if (this.left[n] !== 0) counts.known[table] = this.left[n]!;
  }
}
