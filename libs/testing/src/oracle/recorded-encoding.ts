import { type ColumnSink, type ColumnSpec, type Outcome, type PathStep, stringifyExtended } from '@etl/core';
import { shownValue } from '../contract/shown-value';
import { ContractViolation } from '../contract/violation';

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

/** A codec throws, where it should answer that a value does not fit. */
export class CodecThrows extends ContractViolation {
  constructor(
    { name, codec }: ColumnSpec,
    value: unknown,
    readonly thrown: unknown,
  ) {
    super(
      `The codec ${codec.kind} of ${name} throws ${String(thrown)} for ${shownValue(stringifyExtended(value))}`,
    );
  }
}

/**
 * Writes down what a codec does with a value, without a judgement.
 * @throws CodecThrows
 */
export function recordEncoding(column: ColumnSpec, value: unknown): RecordedEncoding {
  const { codec } = column;
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
  try {
    const outcome = codec.encode(value, sink, {
      beside: (path, original) => void notes.push({ kind: 'beside', path: [...path], original, reason: '' }),
      repaired: (path, original, reason) =>
        void notes.push({ kind: 'repaired', path: [...path], original, reason }),
    });
    return { outcome, written, literals, notes };
  } catch (error) {
    throw new CodecThrows(column, value, error);
  }
}

/** As PostgreSQL would print an array, every element in quotes. */
export const arrayLiteral = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
