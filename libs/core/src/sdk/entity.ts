import { ColumnOf } from '../collection/column-of.decorator';
import * as decorators from '../collection/column.decorators';
import type { FanOutSpec } from '../collection/column-spec';
import type { EntityClass } from '../collection/entity-metadata';
import { requireColumnLists, requireKnownKeys } from '../collection/known-keys';
import { FanOut, IndexOn, Table, UniqueKey } from '../collection/table.decorators';
import { EtlError } from '../errors/etl-error';

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

/**
 * The class that the decorators would make: the very same ones are called here.
 * @throws EtlError COLLECTION_INVALID where the description has a name that there is none of, or something else in the
 * place of a list or decorator
 */
export function entity(description: EntityDescription): EntityClass {
  requireKnownKeys('sdk.entity', description, ['table', 'columns', 'unique', 'indexes', 'fanOut']);
  const { table, columns, unique = [], indexes = [], fanOut } = description;
  if (typeof table !== 'string' || table === '')
    throw new EtlError('COLLECTION_INVALID', 'sdk.entity takes a table: the name of one.');
  if (typeof columns !== 'object' || columns === null)
    throw new EtlError('COLLECTION_INVALID', `sdk.entity of ${table} takes columns: { id: sdk.Id(), … }.`);
  requireColumnLists(`unique of ${table}`, unique);
  requireColumnLists(`indexes of ${table}`, indexes);
  if (fanOut !== undefined) requireKnownKeys(`fanOut of ${table}`, fanOut, ['from', 'bare']);
  const Row = { [table]: class {} }[table] as EntityClass;
  for (const [name, given] of Object.entries(columns)) {
    const list: readonly unknown[] = Array.isArray(given) ? given : [given];
    for (const decorate of [...list].reverse()) decorateProperty(Row, name, decorate);
  }
  // Decorators of a class run from the last to the first.
  for (const keys of [...indexes].reverse()) IndexOn(...keys)(Row);
  for (const keys of [...unique].reverse()) UniqueKey(...keys)(Row);
  if (fanOut !== undefined) FanOut(fanOut)(Row);
  Table(table)(Row);
  return Row;
}

/** By identity: some of them take what a decorator is called with for their choices. */
const NAMES = new Map<unknown, string>(
  Object.entries({ ...decorators, ColumnOf }).map(([name, decorator]) => [decorator, name]),
);

function decorateProperty(Row: EntityClass, name: string, decorate: unknown): void {
  const column = `The column ${name} of ${Row.name}`;
  const own = NAMES.get(decorate);
  if (own !== undefined)
    throw new EtlError('COLLECTION_INVALID', `${column} has sdk.${own} itself: call it, sdk.${own}(…).`);
  if (typeof decorate !== 'function')
    throw new EtlError(
      'COLLECTION_INVALID',
      `${column} is ${JSON.stringify(decorate) ?? String(decorate)}, which is no decorator: write sdk.Text() say.`,
    );
  const answer: unknown = (decorate as PropertyDecorator)(Row.prototype as object, name);
  if (typeof answer === 'function')
    throw new EtlError(
      'COLLECTION_INVALID',
      `${column} has a decorator that was not called: write ${decorate.name || 'it'}(…).`,
    );
}
