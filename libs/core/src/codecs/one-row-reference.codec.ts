import type { ColumnSink } from '../ports/column-sink';
import type { Codec } from './codec';
import { IGNORED_NOTES } from './ignored-notes';
import { referenceCodec } from './reference.codec';

/**
 * A reference to a table of one row. Whatever document it names, that row is meant, so that a reference to a document
 * whose `_id` the target does not keep leads somewhere; the value itself goes to the residue.
 *
 * @param rowId the id of the row
 */
export function createOneRowReferenceCodec(rowId: string): Codec<string> {
  return {
    kind: 'one-row-reference',
    scalar: true,
    encode(value, sink, notes) {
      const outcome = referenceCodec.encode(value, NOWHERE, IGNORED_NOTES);
      if (typeof outcome !== 'string') return outcome;
      sink.text(rowId);
      notes.beside([], value);
      return 'coerced';
    },
    decode: (text) => text,
  };
}

const nothing = (): void => undefined;
const NOWHERE: ColumnSink = { null: nothing, text: nothing, literal: nothing, textArray: nothing };
