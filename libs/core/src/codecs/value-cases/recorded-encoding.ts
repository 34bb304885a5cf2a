import type { ColumnSink } from '../../ports/column-sink';
import type { Codec, Outcome } from '../codec';

/** One call of `encode`, with all that it wrote and noted. */
export interface RecordedEncoding {
  readonly outcome: Outcome;
  readonly written: readonly (string | null | readonly string[])[];
  /** `<JSON Pointer> <reason>` or `<JSON Pointer> beside`, in order. */
  readonly notes: readonly string[];
  readonly originals: readonly unknown[];
}

export function recordEncoding(codec: Codec, value: unknown): RecordedEncoding {
  const written: (string | null | readonly string[])[] = [];
  const notes: string[] = [];
  const originals: unknown[] = [];
  const sink: ColumnSink = {
    null: () => void written.push(null),
    text: (text) => void written.push(text),
    literal: (text) => void written.push(text),
    textArray: (items) => void written.push(items),
  };
  const note = (path: readonly (string | number)[], original: unknown, what: string): void => {
    notes.push(`${path.map((step) => `/${step}`).join('')} ${what}`);
    originals.push(original);
  };
  const outcome = codec.encode(value, sink, {
    beside: (path, part) => note(path, part, 'beside'),
    repaired: note,
  });
  return { outcome, written, notes, originals };
}
