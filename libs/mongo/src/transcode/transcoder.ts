import type { LineBatch, ReadOptions } from '@etl/core';
import { toLineBatches } from './line-batches';

/** Makes lines of a collection's documents, in their order. The batches are the same whoever makes them. */
export interface Transcoder {
  /** Documents are only asked for as batches are taken: what waits in between is bounded. */
  lineBatches(
    collection: string,
    documents: AsyncIterable<readonly Buffer[]>,
    options: ReadOptions,
  ): AsyncIterable<LineBatch>;
  close(): Promise<void>;
}

/** In this very thread. */
export const transcoderHere: Transcoder = {
  lineBatches: (_collection, documents, options) => toLineBatches(documents, options),
  close: async () => undefined,
};
