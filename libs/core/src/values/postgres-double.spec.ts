import fc from 'fast-check';
import { postgresDouble } from './postgres-double';

// That PostgreSQL prints these texts is shown beside it, in libs/postgres.
describe('A double in the spelling of PostgreSQL', () => {
  it.each([
    [0, '0'],
    [-0, '-0'],
    [2.675, '2.675'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [-1.5e-7, '-1.5e-07'],
    [5e-324, '5e-324'],
    [999_999_999_999_999.9, '999999999999999.9'],
    [1e15, '1e+15'],
    [-9_007_199_254_740_992, '-9.007199254740992e+15'],
    [1e21, '1e+21'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
  ])('writes %d as %s', (double, text) => {
    expect(postgresDouble(double)).toBe(text);
  });

  it('has one digit more where the shortest lies half way to the next double', () => {
    const double = Number('30776749892855992');
    expect(String(double)).toBe('30776749892855990');
    expect([double, -double].map(postgresDouble)).toEqual([
      '3.0776749892855992e+16',
      '-3.0776749892855992e+16',
    ]);
  });

  it('is the same double', () => {
    fc.assert(fc.property(fc.double(), (double) => expect(Number(postgresDouble(double))).toBe(double)));
  });
});
