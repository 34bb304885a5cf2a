const nested = (levels: number): string => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);

/**
 * Values that real databases hold where nobody expects them, as the JSON of an exported line. Each is put into every
 * column of a collection; `hostile-expectations.ts` says what has to become of it. Texts of different inputs differ
 * also after they are coerced, so that none takes the place of another in a unique column.
 */
export const HOSTILE_INPUTS = {
  // Nothing there. `missing` has no field at all.
  missing: '',
  null: 'null',
  undefined: '{"$undefined":true}',
  arrayOfNull: '[null]',
  // Text.
  emptyText: '""',
  word: '"a word"',
  nulCharacter: String.raw`"nul\u0000character"`,
  loneSurrogate: String.raw`"lone\ud800surrogate"`,
  arabic: '"شقة للبيع 🏠"',
  numberText: '"5"',
  paddedNumberText: '" 8 "',
  decimalText: '"12.50"',
  notANumberText: '"1,500"',
  booleanText: '" False "',
  isoText: '"2024-02-29 12:00:00+02:00"',
  dayText: '"2023-03-01"',
  fineIsoText: '"2024-02-29T12:00:00.1236Z"',
  impossibleDayText: '"2024-02-30T00:00:00Z"',
  yearText: '"2024"',
  epochText: '"1709208000000"',
  // Numbers of every type.
  true: 'true',
  false: 'false',
  zero: '0',
  one: '1',
  int: '{"$numberInt":"7"}',
  long: '{"$numberLong":"9007199254740993"}',
  wholeDouble: '{"$numberDouble":"6.0"}',
  fraction: '{"$numberDouble":"2.675"}',
  minusZero: '{"$numberDouble":"-0.0"}',
  nan: '{"$numberDouble":"NaN"}',
  infinity: '{"$numberDouble":"Infinity"}',
  minusInfinity: '{"$numberDouble":"-Infinity"}',
  decimal: '{"$numberDecimal":"12.345"}',
  longDecimal: '{"$numberDecimal":"1234567890123456.789"}',
  hugeDecimal: '{"$numberDecimal":"1E+6000"}',
  decimalNan: '{"$numberDecimal":"NaN"}',
  // Dates.
  date: '{"$date":"2024-02-29T12:00:00.5Z"}',
  dateBeforeYear1: '{"$date":{"$numberLong":"-62293449600000"}}',
  dateAfter9999: '{"$date":{"$numberLong":"253402300800000"}}',
  dateOutOfRange: '{"$date":{"$numberLong":"9223372036854775807"}}',
  // Ids of nothing.
  objectId: '{"$oid":"65e07f00aaaaaaaaaaaaaaaa"}',
  embedded: '{"_id":{"$oid":"65e07f00bbbbbbbbbbbbbbbb"},"name":"whole"}',
  dbRef: '{"$ref":"others","$id":{"$oid":"65e07f00cccccccccccccccc"}}',
  // Types that an application rarely writes.
  uuid: '{"$binary":{"base64":"ASNFZ4mrze8BI0VniavN7w==","subType":"04"}}',
  binary: '{"$binary":{"base64":"AAEC","subType":"00"}}',
  customBinary: '{"$binary":{"base64":"AAEC","subType":"80"}}',
  regex: '{"$regularExpression":{"pattern":"^a","options":"i"}}',
  code: '{"$code":"f()"}',
  codeWithScope: '{"$code":"g()","$scope":{"x":1}}',
  timestamp: '{"$timestamp":{"t":1,"i":2}}',
  minKey: '{"$minKey":1}',
  maxKey: '{"$maxKey":1}',
  symbol: '{"$symbol":"a symbol"}',
  // Documents and arrays.
  document: '{"a":1}',
  image: '{"url":"https://img.example.com/1.jpg","publicId":"p"}',
  oddKeys: '{"a.b":1,"$c":2,"":3,"__proto__":4}',
  nulInKey: String.raw`{"k\u0000":"v\u0000"}`,
  nanInside: '{"n":{"$numberDouble":"NaN"},"z":{"$numberDouble":"-0.0"}}',
  deep: nested(100),
  manyKeys: `{${Array.from({ length: 300 }, (_, i) => `"k${i}":${i}`).join(',')}}`,
  emptyArray: '[]',
  arrayOfOne: '["just one"]',
  arrayOfTwo: '["a","b"]',
  arrayOfNumbers: '[1,2.5]',
  arrayWithADocument: '[{"a":1},"b",null]',
  arrayOfImages: '[{"url":"https://img.example.com/2.jpg"},{"publicId":"no url"}]',
} as const;

export type HostileInput = keyof typeof HOSTILE_INPUTS;
