import fc from 'fast-check';

/* JSON as nobody would spell it, for specs: what scans it and what parses it must agree. */

const STRINGS = [
  '',
  'a word',
  'شقة للبيع 🏠',
  'a:b',
  '\\":',
  'q\\"q',
  'b\\\\n',
  'l1\\nl2\\r\\t\\b\\f',
  's\\/s',
  '\\u0041\\u00e9',
  '\\ud83c\\udfe0',
  '\\ud83c',
  'nul\\u0000',
  'x'.repeat(70),
  'é'.repeat(30),
  '\u007f\u2028',
  'light',
  'Dark red',
  'Ann@Example.com',
  'ann@example.com',
  '65e07f00aaaaaaaaaaaaaaaa',
  '65E07F00AAAAAAAAAAAAAAAA',
  '12.50',
  '2024-02-29T00:00:00.000Z',
  // No JSON:
  '\\x',
  '\\u12g4',
  'a\nb',
];

const NUMBERS = [
  ...['0', '-0', '7', '-1', '2147483647', '2147483648', '999999999999999', '1000000000000000'],
  ...['9007199254740993', '12345678901234567890', '1152921504606847000', '5.0', '1.50', '0.1', '-12.25'],
  ...['0.000001', '0.0000001', '0.00012', '0.1234567890123456', '30.044419612345678', '123456789012345.6'],
  ...['1e5', '1E-7', '1e21', '1e+21', '1.5e+300', '1e400', '-0.0', '1e-400', '01', '1.', '.5', '-', '+1'],
];

const WRAPPERS = [
  ...[
    '{"$oid":"65e07f00aaaaaaaaaaaaaaaa"}',
    '{"$oid":"65e07f00bbbbbbbbbbbbbbbb"}',
    '{"$oid":"65E07F00AAAAAAAAAAAAAAAA"}',
  ],
  ...[
    '{"$oid":"none"}',
    '{"$oid":"65e07f00aaaaaaaaaaaaaaaa","x":1}',
    '{ "$oid": "65e07f00aaaaaaaaaaaaaaaa" }',
  ],
  ...[
    '{"$date":"2024-02-29T12:34:56.789Z"}',
    '{"$date":"2024-02-29T12:34:56Z"}',
    '{"$date":"2023-02-29T12:34:56.789Z"}',
  ],
  ...[
    '{"$date":"2024-12-31T23:59:59.120Z"}',
    '{"$date":"2024-01-01T24:00:00.000Z"}',
    '{"$date":"0000-01-01T00:00:00.000Z"}',
  ],
  ...[
    '{"$date":"2024-02-29T12:34:56.7Z"}',
    '{"$date":"2024-02-29T12:34:56.000+02:00"}',
    '{"$date":"2024-13-01T00:00:00.000Z"}',
  ],
  ...[
    '{"$date":"1969-12-31T00:00:00.500Z"}',
    '{"$date":{"$numberLong":"1700000000000"}}',
    '{"$date":"x"}',
    '{"$date":5}',
  ],
  ...[
    '{"$numberInt":"5"}',
    '{"$numberInt":"05"}',
    '{"$numberInt":"2147483648"}',
    '{"$numberInt":"-0"}',
    '{"$numberInt":5}',
  ],
  ...[
    '{"$numberLong":"123456789012"}',
    '{"$numberLong":"9007199254740993"}',
    '{"$numberLong":"99999999999999999999"}',
  ],
  ...[
    '{"$numberDouble":"5.0"}',
    '{"$numberDouble":"5.50"}',
    '{"$numberDouble":"-0.0"}',
    '{"$numberDouble":"NaN"}',
  ],
  ...[
    '{"$numberDouble":"0.25"}',
    '{"$numberDouble":"5"}',
    '{"$numberDouble":"1e5"}',
    '{"$numberDecimal":"12.50"}',
  ],
  ...[
    '{"$undefined":true}',
    '{"$ref":"walls","$id":{"$oid":"65e07f00aaaaaaaaaaaaaaaa"}}',
    '{"$minKey":1}',
    '{"$":1}',
  ],
  ...[
    '{"_id":{"$oid":"65e07f00aaaaaaaaaaaaaaaa"},"name":"whole"}',
    '{"url":"https://img.example.com/1.jpg","order":1}',
  ],
];

const KEYS = [
  'a',
  'b',
  'url',
  '_id',
  '',
  '1',
  '01',
  '$oid',
  '$date',
  '$ref',
  '__proto__',
  'a.b',
  'k\\u0041',
  'ключ',
  'toString',
];

const space = fc.constantFrom('', '', '', '', ' ', '\t');

/** The text of a JSON value; now and then of something that is none. */
export const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...STRINGS).map((text) => `"${text}"`),
    fc.constantFrom(...NUMBERS),
    fc.constantFrom(...WRAPPERS),
    fc.constantFrom('true', 'false', 'null', '"light"', '[]', '{}', 'nul', ''),
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.integer().map(String),
    fc
      .integer({ min: -(2 ** 42), max: 2 ** 42 })
      .map((epoch) => `{"$date":"${new Date(epoch).toISOString()}"}`),
    fc.array(fc.constantFrom('"a"', '"b c"', '"ü"')).map((items) => `[${items.join(',')}]`),
    fc
      .tuple(fc.array(tie('value'), { maxLength: 4 }), space)
      .map(([items, s]) => `[${items.join(`,${s}`)}${s}]`),
    documentText(fc.constantFrom(...KEYS), tie('value')),
  ),
})).value;

/** The text of a document with these keys, some of them twice perhaps. */
export function documentText(keys: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const field = fc.tuple(keys, space, value).map(([key, s, text]) => `"${key}":${s}${text}`);
  return fc
    .tuple(fc.array(field, { maxLength: 6 }), space)
    .map(([fields, s]) => `{${s}${fields.join(`,${s}`)}}`);
}
