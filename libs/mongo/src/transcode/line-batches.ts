import type { LineBatch, ReadOptions } from '@etl/core';
import { LineWriter } from './line-writer';

/** Transcodes documents as they come; the next are asked for when the batches of the last have been taken. */
export async function* toLineBatches(
  documents: AsyncIterable<readonly Buffer[]>,
  { batchSize, signal }: ReadOptions,
): AsyncGenerator<LineBatch, void, undefined> {
  const lines = new LineWriter(batchSize);
  for await (const some of documents) {
    for (const document of some) {
      lines.append(document);
      if (lines.full) {
        yield lines.take();
        signal?.throwIfAborted();
      }
    }
    signal?.throwIfAborted();
  }
  if (!lines.empty) yield lines.take();
}
