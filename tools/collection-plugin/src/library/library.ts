import type { CollectionDraft, ColumnDraft, FieldShape } from '../draft/collection-draft';
import { sayableDefault } from './column-code';
import type { LibraryNames } from './names';

/** An enum of the library's columns, and where its definition is. */
export interface LibraryEnum {
  readonly constant: string;
  readonly name: string;
  readonly values: readonly string[];
  /** True where `libs/target-enums` has it. */
  readonly shared: boolean;
}

/** Everything that decides what stands in the files of a library. */
export interface Library {
  readonly names: LibraryNames;
  readonly draft: CollectionDraft;
  /** By the name of the type in PostgreSQL. */
  readonly enums: ReadonlyMap<string, LibraryEnum>;
  /** The collection whose documents are the rows of a table; of a collection, itself. */
  readonly collectionOf: (tableOrCollection: string) => string;
  /** Whether the page with the API's tables has this one. */
  readonly onSchemaPage: boolean;
  /** The collection's name in MongoDB, where it is another than the library's. */
  readonly sourceName?: string;
}

/** The field that a column's value comes from: the newest spelling that the documents have. */
export function shapeOf({ shape }: CollectionDraft, { from }: ColumnDraft): FieldShape | undefined {
  for (const name of from) {
    const field = shape?.fields.find((candidate) => candidate.name === name);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** True for a column that every row needs a value for, and no default gives one. */
export const isRequired = (column: ColumnDraft): boolean =>
  column.kind !== 'text-array' &&
  column.kind !== 'url-array' &&
  !column.nullable &&
  sayableDefault(column) === undefined;

/** Without documents: how often a field is there that a row can do without. */
const USUAL_PRESENCE = 0.8;

/** The share of the invented documents that have a column's field: what a row needs is always there. */
export function presenceOf(draft: CollectionDraft, column: ColumnDraft): number {
  if (isRequired(column)) return 1;
  // A date of creation is written by the application's framework, which does not forget it.
  const usual = column.default === 'now' ? 1 : USUAL_PRESENCE;
  return shapeOf(draft, column)?.presence ?? usual;
}

/**
 * False for names that look like values: documents that are keyed by ids, addresses or dates say something of somebody,
 * and nobody would read a hundred of them.
 */
export const isSpeakingName = (name: string): boolean =>
  /^[A-Za-z_$][\w$ -]{0,39}$/.test(name) && !/^[0-9a-f-]{16,}$/i.test(name) && !/\d{4}/.test(name);

/** The library's folder, from the root of the workspace. */
export const folderOf = ({ names }: Pick<Library, 'names'>): string => `libs/collections/${names.name}`;
