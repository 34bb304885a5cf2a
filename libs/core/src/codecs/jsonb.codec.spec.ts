import fc from 'fast-check';
import { parseLine } from '../values/parse-line';
import { jsonbCodec } from './jsonb.codec';
import { recordEncoding } from './value-cases/recorded-encoding';

describe('The jsonb codec', () => {
  it('writes plain trees as they are, on the fast way and on the slow one', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (tree) => {
        fc.pre(!/-0[,\]}]|-0$|\\u/.test(JSON.stringify(tree)));
        const plain = JSON.parse(JSON.stringify(tree)) as unknown;
        expect(recordEncoding(jsonbCodec, plain)).toMatchObject({ outcome: 'mapped', notes: [] });
        expect(jsonbCodec.decode(String(recordEncoding(jsonbCodec, plain).written[0]))).toEqual(plain);
        const slow = { o: { $oid: '00000000000000000000000a' }, plain };
        expect(JSON.parse(String(recordEncoding(jsonbCodec, slow).written[0]))).toEqual({
          o: '00000000000000000000000a',
          plain,
        });
      }),
    );
  });

  it('never writes what PostgreSQL refuses, and keeps the original of every repair', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('a', '\0', '\ud83c', '\udfe0', '\ufffd', '"', '\\', '\x01'),
    });
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile), (document) => {
        const { written, outcome, notes, originals } = recordEncoding(jsonbCodec, { document });
        const text = String(written[0]);
        expect(text.isWellFormed()).toBe(true);
        expect(/(?<!\\)(?:\\\\)*\\u(0000|d[89a-f])/.test(text)).toBe(false);
        const clean = (part: string): string => part.toWellFormed().replaceAll('\0', '\ufffd');
        const expected = Object.entries(document).map(([key, value]) => [clean(key), clean(value)] as const);
        expect((JSON.parse(text) as { document: unknown }).document).toEqual(Object.fromEntries(expected));
        expect(outcome).toBe(notes.length > 0 ? 'repaired' : 'mapped');
        const dirty = Object.entries(document).filter(([k, v]) => clean(k) !== k || clean(v) !== v);
        for (const [, value] of dirty) expect(originals).toContain(value);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes a thousand levels', () => {
    for (const leaf of ['1', '-0', '{"$oid":"00000000000000000000000a"}']) {
      const { document } = parseLine('{"a":['.repeat(500) + leaf + ']}'.repeat(500));
      expect(recordEncoding(jsonbCodec, document).written).toHaveLength(1);
    }
  });

  it('returns numbers that no double holds', () => {
    expect(jsonbCodec.decode('{"a": 9007199254740993, "b": 1234567890123456.789, "c": 1.5}')).toEqual({
      a: { $numberLong: '9007199254740993' },
      b: { $numberDecimal: '1234567890123456.789' },
      c: 1.5,
    });
  });

  it('returns the largest numbers too, of which PostgreSQL prints every zero', () => {
    const printed = `-${'15'.padEnd(6143, '0')}`;
    expect(jsonbCodec.decode(printed)).toEqual({ $numberDecimal: printed });
  });
});
