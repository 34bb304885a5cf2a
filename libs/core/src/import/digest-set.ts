import type { DigestMemory } from './digest-memory';
import { DIGEST_WORDS, type DigestRecords, FileRecords, MemoryRecords, recordBytes } from './digest-records';

/** Slots for each digest, so that what is not there is found out after a few steps. */
const SPARE = 1.25;
/** How many slots there are, how many fan-outs, whether a digest was met twice, and the file of the records, if any. */
const HEADER = { slots: 0, fanOuts: 1, twice: 2, file: 3, words: 4 } as const;
const WORD_BYTES = 4;
const IN_MEMORY = -1;
/** What a slot is; one that is not free has a digest. */
const STATE = { free: 0, there: 1, met: 2, metTwice: 3 } as const;

/**
 * The digests of documents that are in the target already, in memory that threads share: about 21 bytes a document, and 5 more for each
 * fan-out of its collection. Of a large set only one byte a slot is there, and the rest in a file. Each digest knows how many entries
 * its document has in the fan-outs, and how often it was met.
 */
export class DigestSet {
  private readonly header: Int32Array;
  private readonly slots: number;
  private readonly fanOuts: number;
  private readonly states: Uint8Array;
  private readonly records: DigestRecords;
  /** Of the digest that was looked up last. */
  private readonly sought = new Uint32Array(DIGEST_WORDS);

  constructor(readonly buffer: SharedArrayBuffer) {
    this.header = new Int32Array(buffer, 0, HEADER.words);
    this.slots = this.header[HEADER.slots]!;
    this.fanOuts = this.header[HEADER.fanOuts]!;
    const file = this.header[HEADER.file]!;
    const [records, states] = placesOf(this.slots, this.fanOuts, file === IN_MEMORY);
    this.states = new Uint8Array(buffer, states, this.slots);
    this.records =
      file === IN_MEMORY
        ? new MemoryRecords(new Uint32Array(buffer, records, (states - records) / WORD_BYTES), this.fanOuts)
        : new FileRecords(file, this.slots, this.fanOuts);
  }

  static withRoom(digests: number, fanOuts: number, memory: DigestMemory): DigestSet {
    const slots = Math.floor(digests * SPARE) + 1;
    const take = (inMemory: boolean): SharedArrayBuffer =>
      memory.take(placesOf(slots, fanOuts, inMemory)[1] + slots);
    let buffer = take(digests < memory.large);
    let file: number | undefined;
    if (digests >= memory.large) {
      file = memory.takeFile(buffer, slots * recordBytes(fanOuts));
      if (file === undefined) {
        memory.give(buffer);
        buffer = take(true);
      }
    }
    new Int32Array(buffer, 0, HEADER.words).set([slots, fanOuts, 0, file ?? IN_MEMORY]);
    return new DigestSet(buffer);
  }

  /** `bytes` holds the digest at `start`, which is not there yet; `entries` are those of its document, a number a fan-out. */
  add(bytes: Buffer, start: number, entries: readonly number[] = []): void {
    this.seek(bytes, start);
    let slot = this.firstSlot();
    while (this.states[slot] !== STATE.free) slot = this.slotAfter(slot);
    this.states[slot] = STATE.there;
    this.records.write(slot, this.sought, entries);
  }

  /** Call it when all digests were added: only then they are found, here and in other threads. */
  complete(): this {
    this.records.complete();
    return this;
  }

  /** The slot of a digest, whose first 16 characters are bytes; -1 where it is not there. */
  find(digest: string): number {
    for (let word = 0; word < DIGEST_WORDS; word += 1) this.sought[word] = wordOf(digest, word * WORD_BYTES);
    return this.slotOfSought();
  }

  /** Notes that a line has the digest of this slot, in whatever thread. */
  meet(slot: number): void {
    if (Atomics.exchange(this.states, slot, STATE.met) === STATE.there) return;
    Atomics.store(this.states, slot, STATE.metTwice);
    Atomics.store(this.header, HEADER.twice, 1);
  }

  /** How many entries the document of this slot has in the fan-out. */
  entries(slot: number, fanOut: number): number {
    return this.records.entries(slot, fanOut);
  }

  /** The entries of a digest whose line was met; undefined where none was. */
  metEntries(bytes: Buffer, start: number): readonly number[] | undefined {
    this.seek(bytes, start);
    const slot = this.slotOfSought();
    return slot < 0 || this.states[slot] === STATE.there ? undefined : this.entriesOf(slot);
  }

  /** The digests that were met more than once. */
  *metTwice(): Generator<{ readonly digest: Buffer; readonly entries: readonly number[] }> {
    if (Atomics.load(this.header, HEADER.twice) === 0) return;
    const next = (from: number): number => this.states.indexOf(STATE.metTwice, from);
    for (let slot = next(0); slot >= 0; slot = next(slot + 1))
      yield { digest: this.records.digest(slot), entries: this.entriesOf(slot) };
  }

  private entriesOf(slot: number): readonly number[] {
    return Array.from({ length: this.fanOuts }, (_, fanOut) => this.records.entries(slot, fanOut));
  }

  private seek(bytes: Buffer, start: number): void {
    for (let word = 0; word < DIGEST_WORDS; word += 1)
      this.sought[word] = bytes.readUInt32BE(start + word * WORD_BYTES);
  }

  private slotOfSought(): number {
    const { states, records, sought } = this;
    for (let slot = this.firstSlot(); states[slot] !== STATE.free; slot = this.slotAfter(slot))
      if (records.holds(slot, sought)) return slot;
    return -1;
  }

  /** Where what is sought is looked for first: the bits of digests are random. */
  private firstSlot(): number {
    return Math.floor((this.sought[0]! / 2 ** 32) * this.slots);
  }

  private slotAfter(slot: number): number {
    return slot + 1 === this.slots ? 0 : slot + 1;
  }
}

/** Where in the buffer the records are, and the states behind them. */
function placesOf(slots: number, fanOuts: number, inMemory: boolean): readonly [number, number] {
  const records = HEADER.words * WORD_BYTES;
  return [records, records + (inMemory ? slots * recordBytes(fanOuts) : 0)];
}

const wordOf = (bytes: string, at: number): number =>
  (bytes.charCodeAt(at) << 24) |
  (bytes.charCodeAt(at + 1) << 16) |
  (bytes.charCodeAt(at + 2) << 8) |
  bytes.charCodeAt(at + 3);
