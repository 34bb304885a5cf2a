import type { ColumnDraft, FieldShape } from '../draft/collection-draft';
import type { Library } from '../library/library';

/** A field whose values are to be invented. */
export interface ValuePlace {
  readonly library: Library;
  /** From the document to the field. */
  readonly path: readonly string[];
  readonly shape?: FieldShape;
  /** The column that takes the values; undefined where any value will do. */
  readonly column?: ColumnDraft;
  /** No two documents may have the same value. */
  readonly distinct: boolean;
  /** The variable that counts the elements, within an array. */
  readonly index?: string;
}
