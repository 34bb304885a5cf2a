/** Powers of two at which a type ends, or stops being exact. */
const EDGES = [2n ** 7n, 2n ** 15n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n];

const wholes: readonly string[] = [
  ...['0', '1', '-1', '7', '-12'],
  ...EDGES.flatMap((edge) =>
    [edge - 1n, edge, edge + 1n].flatMap((value) => [String(value), String(-value)]),
  ),
  ...[
    '9999999999999999999',
    '-9999999999999999999',
    '10000000000000000000',
    '1234567890123456789012345678901234',
  ],
];

const fractions: readonly string[] = [
  ...['0.5', '-0.5', '1.5', '2.5', '12.5', '-12.5', '0.1', '2.675', '0.0000001'],
  '123456789.123456789',
];

const isInt64 = (whole: string): boolean => BigInt.asIntN(64, BigInt(whole)) === BigInt(whole);

function spellingsOf(number: string): string[] {
  const double = Number(number);
  return [
    `{"$numberDecimal":"${number}"}`,
    `{"$numberDouble":"${double}"}`,
    `"${number}"`,
    `" ${number} "`,
    `"${number}${number.includes('.') ? '0' : '.0'}"`,
  ];
}

/** Numbers at the ends of types, in every type and as text, as the JSON of an exported line. */
export const BOUNDARY_NUMBERS: readonly string[] = [
  ...wholes.filter(isInt64).map((whole) => `{"$numberLong":"${whole}"}`),
  ...[...wholes, ...fractions].flatMap(spellingsOf),
  '{"$numberDouble":"-0.0"}',
];
