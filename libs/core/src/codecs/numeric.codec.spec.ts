import fc from 'fast-check';
import { createNumericCodec } from './numeric.codec';
import { recordEncoding } from './value-cases/recorded-encoding';

const codec = createNumericCodec(18, 2);

describe('The numeric codec', () => {
  it('says the same of a double, its text and its Decimal128', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e17, max: 1e17, noNaN: true }), (double) => {
        fc.pre(!Object.is(double, -0));
        const { written, outcome } = recordEncoding(codec, double);
        expect(recordEncoding(codec, String(double)).written).toEqual(written);
        expect(recordEncoding(codec, { $numberDecimal: String(double) })).toMatchObject({ written, outcome });
        expect(recordEncoding(codec, { $numberDouble: String(double) })).toMatchObject({ written, outcome });
      }),
      { numRuns: 2000 },
    );
  });

  it('holds every number of cents below 10^16 exactly, and returns it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }), (cents) => {
        fc.pre(cents !== 0n);
        const { written, outcome } = recordEncoding(codec, { $numberDecimal: `${cents}E-2` });
        expect(outcome).toBe('mapped');
        expect(BigInt(String(written[0]).replace('.', ''))).toBe(cents);
        expect(codec.decode(String(written[0]))).toBe(written[0]);
      }),
    );
  });
});
