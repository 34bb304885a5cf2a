import { SourceError } from '@etl/core';

/** Where bytes come from, for the message when they are broken. */
export interface FramePlace {
  readonly path: string;
  readonly collection?: string;
}

/** `offset` counts unzipped bytes; `what` completes "the file …". */
export function unreadable(place: FramePlace, offset: number, what: string, cause?: unknown): SourceError {
  const { path, collection } = place;
  const of = collection === undefined ? '' : ` (collection ${collection})`;
  return new SourceError('SOURCE_UNREADABLE', `${path}${of} ${what}, at byte ${offset}.`, {
    context: { file: path, offset, collection },
    cause,
  });
}
