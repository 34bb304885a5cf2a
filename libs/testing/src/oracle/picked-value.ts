import { type ColumnSpec, isMissing } from '@etl/core';

/** The fields of a document, or of an entry of a fan-out. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a column takes from a document, before its codec. */
export interface PickedValue {
  readonly state: 'value' | 'null' | 'missing';
  readonly value: unknown;
  readonly field: string;
  /** Arrays of one that stood around the value. */
  readonly wrappers: number;
}

function valueOf({ codec }: ColumnSpec, field: string, source: Fields): PickedValue {
  let value = Object.hasOwn(source, field) ? source[field] : undefined;
  let wrappers = 0;
  for (; codec.scalar && Array.isArray(value) && value.length === 1; wrappers += 1)
    value = value[0] as unknown;
  const state = isMissing(value) ? 'missing' : value === null ? 'null' : 'value';
  return { state, value, field, wrappers };
}

export const fieldsOf = ({ source }: ColumnSpec): readonly string[] =>
  source.kind === 'field' ? source.names : [];

/** After values.md: of several spellings the newest that is not null; null is missing where the column is NOT NULL. */
export function pickedValue(column: ColumnSpec, source: Fields): PickedValue {
  const spellings = fieldsOf(column).map((field) => valueOf(column, field, source));
  const found =
    spellings.find(({ state }) => state === 'value') ??
    spellings.find(({ state }) => state === 'null') ??
    spellings[0]!;
  return found.state === 'null' && !column.nullable ? { ...found, state: 'missing' } : found;
}

/** Older spellings that have a value of their own beside the one that counts. */
export const otherSpellings = (
  column: ColumnSpec,
  taken: PickedValue,
  source: Fields,
): readonly PickedValue[] =>
  fieldsOf(column)
    .filter((field) => field !== taken.field)
    .map((field) => valueOf(column, field, source))
    .filter(({ state }) => state === 'value');
