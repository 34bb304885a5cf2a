import { createHash } from 'node:crypto';
import { digestSeed, hexOf, LineDigest } from './line-digest';

const seed = digestSeed(['one']);

describe('the digest of a line', () => {
  it('is half of the sha256 of seed and line, wherever the line lies and however long it is', () => {
    const digest = new LineDigest(seed);
    for (const length of [0, 1, 900, 70_000, 3]) {
      const line = Buffer.alloc(length, 'x');
      const expected = createHash('sha256').update(Buffer.from(seed, 'hex')).update(line).digest('hex');
      const bytes = Buffer.concat([Buffer.from('before'), line, Buffer.from('behind')]);
      expect(digest.hex(bytes, 6, 6 + length)).toBe(expected.slice(0, 32));
      expect(hexOf(digest.binary(bytes, 6, 6 + length))).toBe(expected.slice(0, 32));
    }
  });

  it('is another one with another seed', () => {
    const line = Buffer.from('{}');
    const digests = [['one'], ['two'], ['one', 'two'], [['one']]].map((parts) =>
      new LineDigest(digestSeed(parts)).hex(line, 0, line.length),
    );
    expect(new Set(digests).size).toBe(4);
  });
});
