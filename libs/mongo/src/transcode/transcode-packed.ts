import type { LineBatch } from '@etl/core';
import type { LineWriter } from './line-writer';
import type { PackedBatch } from './packed-batches';

/** The lines of a packed batch. They hold until `lines` is used again. */
export function transcodePacked(lines: LineWriter, { bytes, ends, index }: PackedBatch): LineBatch {
  const documents = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  lines.index = index;
  let start = 0;
  for (const end of ends) {
    lines.append(documents.subarray(start, end));
    start = end;
  }
  return lines.take();
}
