import { SourceError } from '@etl/core';

/** Where bytes come from, for the message when they are broken. */
export interface FramePlace {
  readonly path: string;
  readonly collection?: string;
  /** The byte at which reading begins, where that is not the first; only for a file that is not gzipped. */
  readonly start?: number;
}

/** `read` counts the unzipped bytes that were read; `what` completes "the file …". */
export function unreadable(place: FramePlace, read: number, what: string, cause?: unknown): SourceError {
  const { path, collection, start = 0 } = place;
  const offset = start + read;
  const of = collection === undefined ? '' : ` (collection ${collection})`;
  return new SourceError('SOURCE_UNREADABLE', `${path}${of} ${what}, at byte ${offset}.`, {
    context: { file: path, offset, collection },
    cause,
  });
}
