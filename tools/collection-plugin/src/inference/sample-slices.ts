import { findDocument } from '@etl/mongo';
import { open } from 'node:fs/promises';
import { DraftError } from '../draft/draft-error';
import type { SampleFile } from './sample-file';

/** Documents that begin in `[start, end)` of a file. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** Files up to this size are one slice. */
const WHOLE_BYTES = 1024 * 1024;
const MOST_SLICES = 50;
/** Coprime to the number of slices: every 31st in turn is every one once, and any first few of them lie far apart. */
const STRIDE = 31;

/** Where a sample is taken from, in an order in which any beginning is spread over the whole file. */
export function slicesOf(file: SampleFile): readonly Slice[] {
  const whole = { start: 0, end: Number.POSITIVE_INFINITY };
  if (!file.anywhere || file.bytes <= WHOLE_BYTES) return [whole];
  const startOf = (n: number): number => Math.floor((file.bytes / MOST_SLICES) * n);
  return Array.from({ length: MOST_SLICES }, (_, turn) => {
    const n = (turn * STRIDE) % MOST_SLICES;
    return { start: startOf(n), end: n === MOST_SLICES - 1 ? Number.POSITIVE_INFINITY : startOf(n + 1) };
  });
}

/** Looked at for the beginning of a document, one after the other: the last holds two of the largest and their like. */
const WINDOWS = [256 * 1024, 4 * 1024 * 1024, 64 * 1024 * 1024] as const;

/**
 * The offset at which reading begins: in a .bson file that of the first document in the slice, null where there is none.
 * @throws DraftError where no document begins for longer than the largest one is
 */
export async function beginningOf(file: SampleFile, { start }: Slice): Promise<number | null> {
  if (file.content !== 'bson' || start === 0) return start;
  const handle = await open(file.path, 'r');
  try {
    for (const size of WINDOWS) {
      const window = Buffer.allocUnsafe(Math.min(size, file.bytes - start));
      const { bytesRead } = await handle.read(window, 0, window.length, start);
      const last = start + bytesRead >= file.bytes;
      const found = findDocument(window.subarray(0, bytesRead), 0, last);
      if (found >= 0) return start + found;
      // The rest of a document that began before.
      if (last) return null;
    }
  } finally {
    await handle.close();
  }
  throw new DraftError(
    `${file.path} is broken: no document begins in the ${WINDOWS[2] / 1024 / 1024} MB after byte ${start}.`,
    'Run mongodump again, or restore the file from its copy.',
  );
}
