import fc from 'fast-check';
import { parseArrayLiteral } from './array-literal';
import { booleanCodec } from './boolean.codec';
import { doubleCodec } from './double.codec';
import { createEnumCodec } from './enum.codec';
import { integerCodec } from './integer.codec';
import { createTextArrayCodec } from './text-array.codec';
import { createTextCodec } from './text.codec';
import { postgresDouble } from '../values/postgres-double';
import { recordEncoding } from './value-cases/recorded-encoding';

/** PostgreSQL's array_out. */
function arrayLiteral(items: readonly (string | null)[]): string {
  const quoted = items.map((item) => (item === null ? 'NULL' : `"${item.replace(/(["\\])/g, '\\$1')}"`));
  return `{${quoted.join(',')}}`;
}

describe('What a codec encodes it decodes', () => {
  it('for doubles', () => {
    fc.assert(
      fc.property(fc.double(), (double) => {
        expect(doubleCodec.decode(String(recordEncoding(doubleCodec, double).written[0]))).toBe(double);
      }),
    );
  });

  it('for doubles that stand as Decimal128 or int64: the nearest, and exact where BigInt says so', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (long) => {
        const held = BigInt(Number(long)) === long;
        expect(recordEncoding(doubleCodec, { $numberLong: String(long) })).toMatchObject({
          outcome: held ? 'mapped' : 'repaired',
          written: [postgresDouble(Number(long))],
        });
      }),
    );
  });

  it('for integers', () => {
    fc.assert(
      fc.property(fc.integer(), (integer) => {
        const { written, outcome } = recordEncoding(integerCodec, integer);
        expect(integerCodec.decode(String(written[0]))).toBe(integer);
        for (const other of [{ $numberLong: `${integer}` }, { $numberDouble: `${integer}.0` }]) {
          expect(recordEncoding(integerCodec, other)).toMatchObject({ written, outcome });
        }
      }),
    );
  });

  it('for booleans, as PostgreSQL prints them', () => {
    expect([booleanCodec.decode('t'), booleanCodec.decode('f')]).toEqual([true, false]);
  });

  it('for texts and arrays of them', () => {
    const text = createTextCodec();
    const texts = createTextArrayCodec();
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (items) => {
        expect(recordEncoding(texts, items)).toMatchObject({ outcome: 'mapped', written: [items] });
        expect(texts.decode(arrayLiteral(items))).toEqual(items);
        for (const item of items) expect(recordEncoding(text, item).written).toEqual([text.decode(item)]);
      }),
    );
  });

  it('for the ways in which PostgreSQL prints an array', () => {
    expect(parseArrayLiteral('{}')).toEqual([]);
    expect(parseArrayLiteral('{a,NULL,"NULL","",b c,"x\\"y\\\\z","{,}"}')).toEqual([
      'a',
      null,
      'NULL',
      '',
      'b c',
      'x"y\\z',
      '{,}',
    ]);
    for (const bad of ['', 'a', '{a', '{"a}', '{{a}}', '[0:1]={a,b}', '{"a"b}']) {
      expect(() => parseArrayLiteral(bad)).toThrow(SyntaxError);
    }
  });
});

describe('An enum', () => {
  it('refuses labels that are spelled alike', () => {
    expect(() => createEnumCodec(['on-plan', 'On Plan'])).toThrow(/spelled alike/);
  });

  it('gives the same answer beyond its memory of spellings', () => {
    const codec = createEnumCodec(['villa']);
    for (let i = 0; i < 3000; i++) {
      expect(recordEncoding(codec, `x${i}`).outcome).toEqual({ unfit: 'not-in-enum' });
    }
    expect(recordEncoding(codec, 'VILLA').written).toEqual(['villa']);
    expect(recordEncoding(codec, `${' '.repeat(100)}Villa`).written).toEqual(['villa']);
  });
});
