import type { KeyAction } from '@etl/core';

/** A kind of column that a decorator of `@etl/core` stands for. */
export type ColumnKind =
  | 'id'
  | 'reference'
  | 'text'
  | 'email'
  | 'url'
  | 'enum'
  | 'boolean'
  | 'integer'
  | 'double'
  | 'numeric'
  | 'timestamp'
  | 'text-array'
  | 'url-array'
  | 'jsonb';

export interface EnumDraft {
  /** Name of the type in PostgreSQL. */
  readonly name: string;
  readonly values: readonly string[];
}

/** One column of the entity to be written. */
export interface ColumnDraft {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  /** Fields of the document that it comes from, newest spelling first; empty where none was found. */
  readonly from: readonly string[];
  /** `now` in a timestamp; a text array's empty array is implied. */
  readonly default?: string | number | boolean;
  readonly enum?: EnumDraft;
  readonly numeric?: { readonly precision: number; readonly scale: number };
  readonly reference?: {
    readonly table: string;
    readonly onDelete?: KeyAction;
    readonly onUpdate?: KeyAction;
  };
  /** Why it is what it is, where that was guessed and not read: "date in 480 of 500 documents". */
  readonly guess?: string;
}

export interface IndexDraft {
  readonly columns: readonly string[];
  readonly unique: boolean;
}

/** Something that only a person can decide: it becomes a marked place in the library and a test that fails until then. */
export interface DecisionDraft {
  /** Column or field that it is about. */
  readonly subject: string;
  /** What to decide, with the choices, as one or two plain sentences. */
  readonly question: string;
}

/** Names of BSON types as mongodb-schema writes them, where a sample can invent a value of it. */
export type FieldType =
  | 'string'
  | 'int32'
  | 'int64'
  | 'double'
  | 'decimal128'
  | 'boolean'
  | 'date'
  | 'objectId'
  | 'null'
  | 'array'
  | 'document'
  | 'other';

/** What the documents hold under one field; no value of a document is kept, but those of an enum of the target. */
export interface FieldShape {
  readonly name: string;
  /** Share of the documents (or parent objects) that have the field, in (0, 1]. */
  readonly presence: number;
  /** Share of each type among the values; sums to 1, most frequent first. */
  readonly types: readonly { readonly type: FieldType; readonly share: number }[];
  /** Lengths of its strings, in characters. */
  readonly length?: { readonly min: number; readonly max: number };
  /** Orders of magnitude of its numbers. */
  readonly range?: { readonly min: number; readonly max: number };
  /** What its strings look like, where all of them do. */
  readonly format?: 'email' | 'url' | 'slug' | 'hex-id' | 'iso-date' | 'number' | 'phone' | 'uuid';
  /** No two documents of the sample have the same value. */
  readonly distinct: boolean;
  /** Where it is a document: its fields. */
  readonly fields?: readonly FieldShape[];
  /** Where it is a document whose keys are data: what lies under them. No key is kept; the name is invented. */
  readonly values?: FieldShape;
  /** Where it is an array: its elements, as one field, and how many there are. */
  readonly items?: { readonly element: FieldShape; readonly min: number; readonly max: number };
  /** The collection or table that its ids point to, where it is known. */
  readonly refersTo?: string;
}

/** Everything that the generator knows of a collection before it writes the first file. */
export interface CollectionDraft {
  /** Kebab-case: folder, Nx project, `--collections`. */
  readonly name: string;
  readonly table: string;
  /** In the order of the table. */
  readonly columns: readonly ColumnDraft[];
  readonly indexes: readonly IndexDraft[];
  /** Fields that no column takes: they will be residue. */
  readonly unpairedFields: readonly FieldShape[];
  /** Columns for which the documents have no field. */
  readonly unpairedColumns: readonly string[];
  readonly decisions: readonly DecisionDraft[];
  /** Sentences for the README: what was read, what will be a reject, what the target has and no decorator says. */
  readonly notes?: readonly string[];
  /** What the documents look like; undefined without a sample. */
  readonly shape?: {
    readonly fields: readonly FieldShape[];
    /** What lies under fields whose names are data, where there are some. No name is kept; that of this one is invented. */
    readonly values?: FieldShape;
  };
  /** What the guesses rest on; undefined where nothing was guessed. */
  readonly evidence?: { readonly documents: number; readonly read: number };
  /** Whether the table was read from a target. */
  readonly catalog: boolean;
}
