import { BSON_SAMPLES } from '@etl/core/value-cases';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'bson';
import {
  raw,
  RAW_UNDEFINED,
  rawArray,
  rawDate,
  rawDbPointer,
  rawString,
  type RawValue,
} from '../support/raw-bson';

/** The id that samples refer to. */
export const HEX = '64b7f0a1c2d3e4f5a6b7c8d9';
export const UUID_TEXT = '00112233-4455-6677-8899-aabbccddeeff';

/** Values that mean something only where they stand: their outcome is the position's. */
const NOTHING = {
  null: raw(null),
  undefined: RAW_UNDEFINED,
  arrayOfOne: raw(['5']),
  arrayOfNull: rawArray([raw(null)]),
} as const;

/** In BSON, what `BSON_SAMPLES` spells in Extended JSON; a BSON int32 is the bare number of relaxed lines. */
export type TypeSample = Exclude<keyof typeof BSON_SAMPLES, 'int32'>;
export type Sample = TypeSample | keyof typeof NOTHING;

export const SAMPLES: Readonly<Record<Sample, RawValue>> = {
  string: raw('5'),
  emptyString: raw(''),
  number: raw(new Int32(5)),
  boolean: raw(true),
  int64: raw(Long.fromNumber(5)),
  double: raw(new Double(5)),
  nan: raw(new Double(NaN)),
  infinity: raw(new Double(-Infinity)),
  negativeZero: raw(new Double(-0)),
  decimal128: raw(Decimal128.fromString('5')),
  decimalNaN: raw(Decimal128.fromString('NaN')),
  date: raw(new Date('2024-02-29T12:34:56.789Z')),
  objectId: raw(new ObjectId(HEX)),
  uuid: raw(new UUID(UUID_TEXT)),
  binary: raw(new Binary(Buffer.from('hello'))),
  otherBinary: raw(new Binary(Buffer.from('hello'), Binary.SUBTYPE_MD5)),
  array: raw(['5', '6']),
  emptyArray: raw([]),
  document: raw({ a: 1 }),
  dbRef: raw(new DBRef('users', new ObjectId(HEX), 'basera')),
  regex: raw(new BSONRegExp('^a.*b$', 'im')),
  code: raw(new Code('function(){}')),
  codeWithScope: raw(new Code('f()', { n: 1 })),
  symbol: raw(new BSONSymbol('5')),
  timestamp: raw(new Timestamp({ t: 1_700_000_000, i: 1 })),
  dbPointer: rawDbPointer('users', HEX),
  minKey: raw(new MinKey()),
  maxKey: raw(new MaxKey()),
  nulText: raw('a\0b'),
  loneSurrogate: rawString([0xed, 0xa0, 0xbd], 'x'),
  numberText: raw('12.50'),
  isoText: raw('2024-02-29T12:34:56.789Z'),
  fraction: raw(new Double(2.675)),
  epochMillis: raw(Long.fromNumber(1_709_210_096_789)),
  largeInt64: raw(Long.fromString('9007199254740993')),
  longDecimal: raw(Decimal128.fromString('1234567890123456.789')),
  decimalInfinity: raw(Decimal128.fromString('Infinity')),
  dateBeforeYear1: rawDate(-62_198_755_200_000n),
  dateAfter9999: rawDate(253_402_300_800_000n),
  dateBeyondEcmaScript: rawDate(8_640_000_000_000_001n),
  dateOutOfRange: rawDate(2n ** 63n - 1n),
  image: raw({ url: 'https://x.test/a.jpg', publicId: 'p' }),
  embedded: raw({ _id: new ObjectId(HEX), name: 'Cairo' }),
  oddKeys: raw(
    new Map([
      ['a.b', 1],
      ['$c', 2],
      ['', 3],
      ['__proto__', 4],
    ]),
  ),
  ...NOTHING,
};

/** What the MongoDB of the tests cannot hold: it closes the connection, or keeps something else. */
export const NOT_LIVE: ReadonlySet<Sample> = new Set<Sample>([
  'undefined',
  'dbPointer',
  'symbol',
  'codeWithScope',
  'otherBinary',
  'loneSurrogate',
]);

/** JSON Pointer → leaf, below the value itself. */
export type Leaves = Readonly<Record<string, string>>;

const OID = `{"$oid":"${HEX}"}`;

const SEVERAL_LEAVES: Partial<Record<Sample, Leaves>> = {
  array: { '/0': '"5"', '/1': '"6"' },
  document: { '/a': '1' },
  dbRef: { '/$ref': '"users"', '/$id': OID, '/$db': '"basera"' },
  image: { '/url': '"https://x.test/a.jpg"', '/publicId': '"p"' },
  embedded: { '/_id': OID, '/name': '"Cairo"' },
  oddKeys: { '/a.b': '1', '/$c': '2', '/': '3', '/__proto__': '4' },
  arrayOfOne: { '/0': '"5"' },
  arrayOfNull: { '/0': 'null' },
};

/** A sample as its line has it. */
export function lineOf(sample: Sample): string {
  const lines: Partial<Record<string, string>> = {
    ...BSON_SAMPLES,
    objectId: OID,
    null: 'null',
    undefined: '{"$undefined":true}',
    arrayOfOne: '["5"]',
    arrayOfNull: '[null]',
  };
  return lines[sample]!;
}

/** What the residue keeps of a sample. */
export function leavesOf(sample: Sample): Leaves {
  return SEVERAL_LEAVES[sample] ?? { '': lineOf(sample) };
}
