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
};

const UNKNOWN: Expectation = ['unfit: not-in-enum'];
const NEITHER: Expectation = ['unfit: not-a-boolean'];

export const enumCases: CodecCases = {
  title: 'enum (PropertyType)',
  codec: createEnumCodec(['villa', 'twin-villa', 'duplex']),
  byType: { ...NOTHING, string: UNKNOWN },
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
  byType: { ...NOTHING, string: UNKNOWN },
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
  byType: { ...NOTHING, string: UNKNOWN },
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
    boolean: ['mapped', 'true'],
    string: NEITHER,
    number: NEITHER,
    int32: NEITHER,
    int64: NEITHER,
    double: NEITHER,
    nan: NEITHER,
    infinity: NEITHER,
    negativeZero: ['coerced', 'false'],
    decimal128: NEITHER,
    decimalNaN: NEITHER,
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
