import type { ColumnSpec, ColumnType } from '@etl/core';
import fc from 'fast-check';
import { nestedOf } from './any-value';
import { type BsonValue, documentOf, text } from './bson-value';
import {
  boolean,
  date,
  decimalOf,
  double,
  finiteDouble,
  finiteDoubles,
  hexDigits,
  int32,
  int64,
  objectId,
  uuid,
} from './scalars';
import { cleanText } from './texts';

/** What values.md promises of a value in a column of this kind. */
export type Fit = 'mapped' | 'coerced';

/** Values that a column has to take: exactly, or in another type or spelling. */
export type FittingValues = Readonly<Partial<Record<Fit, fc.Arbitrary<BsonValue>>>>;

const texts = cleanText.map(text);
const otherScalars = fc.oneof(int32, int64, finiteDouble, boolean, objectId, uuid);

const image = fc
  .tuple(texts, fc.boolean())
  .map(([url, more]) => documentOf(more ? { url, publicId: text('p') } : { url }));

const arrayOf = (items: fc.Arbitrary<BsonValue>, minLength = 0): fc.Arbitrary<BsonValue> =>
  fc.array(items, { minLength, maxLength: 5 }).map((all) => ({ bson: 'array', items: all }));

function enumValues(type: ColumnType): FittingValues {
  if (type.kind !== 'enum') throw new Error(`The codec enum stands on a column of the type ${type.kind}.`);
  const { values } = type.definition;
  const respelled = fc
    .tuple(
      fc.constantFrom(...values),
      fc.constantFrom(' ', '_', '--', '_- '),
      fc.constantFrom('', ' ', '\t'),
      fc.boolean(),
    )
    .map(([value, dash, pad, upper]) => {
      const spelled = value.replaceAll(/[-_ ]+/g, dash);
      const cased = upper ? spelled.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase()) : spelled;
      return pad + cased + (pad === '' && values.includes(cased) ? ' ' : pad);
    });
  return { mapped: fc.constantFrom(...values).map(text), coerced: respelled.map(text) };
}

const whole = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

const wholeOfAnyType: fc.Arbitrary<BsonValue> = fc
  .tuple(whole, fc.constantFrom('int32', 'int64', 'double', 'decimal128'))
  .map(([value, bson]): BsonValue => {
    if (bson === 'double') return { bson, value };
    if (bson === 'decimal128') return { bson, text: String(value) };
    return { bson: bson === 'int32' ? 'int32' : 'int64', value: BigInt(value) };
  });

/** Digits of a Decimal128. */
const MOST_DIGITS = 34;

/** Whole multiples of the column's last decimal place. */
function numericValues(type: ColumnType): FittingValues {
  if (type.kind !== 'numeric')
    throw new Error(`The codec numeric stands on a column of the type ${type.kind}.`);
  const limit = 10n ** BigInt(Math.min(type.precision, MOST_DIGITS)) - 1n;
  const spelled = fc.bigInt({ min: -limit, max: limit }).map((units) => `${units}E-${type.scale}`);
  return {
    mapped: spelled.map((of) => ({ bson: 'decimal128', text: decimalOf(of) })),
    coerced: spelled.map((of) => text(` ${of} `)),
  };
}

/** A moment as an ISO 8601 text in two spellings, or as its milliseconds in three types. */
const spelledMoment = fc
  .tuple(fc.integer({ min: 1_000_000_000, max: 8_000_000_000_000 }), fc.nat(4))
  .map(([epoch, as]): BsonValue => {
    const iso = new Date(epoch).toISOString();
    if (as === 0) return text(` ${iso}`);
    if (as === 1) return text(iso.replace('T', ' ').replace('Z', '+00:00'));
    if (as === 2) return text(String(epoch));
    return as === 3 ? { bson: 'int64', value: BigInt(epoch) } : { bson: 'double', value: epoch };
  });

/** Ids are no longer than an index holds. */
const IDS: FittingValues = {
  mapped: fc.oneof(objectId, cleanText.filter((of) => of !== '').map(text)),
  coerced: fc.oneof(
    hexDigits(24).map((hex) => text(` ${hex.toUpperCase()}`)),
    int32,
    int64,
    uuid,
  ),
};

const jsonLeaf = fc.oneof(
  fc.oneof(texts, int32, int64, boolean, objectId, uuid, date),
  finiteDoubles
    .filter((value) => !Object.is(value, -0))
    .map((value): BsonValue => ({ bson: 'double', value })),
);

const BY_CODEC: Readonly<Record<string, (column: ColumnSpec) => FittingValues>> = {
  text: () => ({ mapped: texts, coerced: otherScalars }),
  url: () => ({ mapped: texts, coerced: fc.oneof(otherScalars, image) }),
  email: () => ({
    mapped: cleanText.map((of) => text(of.toLowerCase())),
    coerced: cleanText.map((of) => text(`A${of}`)),
  }),
  enum: ({ type }) => enumValues(type),
  boolean: () => ({
    mapped: boolean,
    coerced: fc.oneof(
      fc.constantFrom('true', ' FALSE', 'True ').map(text),
      fc.constantFrom(0n, 1n).map((value): BsonValue => ({ bson: 'int64', value })),
    ),
  }),
  integer: () => ({ mapped: wholeOfAnyType, coerced: whole.map((of) => text(` ${of}.0`)) }),
  double: () => ({ mapped: fc.oneof(double, int32), coerced: finiteDoubles.map((of) => text(` ${of}`)) }),
  numeric: ({ type }) => numericValues(type),
  timestamp: () => ({ mapped: date, coerced: spelledMoment }),
  'text-array': () => ({ mapped: arrayOf(texts), coerced: fc.oneof(texts, arrayOf(otherScalars, 1)) }),
  'url-array': () => ({
    mapped: arrayOf(texts),
    coerced: fc.oneof(texts, image, arrayOf(fc.oneof(image, otherScalars), 1)),
  }),
  id: () => IDS,
  reference: () => IDS,
  'one-row-reference': () => ({ coerced: fc.oneof(...Object.values(IDS)) }),
  jsonb: () => ({
    mapped: nestedOf(
      jsonLeaf,
      cleanText.filter((key) => !key.startsWith('$')),
    ),
  }),
};

/**
 * Values that a column has to take, after values.md and not after its codec.
 * @throws Error for a codec that this table does not know: it needs a line in `BY_CODEC`
 */
export function fittingValues(column: ColumnSpec): FittingValues {
  const values = BY_CODEC[column.codec.kind];
  if (values === undefined)
    throw new Error(`No fitting values are known for the codec ${column.codec.kind}.`);
  return values(column);
}
