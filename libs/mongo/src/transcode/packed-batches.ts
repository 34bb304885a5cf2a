import { isFullBatch } from './batch-size';
import type { SpareMemory } from './thread-memory';

/** The documents of one batch in one piece of memory, which can be handed to another thread. */
export interface PackedBatch {
  readonly bytes: Uint8Array;
  /** Where each document ends in `bytes`. */
  readonly ends: Uint32Array;
  /** The position in the collection of the first, counted from 0. */
  readonly index: number;
}

const NOTHING = new Uint8Array(0);

/** Copies documents together, batch by batch, into memory that whoever takes them gives back. */
export async function* packedBatches(
  documents: AsyncIterable<readonly Buffer[]>,
  maxDocuments: number,
  memory: SpareMemory,
): AsyncGenerator<PackedBatch, void, undefined> {
  let bytes: Uint8Array = NOTHING;
  let ends: number[] = [];
  let size = 0;
  let index = 0;
  for await (const some of documents) {
    for (const document of some) {
      append(document);
      if (isFullBatch(ends.length, size, maxDocuments)) yield take();
    }
  }
  if (ends.length > 0) yield take();

  function append(document: Buffer): void {
    if (bytes.length - size < document.length) {
      const larger = new Uint8Array(memory.take(size + document.length));
      larger.set(bytes.subarray(0, size));
      if (bytes !== NOTHING) memory.giveBack(bytes.buffer);
      bytes = larger;
    }
    bytes.set(document, size);
    size += document.length;
    ends.push(size);
  }

  function take(): PackedBatch {
    const batch = { bytes: bytes.subarray(0, size), ends: new Uint32Array(ends), index };
    index += ends.length;
    bytes = NOTHING;
    ends = [];
    size = 0;
    return batch;
  }
}
