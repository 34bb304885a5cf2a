import type { DigestMemory } from './digest-memory';

/** Words of a digest: 128 bits. */
const WORDS = 4;
/** Slots for each digest, so that what is not there is found out after a few steps. */
const SPARE = 1.25;
/** Before the slots: how many there are, how many fan-outs, and whether a digest was met twice. */
const HEADER = { slots: 0, fanOuts: 1, twice: 2, words: 3 } as const;
const WORD_BYTES = 4;

/**
 * The digests of documents that are in the target already, in memory that threads share: about 21 bytes a document, and 5 more for each
 * fan-out of its collection. Each knows how many entries its document has in the fan-outs, and how often it was met.
 */
export class DigestSet {
  private readonly header: Uint32Array;
  private readonly slots: number;
  private readonly fanOuts: number;
  private readonly words: Uint32Array;
  private readonly counts: Uint32Array;
  private readonly met: Uint8Array;
  /** Of the digest that was looked up last. */
  private readonly sought = new Uint32Array(WORDS);

  constructor(readonly buffer: SharedArrayBuffer) {
    this.header = new Uint32Array(buffer, 0, HEADER.words);
    this.slots = this.header[HEADER.slots]!;
    this.fanOuts = this.header[HEADER.fanOuts]!;
    let at = HEADER.words * WORD_BYTES;
    this.words = new Uint32Array(buffer, at, this.slots * WORDS);
    at += this.words.byteLength;
    this.counts = new Uint32Array(buffer, at, this.slots * this.fanOuts);
    at += this.counts.byteLength;
    this.met = new Uint8Array(buffer, at, this.slots);
  }

  static withRoom(digests: number, fanOuts: number, memory: DigestMemory): DigestSet {
    const slots = Math.floor(digests * SPARE) + 1;
    const bytes = (HEADER.words + slots * (WORDS + fanOuts)) * WORD_BYTES + slots;
    const buffer = memory.take(bytes);
    new Uint32Array(buffer, 0, HEADER.words).set([slots, fanOuts]);
    return new DigestSet(buffer);
  }

  /** `bytes` holds the digest at `start`; `entries` are those of its document, a number a fan-out. */
  add(bytes: Buffer, start: number, entries: readonly number[] = []): void {
    this.seek(bytes, start);
    const slot = this.slotOfSought();
    const { words, sought, counts, fanOuts } = this;
    // `set` of a typed array takes longer than all the rest.
    for (let word = 0; word < WORDS; word += 1) words[slot * WORDS + word] = sought[word]!;
    for (let n = 0; n < fanOuts; n += 1) counts[slot * fanOuts + n] = entries[n]!;
  }

  /** The slot of a digest, whose first 16 characters are bytes; -1 where it is not there. */
  find(digest: string): number {
    for (let word = 0; word < WORDS; word += 1) this.sought[word] = wordOf(digest, word * WORD_BYTES);
    const slot = this.slotOfSought();
    return this.isFree(slot) ? -1 : slot;
  }

  /** Notes that a line has the digest of this slot, in whatever thread. */
  meet(slot: number): void {
    if (Atomics.exchange(this.met, slot, 1) === 0) return;
    Atomics.store(this.met, slot, 2);
    Atomics.store(this.header, HEADER.twice, 1);
  }

  /** How many entries the document of this slot has in the fan-out. */
  entries(slot: number, fanOut: number): number {
    return this.counts[slot * this.fanOuts + fanOut]!;
  }

  /** The entries of a digest whose line was met; undefined where none was. */
  metEntries(bytes: Buffer, start: number): readonly number[] | undefined {
    this.seek(bytes, start);
    const slot = this.slotOfSought();
    return this.met[slot] === 0 ? undefined : this.entriesOf(slot);
  }

  /** The digests that were met more than once. */
  *metTwice(): Generator<{ readonly digest: Buffer; readonly entries: readonly number[] }> {
    if (Atomics.load(this.header, HEADER.twice) === 0) return;
    for (let slot = this.met.indexOf(2); slot >= 0; slot = this.met.indexOf(2, slot + 1)) {
      const digest = Buffer.alloc(WORDS * WORD_BYTES);
      for (let word = 0; word < WORDS; word += 1)
        digest.writeUInt32BE(this.words[slot * WORDS + word]!, word * WORD_BYTES);
      yield { digest, entries: this.entriesOf(slot) };
    }
  }

  private entriesOf(slot: number): readonly number[] {
    return [...this.counts.subarray(slot * this.fanOuts, (slot + 1) * this.fanOuts)];
  }

  private seek(bytes: Buffer, start: number): void {
    for (let word = 0; word < WORDS; word += 1)
      this.sought[word] = bytes.readUInt32BE(start + word * WORD_BYTES);
  }

  /** Where the digest is, or would be. Its bits are random: the first word says where to look. */
  private slotOfSought(): number {
    const { slots, words, sought } = this;
    let slot = Math.floor((sought[0]! / 2 ** 32) * slots);
    for (;;) {
      const at = slot * WORDS;
      if (
        (words[at] === sought[0] &&
          words[at + 1] === sought[1] &&
          words[at + 2] === sought[2] &&
          words[at + 3] === sought[3]) ||
        this.isFree(slot)
      )
        return slot;
      slot = slot + 1 === slots ? 0 : slot + 1;
    }
  }

  private isFree(slot: number): boolean {
    const { words } = this;
    const at = slot * WORDS;
    return words[at] === 0 && words[at + 1] === 0 && words[at + 2] === 0 && words[at + 3] === 0;
  }
}

const wordOf = (bytes: string, at: number): number =>
  (bytes.charCodeAt(at) << 24) |
  (bytes.charCodeAt(at + 1) << 16) |
  (bytes.charCodeAt(at + 2) << 8) |
  bytes.charCodeAt(at + 3);
