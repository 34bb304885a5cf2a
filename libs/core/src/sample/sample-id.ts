import { hashOfName } from './sample-random';

/** 2019-01-01T00:00:00Z in seconds: the first document of every collection. */
const FIRST_SECOND = 1_546_300_800;
/** Between two documents; three million of them end in 2024, and the time of an ObjectId holds until 2106. */
const SECONDS_APART = 59;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** The "collection" of documents that are nowhere: a sample refers to them where a reference has to be broken. */
export const GONE = '(gone)';

function makerOf(collection: string): string {
  const hash = hashOfName(collection);
  return hex(hash, 8) + hex((hash >>> 11) & 0xff, 2);
}

/** True for the ids of {@link GONE}. */
export const isGone = (id: string): boolean => id.slice(8, 18) === makerOf(GONE);

/**
 * Makes the ids of a collection as a driver does: four bytes of time, five that tell the maker (here the collection),
 * three of a counter. They sort by position, as real ones do, and are the same for every seed.
 */
export function sampleIds(collection: string): (n: number) => string {
  const maker = makerOf(collection);
  return (n) => hex(FIRST_SECOND + n * SECONDS_APART, 8) + maker + hex(n & 0xffffff, 6);
}
