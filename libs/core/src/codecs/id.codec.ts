import type { ColumnSink } from '../ports/column-sink';
import { kindOf } from '../values/source-value';
import type { Codec, Outcome } from './codec';
import { copyObjectId } from './copy-object-id';
import { idText, isTooLong } from './id-text';
import { withShortWay } from './short-way';
import { EMPTY_STRING, NOT_AN_ID, TOO_LARGE } from './unfit';

/**
 * A document's `_id` as a `text` key ({@link idText}). Nothing is repaired: a repaired id would lose its references.
 * An array is no id, not even of one.
 */
export const idCodec: Codec<string> = withShortWay(
  {
    kind: 'id',
    scalar: false,
    encode(value: unknown, sink: ColumnSink): Outcome {
      const kind = kindOf(value);
      const id = idText(value, kind);
      if (id === undefined) return value === '' ? EMPTY_STRING : isTooLong(value) ? TOO_LARGE : NOT_AN_ID;
      sink.text(id);
      return id === value || kind === 'objectId' ? 'mapped' : 'coerced';
    },
    decode: (text) => text,
  },
  copyObjectId,
);
