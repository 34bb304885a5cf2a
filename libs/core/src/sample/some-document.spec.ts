import { randomOf } from './sample-random';
import { someIdEndingIn, someIdNotEndingIn } from './some-document';

const among = (count: number) => ({
  id: (collection: string, n: number) => `${collection} ${n}`,
  total: () => count,
  random: randomOf(1, 1, 1),
});

const drawn = (count: number, draw: (context: ReturnType<typeof among>) => string): Set<string> => {
  const context = among(count);
  return new Set(Array.from({ length: 500 }, () => draw(context)));
};

describe('the id of some document', () => {
  it('that ends in a digit is any of these, and no other', () => {
    const ids = drawn(25, (context) => someIdEndingIn(1, 'users', context));
    expect([...ids].sort()).toEqual(['users 1', 'users 11', 'users 21']);
    expect(drawn(21, (context) => someIdEndingIn(1, 'users', context)).size).toBe(2);
  });

  it('that does not end in a digit is any of the others', () => {
    const ids = drawn(25, (context) => someIdNotEndingIn(3, 'users', context));
    expect(ids.size).toBe(22);
    expect([...ids].filter((id) => id.endsWith('3'))).toEqual([]);
  });
});
