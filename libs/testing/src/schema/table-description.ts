/** A table as target-schema.md words it: three truths (page, plan, catalog) are brought into this shape and compared. */
export interface TableDescription {
  readonly name: string;
  readonly columns: readonly ColumnDescription[];
  readonly indexes: readonly IndexDescription[];
}

export interface ColumnDescription {
  readonly name: string;
  /** As PostgreSQL writes it, an enum by its name. */
  readonly type: string;
  readonly nullable: boolean;
  /** `now`, `empty array`, a literal as SQL writes it, or nothing. */
  readonly default: string;
  /** `Table.id (set null)` or nothing. */
  readonly references: string;
}

export interface IndexDescription {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
}

export interface SchemaDescription {
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly tables: ReadonlyMap<string, TableDescription>;
}

/** Indexes have no order. */
export const byName = (a: IndexDescription, b: IndexDescription): number => (a.name < b.name ? -1 : 1);
