const FIRST_SLOTS = 1 << 14;

/**
 * The keys that a chunk has had, by 32 bits of each. Two keys may share them, in about one of 100 chunks with 10,000 keys:
 * the second one is then taken for known.
 */
export class KeyHashes {
  private slots = new Int32Array(FIRST_SLOTS);
  private count = 0;
  private last = 0;

  /** False where the key may be known already; nothing is added then. */
  add(bits: number): boolean {
    if (this.count * 2 >= this.slots.length) this.grow();
    // 0 is an empty slot.
    const hash = bits | 0 || 1;
    const at = this.slotOf(hash);
    if (this.slots[at] === hash) return false;
    this.slots[at] = hash;
    this.count += 1;
    this.last = at;
    return true;
  }

  /** Forgets the key that was added last; once. */
  removeLast(): void {
    // Nothing was put behind it yet: the way to other keys does not lead through its slot.
    this.slots[this.last] = 0;
    this.count -= 1;
  }

  clear(): void {
    if (this.count === 0) return;
    if (this.slots.length > FIRST_SLOTS * 4) this.slots = new Int32Array(FIRST_SLOTS);
    else this.slots.fill(0);
    this.count = 0;
  }

  private slotOf(hash: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let at = hash & mask;
    while (slots[at] !== 0 && slots[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { slots } = this;
    this.slots = new Int32Array(slots.length * 2);
    for (const hash of slots) if (hash !== 0) this.slots[this.slotOf(hash)] = hash;
  }
}
