import fc from 'fast-check';
import { parseLine } from './parse-line';
import { stringifyExtended } from './stringify-extended';

describe('stringifyExtended', () => {
  it('keeps what JSON.stringify loses', () => {
    expect(stringifyExtended({ a: [-0, undefined, NaN, -Infinity], b: 1 })).toBe(
      '{"a":[{"$numberDouble":"-0.0"},{"$undefined":true},{"$numberDouble":"NaN"},{"$numberDouble":"-Infinity"}],"b":1}',
    );
    expect(stringifyExtended(-0)).toBe('{"$numberDouble":"-0.0"}');
    expect(stringifyExtended({ '\ud800': 'a\0' })).toBe('{"\\ud800":"a\\u0000"}');
    expect(stringifyExtended(parseLine('{"__proto__":-0}').document)).toBe(
      '{"__proto__":{"$numberDouble":"-0.0"}}',
    );
    expect(stringifyExtended(undefined)).toBe('{"$undefined":true}');
  });

  it('writes a tree that is parsed to the same tree', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), (tree) => {
        const text = stringifyExtended(tree);
        expect(stringifyExtended(parseLine(text).document)).toBe(text);
      }),
    );
  });

  it('writes a thousand levels', () => {
    const text = '{"a":'.repeat(1000) + '{"$numberDouble":"-0.0"}' + '}'.repeat(1000);
    expect(stringifyExtended(parseLine(text.replace('{"$numberDouble":"-0.0"}', '-0')).document)).toBe(text);
  });
});
