import type { ColumnSink } from '../ports/column-sink';

/** A step from a value into one of its parts: a key of a document or an index of an array. */
export type PathStep = string | number;

/** Why a value was changed so that its column can hold it. The original is kept in the residue. */
export type RepairReason =
  | 'nul-character'
  | 'lone-surrogate'
  | 'broken-utf8'
  | 'rounded'
  | 'nearest-double'
  | 'element-dropped'
  | 'nan-or-infinity'
  | 'negative-zero'
  | 'duplicate-key';

/** Why a column cannot hold a value at all. */
export type UnfitReason =
  | 'wrong-type'
  | 'empty-string'
  | 'not-in-enum'
  | 'not-a-boolean'
  | 'not-a-number'
  | 'not-a-date'
  | 'out-of-range'
  | 'not-an-id'
  | 'too-large';

/** The value does not fit; nothing was written to the sink. */
export interface Unfit {
  readonly unfit: UnfitReason;
}

/**
 * What became of a value. `mapped`: the column holds exactly what the document said. `coerced`: the same value in
 * another type or spelling. `repaired`: something was changed and reported to the {@link ValueNotes}.
 * In these three cases exactly one value was written to the sink; with {@link Unfit} none was.
 */
export type Outcome = 'mapped' | 'coerced' | 'repaired' | Unfit;

/** What a codec says of the parts of a value. Paths are relative to the value. */
export interface ValueNotes {
  /** A part that the column does not take, though the value came through: it goes to the residue. */
  beside(path: readonly PathStep[], part: unknown): void;
  /** A part (or with an empty path the whole value) was changed; `original` goes to the residue. */
  repaired(path: readonly PathStep[], original: unknown, reason: RepairReason): void;
}

/**
 * One kind of value. What `encode` writes is, for a value that the column holds, the very text that PostgreSQL prints for
 * it: aggregates compare the two. It is only called with a value that is there: null, undefined and BSON undefined are the
 * mapper's business, and so is an array of one where {@link Codec.scalar} is true.
 */
export interface Codec<T = unknown> {
  readonly kind: string;
  /** True where an array of one stands for its element. */
  readonly scalar: boolean;
  /** Writes the value's column to the sink. `value` is a node of a parsed Extended JSON line (`values/source-value.ts`). */
  encode(value: unknown, sink: ColumnSink, notes: ValueNotes): Outcome;
  /**
   * Of a codec of your own: the JSON, as an export writes it, of a value that the column holds as it is; another one for
   * each `n`. The contract suite makes its documents of it.
   */
  readonly example?: (n: number) => string;
  /** The property of the entity, from the text that PostgreSQL prints for the column (`TimeZone = UTC`, `DateStyle = ISO`). */
  decode(text: string): T;
}
