import fc from 'fast-check';
import { defineEnum } from '../collection/enum-definition';
import { hashOfName, randomOf } from './sample-random';
import { someText, someValueOf } from './some-value';

const random = fc.nat().map((n) => randomOf(1, hashOfName('texts'), n));

describe('someText', () => {
  it('has a length between its bounds, and no space at its ends', () => {
    fc.assert(
      fc.property(random, fc.nat(200), fc.nat(200), (stream, a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const text = someText(stream, min, max);
        expect(text.length).toBeGreaterThanOrEqual(min);
        expect(text.length).toBeLessThanOrEqual(max);
        expect(text).toBe(text.trim());
      }),
    );
  });

  it('is the same for the same stream', () => {
    const stream = () => randomOf(1, hashOfName('texts'), 7);
    expect(someText(stream(), 10, 60)).toBe(someText(stream(), 10, 60));
  });
});

describe('someValueOf', () => {
  it('comes to every value of the enum', () => {
    const definition = defineEnum('Genre', ['novel', 'poetry', 'non-fiction']);
    const stream = randomOf(1, hashOfName('values'), 0);
    const seen = new Set(Array.from({ length: 100 }, () => someValueOf(stream, definition)));
    expect([...seen].sort()).toEqual(['non-fiction', 'novel', 'poetry']);
  });
});
