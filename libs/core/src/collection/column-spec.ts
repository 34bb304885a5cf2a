import type { Codec } from '../codecs/codec';
import type { EnumDefinition } from './enum-definition';

/** The type of a column, as the catalog of PostgreSQL names it. */
export type ColumnType =
  | { readonly kind: 'text' | 'boolean' | 'integer' | 'double precision' | 'jsonb' | 'text[]' }
  | { readonly kind: 'numeric'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'timestamp'; readonly precision: number }
  | { readonly kind: 'enum'; readonly definition: EnumDefinition }
  /** Any other type, with a codec of its own; `name` as `format_type` prints it: `bigint`, `character varying(40)`. */
  | { readonly kind: 'other'; readonly name: string };

/** `now` is the start of the run, in UTC; the target's own default is CURRENT_TIMESTAMP. */
export type ColumnDefault =
  | { readonly kind: 'now' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'empty-array' };

/** What a target's key may do besides the usual; deleting rows with their parent is not among it. */
export type KeyAction = 'NO ACTION' | 'RESTRICT';

export interface ReferenceSpec {
  readonly table: string;
  /** What the column says, else derived from it: nullable means SET NULL, required means RESTRICT. */
  readonly onDelete: 'SET NULL' | KeyAction;
  /** CASCADE where the column does not say. */
  readonly onUpdate?: KeyAction;
  /** The id of the one row that the table has: every reference leads there, whatever `_id` it names. */
  readonly always?: string;
}

/** Where a column's value comes from. */
export type ColumnSource =
  /** A field of the document, or of the entry in a fan-out table; newest spelling first. */
  | { readonly kind: 'field'; readonly names: readonly string[] }
  /** The `_id` of the document: in a fan-out table, the parent. */
  | { readonly kind: 'document-id' }
  /** An id made of other columns of the row, so that a re-run gives the same one. */
  | { readonly kind: 'derived-id'; readonly columns: readonly string[] }
  /** The same id whatever the document's `_id` is: a collection of one document. */
  | { readonly kind: 'constant'; readonly value: string };

/** One truth per column: everything else is derived from it. */
export interface ColumnSpec {
  /** Property of the entity and column of the table. */
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly primaryKey: boolean;
  readonly default?: ColumnDefault;
  readonly source: ColumnSource;
  readonly codec: Codec;
  readonly reference?: ReferenceSpec;
  /** Which value stays where a fan-out pair comes twice. */
  readonly keep?: 'latest' | 'largest';
}

export interface IndexSpec {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
}

/** The array of a document whose entries become rows of a table of their own. */
export interface FanOutSpec {
  /** The field that holds the array. */
  readonly from: string;
  /** The field of an entry that a bare value (an ObjectId in place of a sub-document) stands for. */
  readonly bare: string;
}
