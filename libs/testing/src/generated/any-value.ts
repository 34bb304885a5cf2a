import fc from 'fast-check';
import { type BsonDocument, type BsonValue, documentOf, text } from './bson-value';
import {
  boolean,
  date,
  dateBeyond,
  decimal128,
  double,
  hexDigits,
  int32,
  int64,
  nothing,
  objectId,
  uuid,
} from './scalars';
import { brokenText, cleanText, longText, tellingText } from './texts';

const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: cleanText },
  { weight: 3, arbitrary: tellingText },
  { weight: 2, arbitrary: brokenText },
  { weight: 1, arbitrary: longText },
);

const binary: fc.Arbitrary<BsonValue> = fc
  .tuple(fc.uint8Array({ maxLength: 20 }), fc.constantFrom(0, 1, 2, 3, 5, 6, 0x80, 0xff))
  .map(([bytes, subType]) => ({ bson: 'binary', base64: Buffer.from(bytes).toString('base64'), subType }));

/** Documents that have a wrapper's key and are none. */
const LOOKALIKES: readonly BsonDocument[] = [
  documentOf({ $oid: text('none') }),
  documentOf({ $date: text('x') }),
  documentOf({ $numberLong: { bson: 'int32', value: 5n } }),
  documentOf({ $numberDecimal: text('five') }),
  documentOf({ $regex: text('^a'), $options: text('i') }),
  documentOf({ $minKey: { bson: 'int32', value: 2n } }),
  documentOf({ $undefined: { bson: 'boolean', value: false } }),
];

/** Types that an application rarely writes. */
const rare: fc.Arbitrary<BsonValue> = fc.oneof(
  binary,
  cleanText.map((of): BsonValue => ({ bson: 'symbol', text: of })),
  anyText.map((of): BsonValue => ({ bson: 'code', text: of })),
  anyText.map((of): BsonValue => ({ bson: 'regex', pattern: of, options: 'im' })),
  fc.tuple(fc.nat(), fc.nat()).map(([t, i]): BsonValue => ({ bson: 'timestamp', t, i })),
  hexDigits(24).map((hex): BsonValue => ({ bson: 'dbPointer', ref: 'others', hex })),
  fc.constantFrom<BsonValue>({ bson: 'minKey' }, { bson: 'maxKey' }, ...LOOKALIKES),
);

const scalar: fc.Arbitrary<BsonValue> = fc.oneof(
  { weight: 4, arbitrary: anyText.map(text) },
  { weight: 4, arbitrary: fc.oneof(int32, int64, double, decimal128) },
  { weight: 2, arbitrary: fc.oneof(date, dateBeyond) },
  { weight: 3, arbitrary: fc.oneof(boolean, nothing, objectId, uuid) },
  { weight: 2, arbitrary: rare },
);

const KEYS = [
  'a',
  'b',
  '_id',
  'url',
  'publicId',
  '$ref',
  '$id',
  '$c',
  '',
  'a.b',
  '__proto__',
  'constructor',
  '0',
];

const notDollar = (key: string): boolean => !key.startsWith('$');

const key: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...KEYS) },
  { weight: 2, arbitrary: cleanText.filter(notDollar) },
  { weight: 1, arbitrary: brokenText.filter(notDollar) },
);

/** Arrays and documents whose leaves are `leaf`. */
export function nestedOf(leaf: fc.Arbitrary<BsonValue>, keys: fc.Arbitrary<string>): fc.Arbitrary<BsonValue> {
  const { value } = fc.letrec<{ value: BsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: leaf },
      {
        weight: 1,
        arbitrary: fc
          .array(tie('value'), { maxLength: 4 })
          .map((items): BsonValue => ({ bson: 'array', items })),
      },
      {
        weight: 2,
        arbitrary: fc
          .uniqueArray(fc.tuple(keys, tie('value')), { maxLength: 4, selector: ([name]) => name })
          .map((fields): BsonValue => ({ bson: 'document', fields })),
      },
    ),
  }));
  return value;
}

const tree = nestedOf(scalar, key);

const codeWithScope: fc.Arbitrary<BsonValue> = fc
  .tuple(anyText, tree)
  .map(([of, inner]) => ({ bson: 'codeWithScope', text: of, scope: documentOf({ x: inner }) }));

/** What stands where a reference should be: an id in some spelling, a whole document, a DBRef. */
const referring: fc.Arbitrary<BsonValue> = fc
  .tuple(fc.oneof(objectId, uuid, int32, anyText.map(text)), fc.nat(2), tree)
  .map(([id, as, beside]) => {
    if (as === 0) return id;
    return as === 1
      ? documentOf({ _id: id, name: beside })
      : documentOf({ $ref: text('others'), $id: id, more: beside });
  });

/** A hundred levels and more of nothing but nesting. */
const deep: fc.Arbitrary<BsonValue> = fc
  .tuple(fc.integer({ min: 10, max: 150 }), fc.boolean(), scalar)
  .map(([levels, arrays, inner]) => {
    let value = inner;
    for (let n = 0; n < levels; n += 1)
      value = arrays ? { bson: 'array', items: [value] } : documentOf({ a: value });
    return value;
  });

/** Any value that a document of MongoDB can hold, the rare and the extreme ones often. */
export const anyValue: fc.Arbitrary<BsonValue> = fc.oneof(
  { weight: 8, arbitrary: scalar },
  { weight: 8, arbitrary: tree },
  { weight: 2, arbitrary: referring },
  { weight: 1, arbitrary: codeWithScope },
  { weight: 1, arbitrary: deep },
);
