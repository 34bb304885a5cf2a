import type { ColumnSink } from '../ports/column-sink';
import { isCleanText } from '../values/clean-text';
import type { Codec, Outcome, ValueNotes } from './codec';
import { coercedText, repairText } from './coerced-text';
import { WRONG_TYPE } from './unfit';

/**
 * An email in a `text` column: as text, then lower-cased by Unicode's rules whatever the locale. It is not trimmed:
 * two emails that differ by a space are two keys.
 */
export const emailCodec: Codec<string> = {
  kind: 'email',
  scalar: true,
  encode(value: unknown, sink: ColumnSink, notes: ValueNotes): Outcome {
    const text = typeof value === 'string' ? value : coercedText(value);
    if (text === undefined) return WRONG_TYPE;
    if (!isCleanText(text)) {
      sink.text(repairText(text, [], value, notes).toLowerCase());
      return 'repaired';
    }
    const lower = text.toLowerCase();
    sink.text(lower);
    return lower === value ? 'mapped' : 'coerced';
  },
  decode: (text) => text,
};
