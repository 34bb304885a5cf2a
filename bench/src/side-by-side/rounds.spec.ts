import { runRounds } from './rounds';
import type { Way } from './way';

describe('the rounds of a measurement', () => {
  it('run every way once each, in another order each time, and keep the numbers by round', async () => {
    const order: string[] = [];
    const way = (name: string): Way => ({
      ...{ name, title: name, documents: 1, bytes: 1 },
      run: async (round) => {
        order.push(name);
        return { seconds: round, cpuSeconds: null, peakMb: null };
      },
    });
    const results = await runRounds([way('a'), way('b'), way('c')], 2, () => undefined);
    expect(order.join('')).toBe('abcbca');
    expect(results.map(({ name, seconds }) => [name, seconds])).toEqual([
      ['a', [0, 1]],
      ['b', [0, 1]],
      ['c', [0, 1]],
    ]);
  });
});
