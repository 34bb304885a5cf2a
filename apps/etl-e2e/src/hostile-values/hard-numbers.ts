import { Decimal128, Double, Int32, Long } from 'bson';
import { raw, rawArray, rawDate, rawDocument, type RawValue } from '../support/raw-bson';

/** Numbers and dates at which a reader of JSON goes wrong, beside those of the samples. */
const HARD: readonly RawValue[] = [
  raw(Long.MAX_VALUE),
  raw(Long.MIN_VALUE),
  raw(Long.fromString('-9007199254740993')),
  raw(Long.fromString('1234567890123456')),
  raw(new Double(1_234_567_890_123_456)),
  raw(new Double(1_234_567_890_123_456_800)),
  raw(new Double(1e21)),
  raw(new Double(1.5e-7)),
  raw(new Double(1_500_000)),
  raw(new Double(Number.MAX_VALUE)),
  raw(new Double(3)),
  raw(new Double(-0)),
  raw(new Int32(3)),
  raw(Decimal128.fromString('12345678901234567890123456789012.34')),
  rawDate(253_402_300_799_999n),
  rawDate(253_402_300_800_000n),
  rawDate(0n),
  rawDate(-1n),
];

/** Each of them in a text, an integer, a timestamp, and in jsonb alone and among others. */
export function hardSearches(): Buffer[] {
  return HARD.flatMap((value, n) =>
    (['resultsCount', 'createdAt', 'query'] as const).map((field) => {
      const plain = {
        query: raw('x'),
        ipAddress: raw('192.0.2.1'),
        resultsCount: raw(1),
        createdAt: raw(new Date(0)),
      };
      return rawDocument([
        ['_id', raw(`hard-${n}-${field}`)],
        ...Object.entries({ ...plain, [field]: value }),
        [
          'filters',
          rawDocument([
            ['at', value],
            ['list', rawArray([raw(1.5), value, raw('x')])],
          ]),
        ],
      ]).bytes;
    }),
  );
}
