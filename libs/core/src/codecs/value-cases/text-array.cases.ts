import { createTextArrayCodec } from '../text-array.codec';
import { NO_NUMBERS } from './scalar.cases';
import { type CodecCases, WRONG_TYPE } from './value-case';

const byType: CodecCases['byType'] = {
  ...NO_NUMBERS,
  string: ['coerced', ['5']],
  emptyString: ['coerced', ['']],
  array: ['mapped', ['5', '6']],
  emptyArray: ['mapped', []],
  nulText: ['repaired', ['a\ufffdb'], ' nul-character'],
  loneSurrogate: ['repaired', ['\ufffdx'], ' lone-surrogate'],
  numberText: ['coerced', ['12.50']],
  isoText: ['coerced', ['2024-02-29T12:34:56.789Z']],
};

export const textArrayCases: CodecCases = {
  title: 'text[]',
  codec: createTextArrayCodec(),
  byType,
  cases: [
    ['["a",""," b "]', 'mapped', ['a', '', ' b ']],
    [
      '["a",5,true,{"$oid":"64B7f0a1c2d3e4f5a6b7c8d9"}]',
      'coerced',
      ['a', '5', 'true', '64b7f0a1c2d3e4f5a6b7c8d9'],
    ],
    ['["a",null,"b"]', 'repaired', ['a', 'b'], '/1 element-dropped'],
    [
      '[{"$undefined":true},["x"],{"a":1},{"$minKey":1}]',
      'repaired',
      [],
      '/0 element-dropped',
      '/1 element-dropped',
      '/2 element-dropped',
      '/3 element-dropped',
    ],
    ['["a\\u0000","\\ud800"]', 'repaired', ['a\ufffd', '\ufffd'], '/0 nul-character', '/1 lone-surrogate'],
    ['"a\\u0000"', 'repaired', ['a\ufffd'], ' nul-character'],
    ['{"url":"u"}', ...WRONG_TYPE],
    ['[{"url":"u"}]', 'repaired', [], '/0 element-dropped'],
  ],
};

export const imagesCases: CodecCases = {
  title: 'text[] of urls',
  codec: createTextArrayCodec({ url: true }),
  byType: { ...byType, image: ['coerced', ['https://x.test/a.jpg'], '/publicId beside'] },
  cases: [
    [
      '["u",{"url":"v","publicId":"p","caption":""}]',
      'coerced',
      ['u', 'v'],
      '/1/publicId beside',
      '/1/caption beside',
    ],
    ['{"url":"u","publicId":"p"}', 'coerced', ['u'], '/publicId beside'],
    [
      '[{"publicId":"p"},{"url":null},{"url":5}]',
      'repaired',
      ['5'],
      '/0 element-dropped',
      '/1 element-dropped',
    ],
    ['[{"url":"a\\u0000"}]', 'repaired', ['a\ufffd'], '/0/url nul-character'],
    ['{"url":"a\\u0000"}', 'repaired', ['a\ufffd'], '/url nul-character'],
    ['{"publicId":"p"}', ...WRONG_TYPE],
    ['{"url":["u"]}', 'coerced', ['u']],
  ],
};
