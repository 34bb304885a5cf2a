import fc from 'fast-check';
import { parseDecimal, roundDecimal, sameDecimal } from './decimal';

/** The same by BigInt: digits × 10^exponent, rounded to `scale` places half away from zero. */
function reference(digits: bigint, exponent: number, scale: number): bigint {
  const places = exponent + scale;
  if (places >= 0) return digits * 10n ** BigInt(places);
  const divisor = 10n ** BigInt(-places);
  const size = digits < 0n ? -digits : digits;
  const rounded = (size * 2n + divisor) / (divisor * 2n);
  return digits < 0n ? -rounded : rounded;
}

const decimals = fc.record({
  digits: fc.bigInt({ min: -(10n ** 34n), max: 10n ** 34n }),
  exponent: fc.integer({ min: -60, max: 30 }),
  scale: fc.integer({ min: 0, max: 6 }),
});

describe('roundDecimal', () => {
  it('agrees with BigInt arithmetic', () => {
    fc.assert(
      fc.property(decimals, ({ digits, exponent, scale }) => {
        const decimal = parseDecimal(`${digits}e${exponent}`);
        const rounded = decimal && roundDecimal(decimal, 80, scale);
        const expected = reference(digits, exponent, scale);
        expect(BigInt(rounded?.text.replace('.', '') ?? 'x')).toBe(expected);
        expect(rounded?.text).not.toMatch(/^-[0.]*$/);
        const unrounded = expected * 10n ** BigInt(Math.max(0, -(exponent + scale)));
        const original = digits * 10n ** BigInt(Math.max(0, exponent + scale));
        expect(rounded?.exact).toBe(unrounded === original);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds the range after rounding', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: 1, max: 20 }), ({ digits, exponent, scale }, wholeDigits) => {
        const decimal = parseDecimal(`${digits}e${exponent}`);
        const fits =
          reference(digits < 0n ? -digits : digits, exponent, scale) < 10n ** BigInt(wholeDigits + scale);
        expect((decimal && roundDecimal(decimal, wholeDigits, scale)) !== null).toBe(fits);
      }),
      { numRuns: 2000 },
    );
  });

  it('compares numbers, not spellings', () => {
    const same = (a: string, b: string): boolean => sameDecimal(parseDecimal(a)!, parseDecimal(b)!);
    expect([
      same('1.50', '15e-1'),
      same('-0', '0.00'),
      same('100', '1e2'),
      same('1', '-1'),
      same('10', '1'),
    ]).toEqual([true, true, true, false, false]);
  });
});
