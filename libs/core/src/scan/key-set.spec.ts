import fc from 'fast-check';
import { KeySet } from './key-set';

/** Adds keys that stand one after the other; answers which of them were new. */
function added(keys: readonly string[], hashOf: (key: string) => number, slots = 4): boolean[] {
  const bytes = Buffer.from(keys.map((key) => `"${key}"`).join(''));
  const set = new KeySet(bytes, slots);
  let at = 0;
  return keys.map((key) => {
    const start = at + 1;
    at = start + Buffer.byteLength(key) + 1;
    return set.add(hashOf(key), start, at - 1);
  });
}

describe('a set of keys', () => {
  it('knows each key once, whatever their hashes are and however often it grows', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '🏠'), maxLength: 4 });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (keys, hashes) => {
        const hashOf = (text: string): number =>
          (Buffer.from(text).reduce((sum, byte) => sum + byte, 0) % hashes) | 0;
        const seen = new Set<string>();
        const alike = new Map<number, number>();
        const expected = keys.map((text) => {
          const times = alike.get(hashOf(text)) ?? 0;
          if (seen.has(text)) return false;
          if (times >= 32) return null;
          seen.add(text);
          alike.set(hashOf(text), times + 1);
          return true;
        });
        added(keys, hashOf).forEach((isNew, n) => {
          if (expected[n] !== null) expect(isNew).toBe(expected[n]);
        });
      }),
    );
  });

  it('gives up where too many keys have one hash', () => {
    const keys = Array.from({ length: 40 }, (_, n) => `key ${n}`);
    expect(added(keys, () => -7)).toEqual(keys.map((_, n) => n < 32));
    expect(added(keys, (key) => Number(key.slice(4)))).toEqual(keys.map(() => true));
  });
});
