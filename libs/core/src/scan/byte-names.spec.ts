import fc from 'fast-check';
import { ByteNames } from './byte-names';

describe('names in bytes', () => {
  it('are found where they stand, and nothing else is', () => {
    const text = fc.oneof(fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', 'é') }), fc.string());
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 60 }), fc.array(text), (texts, others) => {
        const names = new ByteNames(texts);
        for (const wanted of [...texts, ...others]) {
          const bytes = Buffer.from(`"${wanted}"`);
          expect(names.find(bytes, 1, bytes.length - 1)).toBe(texts.indexOf(wanted));
        }
      }),
    );
  });
});
