import { Byte } from './byte';
import { slotOf } from './byte-names';

const NO_KEY = -1;
/** So many keys with one hash are no accident; comparing each with all others would take hours. */
const MOST_ALIKE = 32;

/** The keys of one document that has very many, as places in its bytes: 16 to 32 bytes a key, and no string. */
export class KeySet {
  private size = 0;
  /** Open addressing, at most half full: where a key begins, and its hash. */
  private starts: Int32Array;
  private hashes: Int32Array;

  /** `slots`: a power of two; it grows. */
  constructor(
    private readonly bytes: Uint8Array,
    slots: number,
  ) {
    this.starts = new Int32Array(slots).fill(NO_KEY);
    this.hashes = new Int32Array(slots);
  }

  /** A set of the keys `from` to `to` of a list: where each begins, and its hash. All are different. */
  static of(bytes: Buffer, starts: Int32Array, hashes: Int32Array, from: number, to: number): KeySet {
    const keys = new KeySet(bytes, 1024);
    for (let i = from; i < to; i++) {
      const start = starts[i]!;
      keys.add(hashes[i]!, start, bytes.indexOf(Byte.Quote, start));
    }
    return keys;
  }

  /**
   * Adds the key that stands from `start` to its quote at `end`.
   * @returns false where it is there already, or too many others have its hash to tell
   */
  add(hash: number, start: number, end: number): boolean {
    const { starts, hashes } = this;
    const mask = starts.length - 1;
    let alike = 0;
    let at = slotOf(hash, mask);
    for (; starts[at] !== NO_KEY; at = (at + 1) & mask) {
      if (hashes[at] !== hash) continue;
      if (this.isSame(starts[at]!, start, end) || ++alike === MOST_ALIKE) return false;
    }
    starts[at] = start;
    hashes[at] = hash;
    if (++this.size * 2 > starts.length) this.grow();
    return true;
  }

  /** Whether the key at `other` has the bytes from `start` to `end`, the quote behind them included. */
  private isSame(other: number, start: number, end: number): boolean {
    const { bytes } = this;
    for (let i = 0; i <= end - start; i++) if (bytes[other + i] !== bytes[start + i]) return false;
    return true;
  }

  private grow(): void {
    const { starts, hashes } = this;
    const slots = starts.length * 2;
    this.starts = new Int32Array(slots).fill(NO_KEY);
    this.hashes = new Int32Array(slots);
    for (let i = 0; i < starts.length; i++) {
      if (starts[i] === NO_KEY) continue;
      let at = slotOf(hashes[i]!, slots - 1);
      while (this.starts[at] !== NO_KEY) at = (at + 1) & (slots - 1);
      this.starts[at] = starts[i]!;
      this.hashes[at] = hashes[i]!;
    }
  }
}
