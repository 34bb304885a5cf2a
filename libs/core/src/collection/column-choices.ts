// Apart from the decorators: the types of the SDK must not lead to TypeORM.

/** What every column may say. */
export interface ColumnChoices {
  nullable?: boolean;
  /** The field or fields of the document, newest spelling first; without it the field has the column's name. */
  from?: string | readonly string[];
}

/** A default as an author writes it: a literal, or `now` for a point in time. */
export type DefaultChoice = string | number | boolean;
