import { EVERYTYPE_CANONICAL } from './everytype.sample';
import { parseLine } from './parse-line';
import { isDbRef, isMissing, kindOf } from './source-value';
import { dateEpoch, dateInstant } from './wrapped-value';

describe('kindOf', () => {
  it('knows every type of a document that mongoexport wrote', () => {
    const document = parseLine(EVERYTYPE_CANONICAL).document as Record<string, unknown>;
    expect(Object.fromEntries(Object.entries(document).map(([key, value]) => [key, kindOf(value)]))).toEqual({
      _id: 'objectId',
      int32: 'int32',
      long: 'int64',
      double: 'double',
      wholeDouble: 'double',
      nan: 'double',
      inf: 'double',
      negInf: 'double',
      negZero: 'double',
      string: 'string',
      nul: 'string',
      empty: 'string',
      date: 'date',
      dateBefore1970: 'date',
      dateYear0: 'date',
      dateYear10000: 'date',
      oid: 'objectId',
      decimal: 'decimal128',
      decimalNaN: 'decimal128',
      decimalExp: 'decimal128',
      binary: 'binary',
      uuid: 'uuid',
      timestamp: 'timestamp',
      regex: 'regex',
      code: 'code',
      minKey: 'minKey',
      maxKey: 'maxKey',
      dbref: 'document',
      nullValue: 'null',
      bool: 'boolean',
      array: 'array',
      object: 'document',
    });
  });

  it.each([
    '{}',
    '{"$oid":"none"}',
    '{"$oid":"00000000000000000000000g"}',
    '{"$oid":"00000000000000000000000a","x":1}',
    '{"x":1,"$oid":"00000000000000000000000a"}',
    '{"$date":"x"}',
    '{"$date":"2024-02-30T00:00:00Z"}',
    '{"$date":"2024-02-29"}',
    '{"$date":"2024-02-29T00:00:00"}',
    '{"$date":"2024-02-29T00:00:00.1234Z"}',
    '{"$date":"2024-02-29T00:00:00+0200"}',
    '{"$date":1709210096789}',
    '{"$date":{"$numberLong":5}}',
    '{"$date":{"$numberInt":"5"}}',
    '{"$numberInt":"2147483648"}',
    '{"$numberInt":5}',
    '{"$numberLong":"9223372036854775808"}',
    '{"$numberLong":"-9223372036854775809"}',
    '{"$numberLong":"05"}',
    '{"$numberLong":"5.0"}',
    '{"$numberLong":""}',
    '{"$numberLong":"-"}',
    '{"$numberDouble":"x"}',
    '{"$numberDouble":5}',
    '{"$numberDecimal":"1E+6145"}',
    '{"$numberDecimal":"12345678901234567890123456789012345"}',
    `{"$numberDecimal":"${'1'.padEnd(6146, '0')}"}`,
    '{"$binary":"aGVsbG8="}',
    '{"$binary":{"base64":"aGVsbG8","subType":"00"}}',
    '{"$binary":{"base64":"aGVsbG8=","subType":"000"}}',
    '{"$binary":{"base64":"aGVsbG8=","subType":"00","x":1}}',
    '{"$uuid":"00112233445566778899aabbccddeeff"}',
    '{"$regularExpression":{"pattern":"a"}}',
    '{"$regex":"a","$options":"i"}',
    '{"$code":5}',
    '{"$code":"f","$scope":{"$oid":"00000000000000000000000a"}}',
    '{"$code":"f","x":{}}',
    '{"$scope":{}}',
    '{"$timestamp":{"t":-1,"i":1}}',
    '{"$timestamp":{"t":4294967296,"i":1}}',
    '{"$timestamp":{"t":1.5,"i":1}}',
    '{"$dbPointer":{"$ref":"a","$id":"b"}}',
    '{"$minKey":2}',
    '{"$maxKey":true}',
    '{"$undefined":false}',
    '{"$symbol":5}',
    '{"$ref":"users","$id":5}',
    '{"$gt":5}',
  ])('takes %s for a document', (text) => {
    expect(kindOf(JSON.parse(text))).toBe('document');
  });

  it.each([
    ['{"$scope":{},"$code":"f"}', 'codeWithScope'],
    ['{"$numberLong":"-9223372036854775808"}', 'int64'],
    ['{"$numberInt":"-2147483648"}', 'int32'],
    ['{"$numberDecimal":"1E+6144"}', 'decimal128'],
    ['{"$numberDecimal":"1E-6176"}', 'decimal128'],
    [`{"$numberDecimal":"${'1'.padEnd(6145, '0')}"}`, 'decimal128'],
    [`{"$numberDecimal":"1.${'0'.repeat(40)}"}`, 'decimal128'],
    ['{"$numberDouble":"-1.5E+300"}', 'double'],
    ['{"$binary":{"subType":"0","base64":""}}', 'binary'],
    ['{"$binary":{"base64":"ABEiM0RVZneImaq7zN3u/w==","subType":"03"}}', 'binary'],
    ['{"$date":"0001-01-01T00:00:00.1Z"}', 'date'],
    ['{"$date":"2024-02-29T00:00:00.123-11:30"}', 'date'],
  ])('takes %s for %s', (text, kind) => {
    expect(kindOf(JSON.parse(text))).toBe(kind);
  });

  it('gives a date exactly, also beyond a double', () => {
    expect(dateEpoch({ $date: { $numberLong: '9223372036854775807' } })).toBe(9223372036854775807n);
    expect(dateEpoch({ $date: { $numberLong: '-1' } })).toBe(-1);
    expect(dateEpoch({ $date: '1969-12-31T23:59:59.999Z' })).toBe(-1);
    expect(dateInstant({ $date: { $numberLong: '-1' } })).toEqual({ days: -1, millis: 86_399_999 });
  });

  it('knows DBRefs and what is missing', () => {
    expect(isDbRef({ $ref: 'users', $id: null, $db: 'x', more: 1 })).toBe(true);
    expect(isDbRef({ $ref: 'users' })).toBe(false);
    expect(isDbRef({ $ref: 'users', $id: 1, $db: 5 })).toBe(false);
    expect([undefined, { $undefined: true }, null, {}, ''].map(isMissing)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
