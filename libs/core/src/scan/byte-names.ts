import { startsWith } from './byte';

/** FNV-1a over bytes: what {@link hashStep} does for each. */
export const HASH_START = 0x811c9dc5 | 0;

export function hashStep(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

/** Where a table with open addressing looks first; `mask`: one less than its slots, a power of two. */
export function slotOf(hash: number, mask: number): number {
  // The low bits of a product depend on the low bits of the bytes alone.
  return (hash ^ (hash >>> 15)) & mask;
}

/** Finds which of a few texts stands in bytes, without making a string of them. */
export class ByteNames {
  private readonly names: readonly Buffer[];
  /** Hash → index of the name + 1; open addressing, at most a quarter full. */
  private readonly table: Uint16Array;
  private readonly mask: number;

  constructor(texts: readonly string[]) {
    this.names = texts.map((text) => Buffer.from(text));
    let size = 16;
    while (size < texts.length * 4) size *= 2;
    this.mask = size - 1;
    this.table = new Uint16Array(size);
    this.names.forEach((name, index) => {
      let at = slotOf(hashOf(name, 0, name.length), this.mask);
      while (this.table[at] !== 0) at = (at + 1) & this.mask;
      this.table[at] = index + 1;
    });
  }

  /** The index of the name that stands from `start` to `end`, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.findHashed(hashOf(bytes, start, end), bytes, start, end);
  }

  /** As {@link find}, for who has the hash of these bytes already. */
  findHashed(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const { table, mask, names } = this;
    for (let at = slotOf(hash, mask); ; at = (at + 1) & mask) {
      const index = table[at]! - 1;
      if (index < 0) return -1;
      const name = names[index]!;
      if (name.length === end - start && startsWith(bytes, start, name)) return index;
    }
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_START;
  for (let i = start; i < end; i++) hash = hashStep(hash, bytes[i]!);
  return hash;
}
