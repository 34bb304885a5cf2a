import type { CollectionPlan } from '../collection/plan';
import type { ChunkTask } from '../ports/chunk-runner';
import type { ChunkCounts } from '../ports/target';
import { DigestSet } from './digest-set';
import { hexOf, LineDigest } from './line-digest';
import type { Line } from './line-reader';

/**
 * What becomes of a line: `load` maps, counts and sends it; `count` maps and counts it, and `send` maps and sends it; `leave` does
 * none of that.
 */
export type LineWork = 'load' | 'count' | 'send' | 'leave';

/** A line's share of the work, and its digest in hex digits where a row may be sent. */
export interface JudgedLine {
  readonly work: LineWork;
  readonly digest: string | null;
}

const LEFT: JudgedLine = { work: 'leave', digest: null };
const COUNTED: JudgedLine = { work: 'count', digest: null };

/** The digests of a collection's lines, and what is done with those that are known. */
export class ChunkDigests {
  private readonly digest: LineDigest;
  private readonly known: DigestSet | null;
  private readonly spared: 'everything' | 'sending';
  private readonly again: boolean;
  private readonly tables: readonly string[];
  /** Documents that were spared, then entries of each fan-out; less where they are loaded after all. */
  private readonly sums: number[];

  constructor({ seed, known, spared, again }: NonNullable<ChunkTask['digests']>, plan: CollectionPlan) {
    this.digest = new LineDigest(seed);
    this.known = known === null ? null : new DigestSet(known);
    this.spared = spared;
    this.again = again;
    this.tables = plan.tables.map(({ name }) => name);
    this.sums = this.tables.map(() => 0);
  }

  /**
   * First the known lines are spared; those that turn out to be needed are loaded in a second round, which leaves all others, and
   * does not count again what the first one has counted.
   */
  judge({ bytes, start, end }: Line): JudgedLine {
    const { known, again, sums } = this;
    if (known === null) return { work: 'load', digest: this.digest.hex(bytes, start, end) };
    const digest = this.digest.binary(bytes, start, end);
    const slot = known.find(digest);
    if (slot < 0) return again ? LEFT : { work: 'load', digest: hexOf(digest) };
    if (!again) known.meet(slot);
    const sign = again ? -1 : 1;
    sums[0]! += sign;
    for (let n = 1; n < sums.length; n += 1) sums[n]! += sign * known.entries(slot, n - 1);
    if (!again) return this.spared === 'everything' ? LEFT : COUNTED;
    return { work: this.spared === 'everything' ? 'load' : 'send', digest: hexOf(digest) };
  }

  /** Adds what was spared to the counts of the chunk; a second round takes back what the first has added. */
  addTo(counts: ChunkCounts): void {
    const { tables, sums } = this;
    const everything = this.spared === 'everything';
    if (everything) counts.documents += sums[0]!;
    const spared = everything ? counts.known : counts.untouched;
    for (const [n, table] of tables.entries()) if (sums[n] !== 0) spared[table] = sums[n]!;
  }
}
