import { kindOf, parseLine } from '@etl/core';
import fc from 'fast-check';
import { anyValue } from './any-value';
import { documentOf, text } from './bson-value';
import { extendedJson } from './extended-json';

const read = (json: string): unknown => (parseLine(`{"value":${json}}`).document as { value: unknown }).value;

describe('A generated value', () => {
  it.each(['canonical', 'relaxed'] as const)(
    'is read as the type that it is from its %s spelling',
    (spelling) => {
      fc.assert(
        fc.property(anyValue, (value) => {
          const kind = kindOf(read(extendedJson(value, spelling)));
          // Relaxed, an int32 and a fraction are bare numbers.
          expect(kind === 'number' ? ['int32', 'double'] : [kind]).toContain(value.bson);
        }),
        { numRuns: 1_000 },
      );
    },
  );

  it('keeps its keys, and what only looks like a wrapper', () => {
    const value = documentOf({ $oid: text('none'), 'a.b': { bson: 'double', value: -0 } });
    expect(extendedJson(value, 'relaxed')).toBe('{"$oid":"none","a.b":{"$numberDouble":"-0.0"}}');
  });
});
