import { booleanCodec } from '../boolean.codec';
import { createEnumCodec } from '../enum.codec';
import { type CodecCases, type Expectation, WRONG_TYPE } from './value-case';

const NOTHING: CodecCases['byType'] = {
  string: WRONG_TYPE,
  emptyString: ['unfit: empty-string'],
  number: WRONG_TYPE,
  boolean: WRONG_TYPE,
  int32: WRONG_TYPE,
  int64: WRONG_TYPE,
  double: WRONG_TYPE,
  nan: WRONG_TYPE,
  infinity: WRONG_TYPE,
  negativeZero: WRONG_TYPE,
  decimal128: WRONG_TYPE,
  decimalNaN: WRONG_TYPE,
  date: WRONG_TYPE,
  objectId: WRONG_TYPE,
  uuid: WRONG_TYPE,
  binary: WRONG_TYPE,
  otherBinary: WRONG_TYPE,
  array: WRONG_TYPE,
  emptyArray: WRONG_TYPE,
  document: WRONG_TYPE,
  dbRef: WRONG_TYPE,
  regex: WRONG_TYPE,
  code: WRONG_TYPE,
  codeWithScope: WRONG_TYPE,
  symbol: WRONG_TYPE,
  timestamp: WRONG_TYPE,
  dbPointer: WRONG_TYPE,
  minKey: WRONG_TYPE,
  maxKey: WRONG_TYPE,
  nulText: WRONG_TYPE,
  loneSurrogate: WRONG_TYPE,
  numberText: WRONG_TYPE,
  isoText: WRONG_TYPE,
  fraction: WRONG_TYPE,
  epochMillis: WRONG_TYPE,
  largeInt64: WRONG_TYPE,
  longDecimal: WRONG_TYPE,
  decimalInfinity: WRONG_TYPE,
  dateBeforeYear1: WRONG_TYPE,
  dateAfter9999: WRONG_TYPE,
  dateBeyondEcmaScript: WRONG_TYPE,
  dateOutOfRange: WRONG_TYPE,
  image: WRONG_TYPE,
  embedded: WRONG_TYPE,
  oddKeys: WRONG_TYPE,
};

const UNKNOWN: Expectation = ['unfit: not-in-enum'];
const NEITHER: Expectation = ['unfit: not-a-boolean'];

/** What the samples become that are strings, in a column that none of them fits. */
export function noStringFits(expected: Expectation): Pick<CodecCases['byType'], StringSample> {
  return {
    string: expected,
    nulText: expected,
    loneSurrogate: expected,
    numberText: expected,
    isoText: expected,
  };
}
type StringSample = 'string' | 'nulText' | 'loneSurrogate' | 'numberText' | 'isoText';

export const enumCases: CodecCases = {
  title: 'enum (PropertyType)',
  codec: createEnumCodec(['villa', 'twin-villa', 'duplex']),
  byType: { ...NOTHING, ...noStringFits(UNKNOWN) },
  cases: [
    ['"villa"', 'mapped', 'villa'],
    ['"Villa"', 'coerced', 'villa'],
    ['" \\t villa\\u00a0"', 'coerced', 'villa'],
    ['"Twin Villa"', 'coerced', 'twin-villa'],
    ['"TWIN_VILLA"', 'coerced', 'twin-villa'],
    ['"twin _- villa"', 'coerced', 'twin-villa'],
    ['"twinvilla"', ...UNKNOWN],
    ['"-villa"', ...UNKNOWN],
    ['"villa."', ...UNKNOWN],
    ['"  "', 'unfit: empty-string'],
    ['{"$symbol":"villa"}', ...WRONG_TYPE],
  ],
};

export const launchStatusCases: CodecCases = {
  title: 'enum (LaunchStatus)',
  codec: createEnumCodec(['Available', 'Coming Soon', 'Pre-Launch', 'Sold Out']),
  byType: { ...NOTHING, ...noStringFits(UNKNOWN) },
  cases: [
    ['"Coming Soon"', 'mapped', 'Coming Soon'],
    ['"coming-soon"', 'coerced', 'Coming Soon'],
    ['"PRE LAUNCH"', 'coerced', 'Pre-Launch'],
    ['"sold__out"', 'coerced', 'Sold Out'],
  ],
};

export const roleCases: CodecCases = {
  title: 'enum (UserRole)',
  codec: createEnumCodec(['user', 'admin', 'sales_manager']),
  byType: { ...NOTHING, ...noStringFits(UNKNOWN) },
  cases: [
    ['"sales-manager"', 'coerced', 'sales_manager'],
    ['"Sales Manager"', 'coerced', 'sales_manager'],
    ['"manager"', ...UNKNOWN],
  ],
};

export const booleanCases: CodecCases = {
  title: 'boolean',
  codec: booleanCodec,
  byType: {
    ...NOTHING,
    ...noStringFits(NEITHER),
    boolean: ['mapped', 'true'],
    number: NEITHER,
    int32: NEITHER,
    int64: NEITHER,
    double: NEITHER,
    nan: NEITHER,
    infinity: NEITHER,
    negativeZero: ['coerced', 'false'],
    decimal128: NEITHER,
    decimalNaN: NEITHER,
    fraction: NEITHER,
    epochMillis: NEITHER,
    largeInt64: NEITHER,
    longDecimal: NEITHER,
    decimalInfinity: NEITHER,
  },
  cases: [
    ['false', 'mapped', 'false'],
    ['0', 'coerced', 'false'],
    ['1', 'coerced', 'true'],
    ['{"$numberInt":"1"}', 'coerced', 'true'],
    ['{"$numberLong":"0"}', 'coerced', 'false'],
    ['{"$numberDouble":"1.0"}', 'coerced', 'true'],
    ['{"$numberDecimal":"1.000"}', 'coerced', 'true'],
    ['{"$numberDecimal":"10E-1"}', 'coerced', 'true'],
    ['-1', ...NEITHER],
    ['0.5', ...NEITHER],
    ['"TRUE"', 'coerced', 'true'],
    ['" False\\n"', 'coerced', 'false'],
    ['"1"', ...NEITHER],
    ['"yes"', ...NEITHER],
    ['"t"', ...NEITHER],
    ['" "', 'unfit: empty-string'],
  ],
};

/** Of a codec that takes numbers: what it makes of everything else. */
export const NO_NUMBERS: CodecCases['byType'] = NOTHING;
