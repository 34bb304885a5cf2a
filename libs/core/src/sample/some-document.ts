import type { SampleContext } from '../collection/collection-definition';
import { wholeBetween } from './sample-random';

type Known = Pick<SampleContext, 'id' | 'total' | 'random'>;

/**
 * The id of some document whose position ends in `digit`. Samples mark groups so (users at 1, 11, 21, … are the
 * staff), and others find them without asking.
 */
export function someIdEndingIn(digit: number, collection: string, { id, total, random }: Known): string {
  const last = Math.floor((total(collection) - 1 - digit) / 10);
  return id(collection, digit + 10 * wholeBetween(random, 0, Math.max(0, last)));
}

/** The id of some document whose position does not end in `digit` (1 to 9): there are the peculiar ones, some of them rejected. */
export function someIdNotEndingIn(digit: number, collection: string, { id, total, random }: Known): string {
  const n = wholeBetween(random, 0, total(collection) - 1);
  return id(collection, n % 10 === digit ? n - 1 : n);
}
