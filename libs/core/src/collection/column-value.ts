import type { ColumnSpec } from './column-spec';
import { isMissing } from '../values';

/** The value that a column takes from a document, before its codec. */
export interface ColumnValue {
  /** `there`: a value for the codec. `null`: an explicit null. `missing`: no field, BSON undefined, or null where the column is NOT NULL. */
  state: 'there' | 'null' | 'missing';
  value: unknown;
  /** The field it came from; the first spelling where there is none. */
  field: string;
  /** How many arrays of one stood around the value. */
  unwrapped: number;
}

const result: ColumnValue = { state: 'missing', value: undefined, field: '', unwrapped: 0 };

/**
 * Picks the value of a column: of several spellings the newest that is not null; an array of one stands for its
 * element where the codec is scalar.
 * @returns one object that the next call fills again: read it at once (an object per field is what a load cannot afford).
 */
export function pickValue(
  column: ColumnSpec,
  names: readonly string[],
  source: Readonly<Record<string, unknown>>,
): ColumnValue {
  take(column, names[0]!, source);
  for (let i = 1; i < names.length && result.state !== 'there'; i += 1) {
    const { state, value, field, unwrapped } = result;
    take(column, names[i]!, source);
    // Where no spelling has a value, an explicit null says more than a missing field, and the newest null counts.
    if (result.state === 'missing' || (result.state === 'null' && state === 'null')) {
      Object.assign(result, { state, value, field, unwrapped });
    }
  }
  if (result.state === 'null' && !column.nullable) result.state = 'missing';
  return result;
}

function take(column: ColumnSpec, field: string, source: Readonly<Record<string, unknown>>): void {
  // A document has no field only because every object of JavaScript has a member of that name.
  let value: unknown = Object.hasOwn(source, field) ? source[field] : undefined;
  let unwrapped = 0;
  if (column.codec.scalar) {
    while (Array.isArray(value) && value.length === 1) {
      value = value[0];
      unwrapped += 1;
    }
  }
  result.value = value;
  result.field = field;
  result.unwrapped = unwrapped;
  result.state = isMissing(value) ? 'missing' : value === null ? 'null' : 'there';
}
