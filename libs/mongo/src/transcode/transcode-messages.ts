import type { LineBatch } from '@etl/core';
import type { PackedBatch } from './packed-batches';

/** What a thread is asked. Memory goes with a message, and comes back with the answer to be used again. */
export interface TranscodeTask {
  readonly batch: PackedBatch;
  /** To write into, where the lines fit. */
  readonly room: ArrayBufferLike;
}

/** A {@link LineBatch} as a message. Thousands of numbers are sent ten times faster as bytes. */
export interface SentLines extends Omit<LineBatch, 'bytes' | 'ends'> {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

export interface TranscodeAnswer {
  readonly lines: SentLines;
  /** The memory of the documents. */
  readonly documents: ArrayBufferLike;
}
