import type { FanOutSpec } from '../collection/column-spec';
import type { EntityClass } from '../collection/entity-metadata';
import { FanOut, IndexOn, Table, UniqueKey } from '../collection/table.decorators';

/** A table without decorator syntax: for plug-ins in plain JavaScript. */
export interface EntityDescription {
  /** The name of the table, and of the class. */
  readonly table: string;
  /**
   * Column → its decorator, called: `id: sdk.Id()`. Several stand in an array, in the order in which they would stand
   * above a property: `email: [sdk.validators.IsEmail(), sdk.Email()]`. Columns come in this order.
   */
  readonly columns: Readonly<Record<string, PropertyDecorator | readonly PropertyDecorator[]>>;
  /** Unique keys, each by its columns. */
  readonly unique?: readonly (readonly string[])[];
  /** Other indexes, each by its columns. */
  readonly indexes?: readonly (readonly string[])[];
  /** The array of the document whose entries are the rows. */
  readonly fanOut?: FanOutSpec;
}

/** The class that the decorators would make: the very same ones are called here. */
export function entity({
  table,
  columns,
  unique = [],
  indexes = [],
  fanOut,
}: EntityDescription): EntityClass {
  const Row = { [table]: class {} }[table] as EntityClass;
  for (const [name, decorators] of Object.entries(columns)) {
    const list = typeof decorators === 'function' ? [decorators] : [...decorators];
    for (const decorate of list.reverse()) decorate(Row.prototype as object, name);
  }
  // Decorators of a class run from the last to the first.
  for (const keys of [...indexes].reverse()) IndexOn(...keys)(Row);
  for (const keys of [...unique].reverse()) UniqueKey(...keys)(Row);
  if (fanOut !== undefined) FanOut(fanOut)(Row);
  Table(table)(Row);
  return Row;
}
