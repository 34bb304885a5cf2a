import { belowFloor, outcomesOf, ratesOf } from './goals';
import type { WayResult } from './way';

const result = (name: string, ...seconds: number[]): WayResult => ({
  ...{ name, title: name, documents: 1000, bytes: 5_000_000, seconds },
  cpuSeconds: seconds.map(() => null),
  peakMb: seconds.map(() => null),
});

describe('the goals of a measurement', () => {
  it('are judged by ratios within a round, where both ways were run', () => {
    const [outcome, ...others] = outcomesOf([result('etl', 1, 2, 1), result('copy-finished', 3, 6, 2)]);
    expect(others).toEqual([]);
    expect(outcome).toMatchObject({
      way: 'etl',
      reference: 'copy-finished',
      times: 3,
      measured: 3,
      least: 2,
    });
  });

  it('fail a check below half of what is wanted', () => {
    const outcomes = outcomesOf([result('etl', 1), result('etl-500', 3), result('verify', 1.9)]);
    expect(belowFloor(outcomes).map(({ way }) => way)).toEqual(['etl-500']);
  });

  it('rates are those of the median round', () => {
    expect(ratesOf(result('etl', 2, 9, 1))).toEqual({ documents: 500, megabytes: 2.5 });
  });
});
