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
  let value: unknown = source[names[0]!];
  let field = names[0]!;
  for (let i = 1; i < names.length && (value === null || isMissing(value)); i += 1) {
    const older = source[names[i]!];
    if (!isMissing(older) && (older !== null || isMissing(value))) {
      value = older;
      field = names[i]!;
    }
  }
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
  if (isMissing(value)) result.state = 'missing';
  else if (value === null) result.state = column.nullable ? 'null' : 'missing';
  else result.state = 'there';
  return result;
}
