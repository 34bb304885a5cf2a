import fc from 'fast-check';
import { KeyHashes } from './key-hashes';

const hashes = (): fc.Arbitrary<number[]> =>
  fc.array(fc.oneof(fc.integer(), fc.integer({ min: -4, max: 4 }), fc.constant(0)), { maxLength: 400 });

describe('the hashes of keys', () => {
  it('tell those that are known, whatever their slots, and also beyond the first size', () => {
    fc.assert(
      fc.property(hashes(), (some) => {
        const keys = new KeyHashes();
        const known = new Set<number>();
        for (const hash of [...some, ...Array.from({ length: 20_000 }, (_, at) => at * 16_384), ...some]) {
          // 0 and 1 share a slot.
          const bits = hash === 0 ? 1 : hash;
          expect(keys.add(hash)).toBe(!known.has(bits));
          known.add(bits);
        }
      }),
      { numRuns: 5 },
    );
  });

  it('forget the last one, and all', () => {
    const keys = new KeyHashes();
    expect([keys.add(5), keys.add(5 + 16_384)]).toEqual([true, true]);
    keys.removeLast();
    expect([keys.add(5), keys.add(5 + 16_384), keys.add(5 + 16_384)]).toEqual([false, true, false]);
    keys.clear();
    expect([keys.add(5), keys.add(5 + 16_384)]).toEqual([true, true]);
  });
});
