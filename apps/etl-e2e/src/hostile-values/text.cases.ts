import { raw, rawArray, rawDocument, rawString, type RawValue } from '../support/raw-bson';
import type { CaseBuilder } from './case-builder';
import { nothingLeft, type Outcome, type TargetColumn } from './hostile-case';

const BIO: TargetColumn = { table: 'User', column: 'bio', type: 'text', key: 'id' };

type TextCase = readonly [
  shown: string,
  value: RawValue,
  text: string,
  live: boolean,
  reason?: string,
  leaf?: string,
];

/** Bytes that are no UTF-8 are written into the line as the WHATWG decoder reads them; a surrogate as its escape. */
const TEXTS: readonly TextCase[] = [
  ['blanks and other alphabets', raw('  Zoë شقة 🏠\t'), '  Zoë شقة 🏠\t', true],
  ['a byte order mark', raw('\ufeffbom'), '\ufeffbom', true],
  ['U+FFFD that was there', raw('\ufffd'), '\ufffd', true],
  ['bytes that are no UTF-8', rawString('a', [0xff], 'b'), 'a\ufffdb', false],
  ['a sequence cut short', rawString('a', [0xe2, 0x82]), 'a\ufffd', false],
  ['a pair of encoded surrogates', rawString([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]), '😀', false],
  [
    'surrogates that are no pair, and U+0000',
    rawString([0xed, 0xb8, 0x80], '\0'),
    '\ufffd\ufffd',
    false,
    'nul-character lone-surrogate',
    String.raw`"\ude00\u0000"`,
  ],
];

export function addTextCases(builder: CaseBuilder): void {
  for (const [value, bytes, held, live, reasons, leaf] of TEXTS) {
    const losses = reasons?.split(' ').map((reason) => `repaired User.bio ${reason}`) ?? [];
    // Each reason keeps the original; the second of the same place is told from the first by its pointer.
    const residue: Record<string, string> =
      leaf === undefined ? {} : { '/bio': leaf, ...(losses.length > 1 ? { '/bio~2': leaf } : {}) };
    builder.add({
      ...{ position: 'text, nullable', value, collection: 'users', target: BIO, live },
      fields: [['bio', bytes]],
      expected: { held, rejects: [], residue, losses },
    });
  }
  addKeyCases(builder);
}

/** Keys: in jsonb, and of a field that no column takes. */
function addKeyCases(builder: CaseBuilder): void {
  const seo: TargetColumn = { table: 'Property', column: 'location', type: 'jsonb', key: 'id' };
  const inJsonb = (value: string, json: RawValue, live: boolean, expected: Outcome): void =>
    builder.add({
      ...{ position: 'key in jsonb', value, collection: 'properties', target: seo, live },
      fields: [['location', json]],
      expected,
    });
  inJsonb('bytes that are no UTF-8', rawDocument([[Buffer.from([0x6b, 0xff]), raw(1)]]), false, {
    held: '{"k\ufffd": 1}',
    ...nothingLeft,
  });
  inJsonb('a lone surrogate', rawDocument([[Buffer.from([0x6b, 0xed, 0xa0, 0xbd]), raw(1)]]), false, {
    held: '{"k\ufffd": 1}',
    rejects: [],
    residue: { '/location/k\ud83d': '1' },
    losses: ['repaired Property.location lone-surrogate'],
  });
  inJsonb(
    'a key twice',
    rawDocument([
      ['a', raw(1)],
      ['b', raw(2)],
      ['a', raw(3)],
    ]),
    false,
    {
      held: '{"a": 3, "b": 2}',
      rejects: [],
      residue: { '/location/a': '1' },
      losses: ['repaired Property.location duplicate-key'],
    },
  );
  inJsonb(
    'a key twice, deep inside',
    rawDocument([
      [
        'list',
        rawArray([
          rawDocument([
            ['k', raw('x')],
            ['k', raw(null)],
          ]),
        ]),
      ],
    ]),
    false,
    {
      held: '{"list": [{"k": null}]}',
      rejects: [],
      residue: { '/location/list/0/k': '"x"' },
      losses: ['repaired Property.location duplicate-key'],
    },
  );
  const unknown = (
    value: string,
    fields: [string | Buffer, RawValue][],
    residue: Record<string, string>,
  ): void =>
    builder.add({
      ...{ position: 'a field that no column takes', value, collection: 'users', target: null, live: false },
      fields,
      expected: { ...nothingLeft, residue },
    });
  unknown('a name that is no UTF-8', [[Buffer.from([0x6b, 0xff]), raw(1)]], { '/k\ufffd': '1' });
  unknown(
    'the same field three times',
    [
      ['old', raw(1)],
      ['old', raw('2')],
      ['old', raw(3)],
    ],
    {
      '/old': '1',
      '/old~2': '"2"',
      '/old~3': '3',
    },
  );
}
