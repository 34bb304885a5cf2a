import { GOALS } from './goals';
import { WAY_NAMES } from './ways';

describe('the names of the ways', () => {
  it('are known before a way is made, and every goal is about two of them', () => {
    const ofGoals = GOALS.flatMap(({ way, reference }) => [way, reference]);
    expect(WAY_NAMES).toEqual(expect.arrayContaining(ofGoals));
  });
});
