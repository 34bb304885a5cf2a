import { median, timesFaster } from './statistics';

describe('the statistics of a measurement', () => {
  it('take the middle run', () => {
    expect(median([3])).toBe(3);
    expect(median([9, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 9])).toBe(3);
    expect(() => median([])).toThrow(RangeError);
  });

  it('compare within a round, so that a slow minute of the machine does not count', () => {
    expect(timesFaster([1, 10, 1], [3, 30, 3])).toBe(3);
    expect(timesFaster([2, 2, 2], [1, 1, 4])).toBe(0.5);
  });
});
