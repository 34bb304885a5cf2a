import { nameList, notEmpty, wholeNumber } from './option-values';

describe('option values', () => {
  it.each(['0', '-5', 'abc', '', '1.5', '1e3', '0x10', ' 7', '100001', '9'.repeat(400)])(
    'refuses %j as a batch size and says what is allowed',
    (text) => {
      expect(() => wholeNumber(1, 100_000)(text)).toThrow('Allowed is a whole number from 1 to 100,000.');
    },
  );

  it('takes the bounds', () => {
    expect([wholeNumber(1, 100_000)('1'), wholeNumber(1, 100_000)('100000')]).toEqual([1, 100_000]);
  });

  it('splits names, without spaces and doubles', () => {
    expect(nameList('users, cities,users')).toEqual(['users', 'cities']);
  });

  it.each(['', ',', 'users,', 'a,,b'])('refuses %j as names', (text) => {
    expect(() => nameList(text)).toThrow('names separated by commas');
  });

  it('refuses what an unset variable leaves', () => {
    expect(() => notEmpty('')).toThrow('is a variable unset?');
  });
});
