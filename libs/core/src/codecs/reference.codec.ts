import type { ColumnSink } from '../ports/column-sink';
import { isDbRef, kindOf, type SourceDocument } from '../values/source-value';
import type { Codec, Outcome, ValueNotes } from './codec';
import { copyObjectId } from './copy-object-id';
import { idText, isTooLong } from './id-text';
import { withShortWay } from './short-way';
import { EMPTY_STRING, NOT_AN_ID, TOO_LARGE } from './unfit';

/**
 * The id of another document: as {@link idText}, and also a DBRef's `$id` and an embedded document's `_id`; what stands
 * beside those goes to the residue. Whether the other document exists is not asked here.
 */
export const referenceCodec: Codec<string> = withShortWay(
  {
    kind: 'reference',
    scalar: true,
    encode(value: unknown, sink: ColumnSink, notes: ValueNotes): Outcome {
      const kind = kindOf(value);
      const id = idText(value, kind);
      if (id !== undefined) {
        sink.text(id);
        return id === value || kind === 'objectId' ? 'mapped' : 'coerced';
      }
      if (value === '') return EMPTY_STRING;
      if (isTooLong(value)) return TOO_LARGE;
      return kind === 'document' ? encodeDocument(value as SourceDocument, sink, notes) : NOT_AN_ID;
    },
    decode: (text) => text,
  },
  copyObjectId,
);

function encodeDocument(document: SourceDocument, sink: ColumnSink, notes: ValueNotes): Outcome {
  const key = isDbRef(document) ? '$id' : '_id';
  if (!Object.hasOwn(document, key)) return NOT_AN_ID;
  const id = idText(document[key]);
  if (id === undefined) return document[key] === '' ? EMPTY_STRING : NOT_AN_ID;
  for (const other of Object.keys(document)) if (other !== key) notes.beside([other], document[other]);
  sink.text(id);
  return 'coerced';
}
