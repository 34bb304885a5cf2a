import { readSync, writeSync } from 'node:fs';

/** Words of a digest: 128 bits. */
export const DIGEST_WORDS = 4;
const WORD_BYTES = 4;

/** What lies in the slots of a digest set: digests of four words, and behind each the numbers of its entries. */
export interface DigestRecords {
  write(slot: number, digest: Uint32Array, entries: readonly number[]): void;
  /** Nothing more is written, and all can be read in any thread. */
  complete(): void;
  holds(slot: number, digest: Uint32Array): boolean;
  entries(slot: number, fanOut: number): number;
  digest(slot: number): Buffer;
}

export const recordBytes = (fanOuts: number): number => (DIGEST_WORDS + fanOuts) * WORD_BYTES;

function writeRecord(
  words: Uint32Array,
  start: number,
  digest: Uint32Array,
  entries: readonly number[],
  fanOuts: number,
): void {
  // `set` of a typed array takes longer than all the rest.
  for (let word = 0; word < DIGEST_WORDS; word += 1) words[start + word] = digest[word]!;
  for (let n = 0; n < fanOuts; n += 1) words[start + DIGEST_WORDS + n] = entries[n]!;
}

function bytesOf(words: Uint32Array, at: number): Buffer {
  const digest = Buffer.alloc(DIGEST_WORDS * WORD_BYTES);
  for (let word = 0; word < DIGEST_WORDS; word += 1)
    digest.writeUInt32BE(words[at + word]!, word * WORD_BYTES);
  return digest;
}

const isAt = (words: Uint32Array, at: number, digest: Uint32Array): boolean =>
  words[at] === digest[0] &&
  words[at + 1] === digest[1] &&
  words[at + 2] === digest[2] &&
  words[at + 3] === digest[3];

export class MemoryRecords implements DigestRecords {
  private readonly size: number;

  constructor(
    private readonly words: Uint32Array,
    private readonly fanOuts: number,
  ) {
    this.size = DIGEST_WORDS + fanOuts;
  }

  write(slot: number, digest: Uint32Array, entries: readonly number[]): void {
    writeRecord(this.words, slot * this.size, digest, entries, this.fanOuts);
  }

  complete(): void {
    // It is where everybody reads it.
  }

  holds(slot: number, digest: Uint32Array): boolean {
    return isAt(this.words, slot * this.size, digest);
  }

  entries(slot: number, fanOut: number): number {
    return this.words[slot * this.size + DIGEST_WORDS + fanOut]!;
  }

  digest(slot: number): Buffer {
    return bytesOf(this.words, slot * this.size);
  }
}

/** Slots that are read at a time: a digest is seldom farther from where it is looked for first, and one call costs a microsecond. */
const WINDOW = 8;
/** Digests come in groups that begin with the same byte, whose slots lie together: a group is written at a time. */
const GROUPS = 256;
/** Slots behind those of a group that its last digests may need. */
const OVERFLOW = 64;

/** In a file, whose pages the system may take away. Descriptors are those of the process: every thread reads by itself. */
export class FileRecords implements DigestRecords {
  private readonly size: number;
  private readonly window: Uint32Array;
  /** The slots that the window holds. */
  private first = 0;
  private after = 0;
  private group: Group | undefined;

  constructor(
    private readonly file: number,
    private readonly slots: number,
    private readonly fanOuts: number,
  ) {
    this.size = DIGEST_WORDS + fanOuts;
    this.window = new Uint32Array(this.size * WINDOW);
  }

  write(slot: number, digest: Uint32Array, entries: readonly number[]): void {
    const group = this.groupOf(digest[0]! >>> 24);
    const place = slot - group.first;
    if (place >= 0 && place < group.slots) {
      writeRecord(group.words, place * this.size, digest, entries, this.fanOuts);
      return;
    }
    const record = new Uint32Array(this.size);
    writeRecord(record, 0, digest, entries, this.fanOuts);
    this.writeWords(record, slot);
  }

  complete(): void {
    if (this.group !== undefined) this.writeWords(this.group.words, this.group.first);
    this.group = undefined;
    this.after = this.first;
  }

  holds(slot: number, digest: Uint32Array): boolean {
    return isAt(this.window, this.read(slot), digest);
  }

  entries(slot: number, fanOut: number): number {
    return this.window[this.read(slot) + DIGEST_WORDS + fanOut]!;
  }

  digest(slot: number): Buffer {
    return bytesOf(this.window, this.read(slot));
  }

  /** Where the slot's record is in the window. */
  private read(slot: number): number {
    if (slot < this.first || slot >= this.after) {
      this.first = slot;
      this.after = slot + Math.floor(this.readWords(this.window, slot) / this.size);
      if (this.after === slot) throw new Error('a digest cannot be read');
    }
    return (slot - this.first) * this.size;
  }

  private groupOf(byte: number): Group {
    if (this.group?.byte === byte) return this.group;
    this.complete();
    const first = Math.floor((byte / GROUPS) * this.slots);
    const slots = Math.min(Math.ceil(this.slots / GROUPS) + OVERFLOW, this.slots - first);
    const words = new Uint32Array(slots * this.size);
    // What the digests before have written into it: mostly zeros.
    this.readWords(words, first);
    return (this.group = { byte, first, slots, words });
  }

  /** @returns how many words there are */
  private readWords(words: Uint32Array, slot: number): number {
    const at = slot * this.size * WORD_BYTES;
    return readSync(this.file, words, 0, words.byteLength, at) / WORD_BYTES;
  }

  private writeWords(words: Uint32Array, slot: number): void {
    const at = slot * this.size * WORD_BYTES;
    if (writeSync(this.file, words, 0, words.byteLength, at) < words.byteLength)
      throw new Error('digests were not written whole');
  }
}

interface Group {
  readonly byte: number;
  readonly first: number;
  readonly slots: number;
  readonly words: Uint32Array;
}
