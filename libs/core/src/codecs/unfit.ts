import type { Unfit, UnfitReason } from './codec';

/* One frozen object for each reason: a refused value allocates nothing. */
export const WRONG_TYPE = unfit('wrong-type');
export const EMPTY_STRING = unfit('empty-string');
export const NOT_IN_ENUM = unfit('not-in-enum');
export const NOT_A_BOOLEAN = unfit('not-a-boolean');
export const NOT_A_NUMBER = unfit('not-a-number');
export const NOT_A_DATE = unfit('not-a-date');
export const OUT_OF_RANGE = unfit('out-of-range');
export const TOO_LARGE = unfit('too-large');
export const NOT_AN_ID = unfit('not-an-id');

function unfit(reason: UnfitReason): Unfit {
  return Object.freeze({ unfit: reason });
}
