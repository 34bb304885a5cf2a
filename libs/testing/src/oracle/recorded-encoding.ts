import type { ColumnSink, ColumnSpec, Outcome, PathStep } from '@etl/core';

/** What a codec wrote for a column: its text, or the elements of a `text[]`. */
export type Written = string | readonly string[];

/** A part of a value that the codec told of: changed, or beside what it took. */
export interface Note {
  readonly kind: 'repaired' | 'beside';
  readonly path: readonly PathStep[];
  readonly original: unknown;
  /** Of a repair. */
  readonly reason: string;
}

/** One call of a codec, with all that it wrote and told. */
export interface RecordedEncoding {
  readonly outcome: Outcome;
  readonly written: readonly (Written | null)[];
  /** What was written as a literal: it is not escaped on its way. */
  readonly literals: readonly string[];
  readonly notes: readonly Note[];
}

/** Writes down what a codec does with a value, without a judgement. */
export function recordEncoding({ codec }: ColumnSpec, value: unknown): RecordedEncoding {
  const written: (Written | null)[] = [];
  const literals: string[] = [];
  const notes: Note[] = [];
  const sink: ColumnSink = {
    null: () => void written.push(null),
    text: (text) => void written.push(text),
    literal: (text) => {
      written.push(text);
      literals.push(text);
    },
    textArray: (items) => void written.push([...items]),
  };
  const outcome = codec.encode(value, sink, {
    beside: (path, original) => void notes.push({ kind: 'beside', path: [...path], original, reason: '' }),
    repaired: (path, original, reason) =>
      void notes.push({ kind: 'repaired', path: [...path], original, reason }),
  });
  return { outcome, written, literals, notes };
}

/** As PostgreSQL would print an array, every element in quotes. */
export const arrayLiteral = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
