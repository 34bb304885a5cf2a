import { Decimal128 } from 'bson';
import fc from 'fast-check';
import type { BsonValue } from './bson-value';

const LONGEST = 2n ** 63n - 1n;

export const int32s: fc.Arbitrary<number> = fc.oneof(
  fc.integer(),
  fc.constantFrom(0, 1, -1, 2 ** 31 - 1, -(2 ** 31)),
);

export const int64s: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: -LONGEST - 1n, max: LONGEST }),
  fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }),
  // The ends of int4, of what a double holds, and of int8; a power of two that a double holds and prints otherwise.
  fc.constantFrom(2n ** 31n, -(2n ** 31n) - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 60n, LONGEST, -LONGEST - 1n),
);

const AWKWARD_DOUBLES = [-0, 2.675, 1.005, 1e21, 5e-324, 1.7976931348623157e308, 2 ** 31, 2 ** 53, 1e16 - 1];

export const finiteDoubles: fc.Arbitrary<number> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100),
  fc.integer({ min: -9_999, max: 9_999 }).map((n) => n + 0.5),
  fc.constantFrom(...AWKWARD_DOUBLES),
);

/** As `Decimal128.toString()` spells it. */
export const decimalOf = (spelled: string): string => Decimal128.fromString(spelled).toString();

const decimalTexts: fc.Arbitrary<string> = fc
  .oneof(
    fc
      .tuple(
        fc.bigInt({ min: 1n - 10n ** 34n, max: 10n ** 34n - 1n }),
        fc.integer({ min: -6_143, max: 6_111 }),
      )
      .map(([digits, exponent]) => `${digits}E${exponent}`),
    fc
      .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: -4, max: 2 }))
      .map(([digits, exponent]) => `${digits}E${exponent}`),
    fc.constantFrom('NaN', 'Infinity', '-Infinity', '-0', '-0.00', '0E+6111', '0E-6176', '9.99E+6144'),
  )
  .map(decimalOf);

/** The first and the last millisecond that PostgreSQL holds. */
const FIRST_EPOCH = -210_866_803_200_000n;
const LAST_EPOCH = 9_224_318_015_999_999n;

/** Milliseconds of moments that PostgreSQL holds: of this age, of any, and at the ends of eras. */
export const epochs: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: 0n, max: 4_102_444_800_000n }),
  fc.bigInt({ min: FIRST_EPOCH, max: LAST_EPOCH }),
  fc.constantFrom(0n, -1n, FIRST_EPOCH, LAST_EPOCH, 8_640_000_000_000_001n),
  fc.constantFrom(-62_135_596_800_001n, -62_167_219_200_000n, 253_402_300_800_000n),
);

const beyondEpochs: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: LAST_EPOCH + 1n, max: LONGEST }),
  fc.bigInt({ min: -LONGEST - 1n, max: FIRST_EPOCH - 1n }),
  fc.constantFrom(FIRST_EPOCH - 1n, LAST_EPOCH + 1n, LONGEST, -LONGEST - 1n),
);

export const hexDigits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));

export const int32 = int32s.map((value): BsonValue => ({ bson: 'int32', value: BigInt(value) }));
export const int64 = int64s.map((value): BsonValue => ({ bson: 'int64', value }));
export const finiteDouble = finiteDoubles.map((value): BsonValue => ({ bson: 'double', value }));
export const double = fc.oneof(
  { weight: 9, arbitrary: finiteDouble },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(NaN, Infinity, -Infinity)
      .map((value): BsonValue => ({ bson: 'double', value })),
  },
);
export const decimal128 = decimalTexts.map((text): BsonValue => ({ bson: 'decimal128', text }));
export const date = epochs.map((epoch): BsonValue => ({ bson: 'date', epoch }));
export const dateBeyond = beyondEpochs.map((epoch): BsonValue => ({ bson: 'date', epoch }));
export const objectId = hexDigits(24).map((hex): BsonValue => ({ bson: 'objectId', hex }));
export const uuid = fc.uuid().map((text): BsonValue => ({ bson: 'uuid', text }));
export const boolean = fc.boolean().map((value): BsonValue => ({ bson: 'boolean', value }));
export const nothing = fc.constantFrom<BsonValue>({ bson: 'null' }, { bson: 'undefined' });
