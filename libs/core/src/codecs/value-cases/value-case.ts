import type { Codec, UnfitReason } from '../codec';

/** What becomes of a value; the reason where it does not fit. */
export type ExpectedOutcome = 'mapped' | 'coerced' | 'repaired' | `unfit: ${UnfitReason}`;

/**
 * The outcome, the text of the column where there is one (an array for `text[]`), and what is noted, each as
 * `<JSON Pointer> <reason>` or `<JSON Pointer> beside`.
 */
export type Expectation = readonly [
  outcome: ExpectedOutcome,
  column?: string | readonly string[],
  ...notes: string[],
];

/** A value as Extended JSON, and what becomes of it. */
export type ValueCase = readonly [value: string, ...expectation: Expectation];

/** One value of every BSON type, in the spellings of Extended JSON v2, and the values that real data holds out of place. */
export const BSON_SAMPLES = {
  string: '"5"',
  emptyString: '""',
  number: '5',
  boolean: 'true',
  int32: '{"$numberInt":"5"}',
  int64: '{"$numberLong":"5"}',
  double: '{"$numberDouble":"5.0"}',
  nan: '{"$numberDouble":"NaN"}',
  infinity: '{"$numberDouble":"-Infinity"}',
  negativeZero: '{"$numberDouble":"-0.0"}',
  decimal128: '{"$numberDecimal":"5"}',
  decimalNaN: '{"$numberDecimal":"NaN"}',
  date: '{"$date":"2024-02-29T12:34:56.789Z"}',
  objectId: '{"$oid":"64b7f0A1c2d3e4f5a6b7c8d9"}',
  uuid: '{"$binary":{"base64":"ABEiM0RVZneImaq7zN3u/w==","subType":"04"}}',
  binary: '{"$binary":{"base64":"aGVsbG8=","subType":"00"}}',
  otherBinary: '{"$binary":{"base64":"aGVsbG8=","subType":"05"}}',
  array: '["5","6"]',
  emptyArray: '[]',
  document: '{"a":1}',
  dbRef: '{"$ref":"users","$id":{"$oid":"64b7f0a1c2d3e4f5a6b7c8d9"},"$db":"basera"}',
  regex: '{"$regularExpression":{"pattern":"^a.*b$","options":"im"}}',
  code: '{"$code":"function(){}"}',
  codeWithScope: '{"$code":"f()","$scope":{"n":1}}',
  symbol: '{"$symbol":"5"}',
  timestamp: '{"$timestamp":{"t":1700000000,"i":1}}',
  dbPointer: '{"$dbPointer":{"$ref":"users","$id":{"$oid":"64b7f0a1c2d3e4f5a6b7c8d9"}}}',
  minKey: '{"$minKey":1}',
  maxKey: '{"$maxKey":1}',
  nulText: '"a\\u0000b"',
  loneSurrogate: '"\\ud83dx"',
  numberText: '"12.50"',
  isoText: '"2024-02-29T12:34:56.789Z"',
  fraction: '2.675',
  epochMillis: '{"$numberLong":"1709210096789"}',
  largeInt64: '{"$numberLong":"9007199254740993"}',
  longDecimal: '{"$numberDecimal":"1234567890123456.789"}',
  decimalInfinity: '{"$numberDecimal":"Infinity"}',
  dateBeforeYear1: '{"$date":{"$numberLong":"-62198755200000"}}',
  dateAfter9999: '{"$date":{"$numberLong":"253402300800000"}}',
  dateBeyondEcmaScript: '{"$date":{"$numberLong":"8640000000000001"}}',
  dateOutOfRange: '{"$date":{"$numberLong":"9223372036854775807"}}',
  image: '{"url":"https://x.test/a.jpg","publicId":"p"}',
  embedded: '{"_id":{"$oid":"64b7f0a1c2d3e4f5a6b7c8d9"},"name":"Cairo"}',
  oddKeys: '{"a.b":1,"$c":2,"":3,"__proto__":4}',
} as const;

/** What a codec makes of every BSON type, and of the values where two people would decide differently. */
export interface CodecCases {
  readonly title: string;
  readonly codec: Codec;
  readonly byType: Readonly<Record<keyof typeof BSON_SAMPLES, Expectation>>;
  readonly cases: readonly ValueCase[];
}

/** The expectation of everything that a column has no use for. */
export const WRONG_TYPE: Expectation = ['unfit: wrong-type'];
