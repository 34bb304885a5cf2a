import { daysOfMonth } from '../values/civil-date';
import { Byte } from './byte';

/** Bytes of `YYYY-MM-DDThh:mm:ss`. */
export const ISO_SECONDS = 19;
const MILLIS_AND_ZONE = 5;

/**
 * Where the date ends that begins at `at` as `YYYY-MM-DDThh:mm:ss.sssZ`, or without milliseconds, as exports spell whole
 * seconds; -1 where it is spelled otherwise or does not exist.
 */
export function isoEnd(bytes: Uint8Array, at: number): number {
  if (!isSecond(bytes, at)) return -1;
  const end = at + ISO_SECONDS;
  if (bytes[end] === Byte.UpperZ) return end + 1;
  const millis =
    bytes[end] === Byte.Point &&
    twoDigits(bytes, end + 1) <= 99 &&
    digit(bytes, end + 3) <= 9 &&
    bytes[end + 4] === Byte.UpperZ;
  return millis ? end + MILLIS_AND_ZONE : -1;
}

function isSecond(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at + 4] === Byte.Minus &&
    bytes[at + 7] === Byte.Minus &&
    bytes[at + 10] === Byte.UpperT &&
    bytes[at + 13] === Byte.Colon &&
    bytes[at + 16] === Byte.Colon &&
    isDay(bytes, at) &&
    twoDigits(bytes, at + 11) <= 23 &&
    twoDigits(bytes, at + 14) <= 59 &&
    twoDigits(bytes, at + 17) <= 59
  );
}

function isDay(bytes: Uint8Array, at: number): boolean {
  const century = twoDigits(bytes, at);
  const year = twoDigits(bytes, at + 2);
  const month = twoDigits(bytes, at + 5);
  const day = twoDigits(bytes, at + 8);
  if (century > 99 || year > 99 || month > 12 || day < 1) return false;
  // Every month has 28 days; the others are looked up.
  return day <= 28 ? month >= 1 : day <= daysOfMonth(century * 100 + year, month);
}

/** The number that two digits are; above 99 where they are none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const ones = digit(bytes, at + 1);
  return ones > 9 ? 100 : digit(bytes, at) * 10 + ones;
}

/** The number that a digit is; 10 where it is none. */
function digit(bytes: Uint8Array, at: number): number {
  const value = bytes[at]! - 0x30;
  return value >= 0 && value <= 9 ? value : 10;
}
