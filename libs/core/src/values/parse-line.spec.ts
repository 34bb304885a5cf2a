import fc from 'fast-check';
import { EVERYTYPE_CANONICAL, EVERYTYPE_RELAXED } from './everytype.sample';
import { parseLossless } from './lossless-parser';
import { parseLine } from './parse-line';
import { kindOf } from './source-value';

function parsed(text: string): unknown {
  return parseLine(text).document;
}

describe('parseLine', () => {
  it('gives what JSON.parse gives where nothing is lost', () => {
    const text =
      '{"_id":{"$oid":"00000000000000000000000a"},"a":[1,-2.5,"x",null,true,{"b":{}}],"t":"12:30"}';
    expect(parseLine(text)).toEqual({ document: JSON.parse(text), duplicates: [] });
    expect(parseLine(text).duplicates).toBe(parseLine('{}').duplicates);
  });

  it.each([
    ['9223372036854775807', { $numberLong: '9223372036854775807' }],
    ['-9223372036854775808', { $numberLong: '-9223372036854775808' }],
    ['9007199254740993', { $numberLong: '9007199254740993' }],
    ['9007199254740991', 9007199254740991],
    ['1000000000000000', 1e15],
    ['1152921504606846976', { $numberLong: '1152921504606846976' }],
    // As ECMAScript writes 2^60.
    ['1152921504606847000', 1152921504606847000],
    ['100000000000000000000', 1e20],
    ['9223372036854775808', { $numberDecimal: '9223372036854775808' }],
    ['12345678901234567890123', { $numberDecimal: '12345678901234567890123' }],
    ['1e400', { $numberDecimal: '1E+400' }],
    ['1'.padEnd(401, '0'), { $numberDecimal: '1'.padEnd(401, '0') }],
    ['-1.5E+400', { $numberDecimal: '-1.5E+400' }],
    ['1e999999', Infinity],
    ['1e-400', 0],
    ['0.12345678901234568', 0.12345678901234568],
    ['-0', -0],
    ['-0.0', -0],
  ])('reads the bare number %s without loss', (text, value) => {
    expect(parsed(`{"v":${text}}`)).toEqual({ v: value });
    expect(parsed(`{"v":[{"w":${text}}]}`)).toEqual({ v: [{ w: value }] });
  });

  it('keeps __proto__ as a key', () => {
    for (const text of ['{"__proto__":{"a":1}}', '{"__proto__":{"a":1},"n":9007199254740993}']) {
      const document = parsed(text) as object;
      expect(Object.keys(document)[0]).toBe('__proto__');
      expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
    }
  });

  it('reports nested duplicates with the values that do not count', () => {
    const ofField = false;
    expect(parseLine('{"a":{"b":1,"c":2,"b":{"x":1},"b":3},"l":[{"k":"v","k":"w"}]}')).toEqual({
      document: { a: { b: 3, c: 2 }, l: [{ k: 'w' }] },
      duplicates: [
        { path: ['a', 'b'], value: 1, ofField },
        { path: ['a', 'b'], value: { x: 1 }, ofField },
        { path: ['l', 0, 'k'], value: 'v', ofField },
      ],
    });
  });

  it('lets the last field count at the top level, and reports the former with what was in it', () => {
    expect(parseLine('{"a":{"b":1,"b":2},"a":{"c":3,"c":4}}')).toEqual({
      document: { a: { c: 4 } },
      duplicates: [
        { path: ['a', 'b'], value: 1, ofField: true },
        { path: ['a', 'c'], value: 3, ofField: false },
        { path: ['a'], value: { b: 2 }, ofField: true },
      ],
    });
  });

  it('takes a time that grows with the text alone, however often a key comes', () => {
    const often = Array.from({ length: 200_000 }, (_, n) => `"k":${n}`).join();
    expect(parseLine(`{${often}}`).duplicates).toHaveLength(199_999);
    expect(parseLine(`{"a":{${often}},"a":{${often}}}`).duplicates).toHaveLength(399_999);
  });

  it.each([
    ['{"a" : {"b" : 1 , "c" : "x : y"}}', 0],
    ['{"a" : {"b" : 1, "b" :2}}', 1],
    ['{"a":{"b":":","c":"\\":"}}', 0],
    ['{"a":{"b":":","b":"\\":"}}', 1],
    ['{"a":{"\\u0062":1,"b":2}}', 1],
    ['{"a":{"b\\\\":1,"b":2}}', 0],
    ['{"_id":{"$oid":"a","$oid":"b"}}', 1],
    [' \t{"2":1,"1":{"a":2}}\r\n', 0],
  ])('counts the keys of %s', (text, duplicates) => {
    expect(parseLine(text).duplicates).toHaveLength(duplicates);
    expect(parseLine(text).document).toEqual(JSON.parse(text));
  });

  it('returns what is no object', () => {
    expect([parsed('5'), parsed('"x"'), parsed('null'), parsed('[1]')]).toEqual([5, 'x', null, [1]]);
    expect(parsed('9007199254740993')).toEqual({ $numberLong: '9007199254740993' });
  });

  it.each([
    ['', 0],
    ['{', 1],
    ['{"a":1,}', 7],
    ['{"a":01}', 6],
    ['{"a":"x', 7],
    ['{"a":"\\x"}', 5],
    ['{"a":1}{', 7],
    ['{a:1}', 1],
    ['{"a":tru}', 5],
    ['{"a":"\u0001"}', 6],
    ['[1,]', 3],
    ['{"a":-}', 6],
    ['{"a" 1}', 5],
  ])('refuses %j at its position', (text, position) => {
    expect(() => parseLine(text)).toThrow(SyntaxError);
    expect(() => parseLine(text)).toThrow(new RegExp(`position ${position}$`));
  });

  it('takes a thousand levels, and refuses what would overflow the stack', () => {
    const nested = (levels: number, leaf: string): string =>
      '{"a":'.repeat(levels) + leaf + '}'.repeat(levels);
    expect(() => parseLine(nested(1000, '1'))).not.toThrow();
    expect(() => parseLine(nested(1000, '9007199254740993'))).not.toThrow();
    expect(() => parseLine(nested(100_000, '1'))).toThrow(/nested deeper than/);
    expect(() => parseLine('['.repeat(100_000) + ']'.repeat(100_000))).toThrow(/nested deeper than/);
  });

  it('agrees with JSON.parse on every JSON, however it is spaced', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 1, 2), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(parseLossless(spaced)).toEqual({ document: JSON.parse(spaced), duplicates: [] });
        expect(parseLine(spaced)).toEqual({ document: JSON.parse(spaced), duplicates: [] });
      }),
    );
  });

  it('finds every nested duplicate', () => {
    const leaf = fc.constantFrom('1', '":"', '"a\\":"', '"x"', '{}', 'true', '[":"]');
    const key = fc.constantFrom('"a"', '"b"', '":"', '"\\u0061"', '"a\\\\"', '"a\\"" ');
    const { text } = fc.letrec<{ text: string; node: string }>((tie) => ({
      node: fc.oneof({ maxDepth: 3 }, leaf, tie('text')),
      text: fc
        .array(fc.tuple(key, tie('node')), { maxLength: 4 })
        .map((fields) => `{${fields.map(([k, v]) => `${k}:${v}`).join(',')}}`),
    }));
    fc.assert(
      fc.property(text, (nested) => {
        const line = `{"n":${nested}}`;
        expect(parseLine(line)).toEqual(parseLossless(line));
        expect(parseLine(line).document).toEqual(JSON.parse(line));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads what mongoexport wrote, relaxed and canonical, as the same kinds', () => {
    const relaxed = parsed(EVERYTYPE_RELAXED) as Record<string, unknown>;
    const canonical = parsed(EVERYTYPE_CANONICAL) as Record<string, unknown>;
    const bare = new Set(['int32', 'double', 'wholeDouble', 'negZero']);
    for (const field of Object.keys(canonical)) {
      expect([field, kindOf(relaxed[field])]).toEqual([
        field,
        bare.has(field) ? 'number' : kindOf(canonical[field]),
      ]);
    }
    expect(relaxed['negZero']).toBe(-0);
    expect(relaxed['long']).toEqual({ $numberLong: '9223372036854775807' });
  });
});
