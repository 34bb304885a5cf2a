import type { RowSink } from '../ports/column-sink';
import type { ChunkSinks } from '../ports/target';

const nothing = (): void => undefined;

const noSink: RowSink = {
  beginRow: nothing,
  endRow: nothing,
  abandonRow: nothing,
  null: nothing,
  text: nothing,
  textPart: nothing,
  literal: nothing,
  textArray: nothing,
  copy: nothing,
  copyPart: nothing,
  copyArray: nothing,
};

/** Where the rows of a document go that is mapped for its counts alone. */
export const NO_SINKS: ChunkSinks = { stage: () => noSink, residue: noSink, rejects: noSink };
