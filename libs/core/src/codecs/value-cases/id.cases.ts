import { idCodec } from '../id.codec';
import { referenceCodec } from '../reference.codec';
import { NO_NUMBERS } from './scalar.cases';
import type { CodecCases, Expectation, ValueCase } from './value-case';

const HEX = '64b7f0a1c2d3e4f5a6b7c8d9';
const NO_ID: Expectation = ['unfit: not-an-id'];

const byType: CodecCases['byType'] = {
  ...(Object.fromEntries(
    Object.keys(NO_NUMBERS).map((type) => [type, NO_ID]),
  ) as unknown as CodecCases['byType']),
  string: ['mapped', '5'],
  emptyString: ['unfit: empty-string'],
  number: ['coerced', '5'],
  int32: ['coerced', '5'],
  int64: ['coerced', '5'],
  double: ['coerced', '5'],
  nan: ['coerced', 'NaN'],
  infinity: ['coerced', '-Infinity'],
  negativeZero: ['coerced', '0'],
  decimal128: ['coerced', '5'],
  decimalNaN: ['coerced', 'NaN'],
  objectId: ['mapped', HEX],
  uuid: ['coerced', '00112233-4455-6677-8899-aabbccddeeff'],
  numberText: ['mapped', '12.50'],
  isoText: ['mapped', '2024-02-29T12:34:56.789Z'],
  fraction: ['coerced', '2.675'],
  epochMillis: ['coerced', '1709210096789'],
  largeInt64: ['coerced', '9007199254740993'],
  longDecimal: ['coerced', '1234567890123456.789'],
  decimalInfinity: ['coerced', 'Infinity'],
};

const both: readonly ValueCase[] = [
  [`"${HEX}"`, 'mapped', HEX],
  [`"${HEX.toUpperCase()}"`, 'coerced', HEX],
  [`" ${HEX}\\n"`, 'coerced', HEX],
  ['"my-slug"', 'mapped', 'my-slug'],
  ['" My Slug "', 'mapped', ' My Slug '],
  ['"zzzzzzzzzzzzzzzzzzzzzzzz"', 'mapped', 'zzzzzzzzzzzzzzzzzzzzzzzz'],
  ['"a\\u0000"', ...NO_ID],
  ['"\\ud800"', ...NO_ID],
  ['9007199254740993', 'coerced', '9007199254740993'],
  ['{"$uuid":"00112233-4455-6677-8899-aabbccddeeff"}', 'coerced', '00112233-4455-6677-8899-aabbccddeeff'],
  ['{"$oid":"none"}', ...NO_ID],
  ['{}', ...NO_ID],
  [JSON.stringify('é'.repeat(1_000)), 'mapped', 'é'.repeat(1_000)],
  [JSON.stringify('é'.repeat(1_001)), 'unfit: too-large'],
];

export const idCases: CodecCases = {
  title: 'id',
  codec: idCodec,
  byType,
  cases: [...both, [`["${HEX}"]`, ...NO_ID], [`{"_id":"${HEX}"}`, ...NO_ID]],
};

export const referenceCases: CodecCases = {
  title: 'reference',
  codec: referenceCodec,
  byType: {
    ...byType,
    dbRef: ['coerced', HEX, '/$ref beside', '/$db beside'],
    embedded: ['coerced', HEX, '/name beside'],
  },
  cases: [
    ...both,
    [`{"_id":{"$oid":"${HEX}"},"name":"Cairo","at":{"x":1}}`, 'coerced', HEX, '/name beside', '/at beside'],
    [`{"_id":"${HEX.toUpperCase()}"}`, 'coerced', HEX],
    ['{"_id":5}', 'coerced', '5'],
    ['{"_id":""}', 'unfit: empty-string'],
    ['{"_id":null}', ...NO_ID],
    ['{"_id":{"_id":"x"}}', ...NO_ID],
    ['{"$ref":"users","$id":"x"}', 'coerced', 'x', '/$ref beside'],
    ['{"$ref":5,"$id":"x"}', ...NO_ID],
    ['{"name":"Cairo"}', ...NO_ID],
  ],
};
