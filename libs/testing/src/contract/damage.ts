import { CaptureSink, type Codec, type ColumnSpec, isPointInTime, parseLine } from '@etl/core';
import { quoted } from '@etl/postgres';
import { exampleOf } from '../hostile/plain-document';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A position that no sample reaches: its example is in no row. */
const FAR = 987_654_321;

/** A value of a codec of somebody's own that no row has. */
export function ownValue(codec: Codec, type: string): string {
  const capture = new CaptureSink();
  const ignored = { beside: () => undefined, repaired: () => undefined };
  codec.encode(parseLine(exampleOf(codec, FAR)).document, capture, ignored);
  return capture.value === null ? 'NULL' : `${literal(capture.value)}::${type}`;
}

/** Another value of the column's type than it holds, as SQL; null where the type has no other. */
export type OtherValue = (column: ColumnSpec) => string | null;

/** The next number, and of the last one that before it. */
const nextTo = (column: string, unit: string, last: string): string =>
  `CASE WHEN ${column} = ${last} THEN ${column} - ${unit} ELSE ${column} + ${unit} END`;

/** The nearest one, which is the easiest to miss: a space more, a millisecond, a unit of the last decimal place. */
export const nearestOther: OtherValue = ({ name, type, codec }) => {
  const column = quoted(name);
  switch (type.kind) {
    case 'text':
      return `${column} || ' '`;
    case 'boolean':
      return `NOT ${column}`;
    case 'integer':
      return nextTo(column, '1', '2147483647');
    case 'double precision':
      // Beside a large one, 1 is nothing; NaN is larger than all.
      return `CASE WHEN abs(${column}) < 1e15 THEN ${column} + 1 ELSE 0 END`;
    case 'numeric':
      return nextTo(column, `1e-${type.scale}`, `1e${type.precision - type.scale} - 1e-${type.scale}`);
    case 'timestamp':
      return `${column} + interval '1 millisecond'`;
    case 'text[]':
      return `${column} || ''::text`;
    case 'jsonb':
      return `jsonb_build_array(${column})`;
    case 'other':
      // Nobody knows how fine the type is, but a date has days.
      return isPointInTime(type) ? `${column} + interval '1 day'` : ownValue(codec, type.name);
    case 'enum': {
      const [first, second] = type.definition.values.map(literal);
      if (first === undefined || second === undefined) return null;
      return `(CASE WHEN ${column} = ${first} THEN ${second} ELSE ${first} END)::${quoted(type.definition.name)}`;
    }
  }
};

/** Some value, for a column that holds none. */
export const someValue: OtherValue = ({ type, codec }) => {
  switch (type.kind) {
    case 'text':
      return `''`;
    case 'boolean':
      return 'false';
    case 'integer':
    case 'double precision':
    case 'numeric':
      return '0';
    case 'timestamp':
      return `'1970-01-01'`;
    case 'text[]':
      return `'{}'`;
    case 'jsonb':
      return `'{}'`;
    case 'other':
      return ownValue(codec, type.name);
    case 'enum':
      return literal(type.definition.values[0] ?? '');
  }
};
