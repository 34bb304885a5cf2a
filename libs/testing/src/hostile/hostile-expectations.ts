import type { HostileInput } from './hostile-inputs';

/**
 * What becomes of an input: the column's text in PostgreSQL and the outcome; or `open`: values.md leaves it to the
 * codec, and any outcome is fine that closes the ledger.
 */
export type Expectation =
  { readonly outcome: 'mapped' | 'coerced' | 'repaired'; readonly text: string } | 'open';

/** What is not listed does not fit: null and repaired in a nullable column, else a reject. */
export type Expectations = Partial<Record<HostileInput, Expectation>>;

const mapped = (text: string): Expectation => ({ outcome: 'mapped', text });
const coerced = (text: string): Expectation => ({ outcome: 'coerced', text });
const repaired = (text: string): Expectation => ({ outcome: 'repaired', text });

const UUID = '01234567-89ab-cdef-0123-456789abcdef';
const ISO_BEFORE_YEAR_1 = '-000004-01-01T00:00:00.000Z';
const ISO_AFTER_9999 = '+010000-01-01T00:00:00.000Z';

const STRINGS: Expectations = {
  word: mapped('a word'),
  arabic: mapped('شقة للبيع 🏠'),
  numberText: mapped('5'),
  paddedNumberText: mapped(' 8 '),
  decimalText: mapped('12.50'),
  notANumberText: mapped('1,500'),
  booleanText: mapped(' False '),
  isoText: mapped('2024-02-29 12:00:00+02:00'),
  dayText: mapped('2023-03-01'),
  fineIsoText: mapped('2024-02-29T12:00:00.1236Z'),
  impossibleDayText: mapped('2024-02-30T00:00:00Z'),
  yearText: mapped('2024'),
  epochText: mapped('1709208000000'),
};

const NUMBERS_AS_TEXT: Expectations = {
  zero: coerced('0'),
  one: coerced('1'),
  int: coerced('7'),
  long: coerced('9007199254740993'),
  wholeDouble: coerced('6'),
  fraction: coerced('2.675'),
  decimal: coerced('12.345'),
  longDecimal: coerced('1234567890123456.789'),
};

export const TEXT: Expectations = {
  ...STRINGS,
  ...NUMBERS_AS_TEXT,
  emptyText: mapped(''),
  nulCharacter: repaired('nul\uFFFDcharacter'),
  loneSurrogate: repaired('lone\uFFFDsurrogate'),
  true: coerced('true'),
  false: coerced('false'),
  // As ECMAScript writes it: a zero like the other one, which a unique column already has.
  minusZero: 'open',
  // Decimal128's NaN is the same text.
  nan: coerced('NaN'),
  decimalNan: 'open',
  infinity: coerced('Infinity'),
  minusInfinity: coerced('-Infinity'),
  hugeDecimal: coerced('1E+6000'),
  date: coerced('2024-02-29T12:00:00.500Z'),
  dateBeforeYear1: coerced(ISO_BEFORE_YEAR_1),
  dateAfter9999: coerced(ISO_AFTER_9999),
  dateOutOfRange: 'open',
  objectId: coerced('65e07f00aaaaaaaaaaaaaaaa'),
  uuid: coerced(UUID),
  code: coerced('f()'),
  symbol: coerced('a symbol'),
  arrayOfOne: coerced('just one'),
};

export const URL_TEXT: Expectations = {
  ...TEXT,
  image: coerced('https://img.example.com/1.jpg'),
  arrayOfImages: 'open',
};

/** Texts are lower-cased; whether that is an outcome of its own is left open. */
export const EMAIL: Expectations = Object.fromEntries(
  Object.entries(TEXT).map(([input, expected]) =>
    typeof expected === 'string' || expected.text === expected.text.toLowerCase()
      ? [input, expected]
      : [input, { outcome: 'coerced', text: expected.text.toLowerCase() }],
  ),
);

export const ENUM: Expectations = {};

export const BOOLEAN: Expectations = {
  true: mapped('true'),
  false: mapped('false'),
  zero: coerced('false'),
  one: coerced('true'),
  minusZero: 'open',
  booleanText: coerced('false'),
};

export const INTEGER: Expectations = {
  zero: mapped('0'),
  one: mapped('1'),
  int: mapped('7'),
  wholeDouble: mapped('6'),
  minusZero: coerced('0'),
  fraction: repaired('3'),
  decimal: repaired('12'),
  numberText: coerced('5'),
  paddedNumberText: coerced('8'),
  decimalText: repaired('13'),
  yearText: coerced('2024'),
};

export const DOUBLE: Expectations = {
  zero: mapped('0'),
  one: mapped('1'),
  int: mapped('7'),
  long: repaired('9.007199254740992e+15'),
  wholeDouble: mapped('6'),
  fraction: mapped('2.675'),
  minusZero: mapped('-0'),
  nan: mapped('NaN'),
  infinity: mapped('Infinity'),
  minusInfinity: mapped('-Infinity'),
  decimal: 'open',
  longDecimal: repaired('1.2345678901234568e+15'),
  decimalNan: 'open',
  numberText: coerced('5'),
  paddedNumberText: coerced('8'),
  decimalText: coerced('12.5'),
  yearText: coerced('2024'),
  epochText: coerced('1709208000000'),
};

/** Inputs that are numbers, exactly; those in quotes are texts. */
const DECIMALS = {
  zero: '0',
  one: '1',
  int: '7',
  long: '9007199254740993',
  wholeDouble: '6',
  fraction: '2.675',
  decimal: '12.345',
  longDecimal: '1234567890123456.789',
  numberText: '"5"',
  paddedNumberText: '"8"',
  decimalText: '"12.50"',
  yearText: '"2024"',
  epochText: '"1709208000000"',
} as const;

/** Rounds half away from zero; undefined for what has too many digits before the point. None is negative. */
function rounded(
  decimal: string,
  precision: number,
  scale: number,
): { text: string; exact: boolean } | undefined {
  const [whole = '', fraction = ''] = decimal.split('.');
  const kept = fraction.slice(0, scale).padEnd(scale, '0');
  const dropped = fraction.slice(scale);
  const units = BigInt(whole + kept) + (dropped >= '5' ? 1n : 0n);
  const digits = String(units).padStart(scale + 1, '0');
  if (units >= 10n ** BigInt(precision)) return undefined;
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return { text, exact: !/[1-9]/.test(dropped) };
}

/** What becomes of the inputs in a `numeric(precision, scale)`. */
export function numericExpectations(precision: number, scale: number): Expectations {
  const numbers = Object.entries(DECIMALS).flatMap(([input, spelled]) => {
    const fit = rounded(spelled.replaceAll('"', ''), precision, scale);
    if (fit === undefined) return [];
    const held = spelled.startsWith('"') ? coerced : mapped;
    return [[input, fit.exact ? held(fit.text) : repaired(fit.text)] as const];
  });
  const zero = scale === 0 ? '0' : `0.${'0'.repeat(scale)}`;
  return { ...Object.fromEntries(numbers), minusZero: coerced(zero) };
}

export const TIMESTAMP_3: Expectations = {
  date: mapped('2024-02-29 12:00:00.5'),
  dateBeforeYear1: mapped('0005-01-01 00:00:00 BC'),
  dateAfter9999: mapped('10000-01-01 00:00:00'),
  isoText: coerced('2024-02-29 10:00:00'),
  dayText: coerced('2023-03-01 00:00:00'),
  fineIsoText: repaired('2024-02-29 12:00:00.124'),
  epochText: coerced('2024-02-29 12:00:00'),
  numberText: coerced('1970-01-01 00:00:00.005'),
  paddedNumberText: coerced('1970-01-01 00:00:00.008'),
  zero: coerced('1970-01-01 00:00:00'),
  one: coerced('1970-01-01 00:00:00.001'),
  int: coerced('1970-01-01 00:00:00.007'),
  long: coerced('287396-10-12 08:59:00.993'),
  wholeDouble: coerced('1970-01-01 00:00:00.006'),
  fraction: repaired('1970-01-01 00:00:00.003'),
  decimal: repaired('1970-01-01 00:00:00.012'),
  longDecimal: repaired('41091-11-25 05:02:03.457'),
  minusZero: coerced('1970-01-01 00:00:00'),
};

const arrayText = (text: string): string => `{"${text}"}`;

/** One string is an array of one; other lone values are not. */
const LONE_STRINGS: Expectations = Object.fromEntries(
  Object.entries(STRINGS).map(([input, expected]) => [
    input,
    typeof expected === 'string'
      ? expected
      : coerced(/[\s,]|^$/.test(expected.text) ? arrayText(expected.text) : `{${expected.text}}`),
  ]),
);

export const TEXT_ARRAY: Expectations = {
  ...LONE_STRINGS,
  emptyText: coerced('{""}'),
  nulCharacter: repaired('{nul\uFFFDcharacter}'),
  loneSurrogate: repaired('{lone\uFFFDsurrogate}'),
  symbol: 'open',
  image: 'open',
  arrayOfNull: repaired('{}'),
  emptyArray: mapped('{}'),
  arrayOfOne: mapped('{"just one"}'),
  arrayOfTwo: mapped('{a,b}'),
  arrayOfNumbers: coerced('{1,2.5}'),
  arrayWithADocument: repaired('{b}'),
  arrayOfImages: repaired('{}'),
};

export const URL_ARRAY: Expectations = {
  ...TEXT_ARRAY,
  image: coerced('{https://img.example.com/1.jpg}'),
  arrayOfImages: repaired('{https://img.example.com/2.jpg}'),
};

export const ID: Expectations = {
  ...STRINGS,
  ...NUMBERS_AS_TEXT,
  objectId: mapped('65e07f00aaaaaaaaaaaaaaaa'),
  uuid: coerced(UUID),
  paddedNumberText: 'open',
  minusZero: 'open',
  nan: 'open',
  infinity: 'open',
  minusInfinity: 'open',
  hugeDecimal: 'open',
  decimalNan: 'open',
  symbol: 'open',
  arrayOfOne: 'open',
  embedded: 'open',
  dbRef: 'open',
};

/** None of the inputs is the id of a row: like an unfit value, it is null where that is allowed, else a reject. */
export const REFERENCE: Expectations = {};

const quoted = (text: string): Expectation => mapped(JSON.stringify(text));

export const JSONB: Expectations = {
  ...Object.fromEntries(
    Object.entries(STRINGS).map(([input, expected]) => [
      input,
      typeof expected === 'string' ? expected : quoted(expected.text),
    ]),
  ),
  emptyText: quoted(''),
  nulCharacter: repaired('"nul\uFFFDcharacter"'),
  loneSurrogate: repaired('"lone\uFFFDsurrogate"'),
  true: mapped('true'),
  false: mapped('false'),
  zero: mapped('0'),
  one: mapped('1'),
  int: mapped('7'),
  long: mapped('9007199254740993'),
  wholeDouble: 'open',
  fraction: mapped('2.675'),
  minusZero: repaired('0'),
  nan: repaired('"NaN"'),
  infinity: repaired('"Infinity"'),
  minusInfinity: repaired('"-Infinity"'),
  decimal: mapped('12.345'),
  longDecimal: mapped('1234567890123456.789'),
  hugeDecimal: mapped(`1${'0'.repeat(6_000)}`),
  decimalNan: repaired('"NaN"'),
  date: quoted('2024-02-29T12:00:00.500Z'),
  dateBeforeYear1: quoted(ISO_BEFORE_YEAR_1),
  dateAfter9999: quoted(ISO_AFTER_9999),
  dateOutOfRange: 'open',
  objectId: quoted('65e07f00aaaaaaaaaaaaaaaa'),
  embedded: mapped('{"_id": "65e07f00bbbbbbbbbbbbbbbb", "name": "whole"}'),
  dbRef: mapped('{"$id": "65e07f00cccccccccccccccc", "$ref": "others"}'),
  uuid: quoted(UUID),
  binary: quoted('AAEC'),
  customBinary: mapped('{"$binary": {"base64": "AAEC", "subType": "80"}}'),
  regex: mapped('{"$regularExpression": {"options": "i", "pattern": "^a"}}'),
  code: mapped('{"$code": "f()"}'),
  // The scope's numbers may stand as they are or in their canonical wrappers.
  codeWithScope: 'open',
  timestamp: mapped('{"$timestamp": {"i": 2, "t": 1}}'),
  minKey: mapped('{"$minKey": 1}'),
  maxKey: mapped('{"$maxKey": 1}'),
  symbol: mapped('{"$symbol": "a symbol"}'),
  document: mapped('{"a": 1}'),
  image: mapped('{"url": "https://img.example.com/1.jpg", "publicId": "p"}'),
  oddKeys: mapped('{"": 3, "$c": 2, "a.b": 1, "__proto__": 4}'),
  nulInKey: repaired('{"k\uFFFD": "v\uFFFD"}'),
  nanInside: repaired('{"n": "NaN", "z": 0}'),
  deep: mapped('{"a": '.repeat(100) + '1' + '}'.repeat(100)),
  manyKeys: 'open',
  emptyArray: mapped('[]'),
  arrayOfNull: mapped('[null]'),
  arrayOfOne: mapped('["just one"]'),
  arrayOfTwo: mapped('["a", "b"]'),
  arrayOfNumbers: mapped('[1, 2.5]'),
  arrayWithADocument: mapped('[{"a": 1}, "b", null]'),
  arrayOfImages: mapped('[{"url": "https://img.example.com/2.jpg"}, {"publicId": "no url"}]'),
};
