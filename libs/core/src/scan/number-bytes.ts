import { Byte } from './byte';

/** Whole numbers of so many digits are held, and fractions printed as they are spelled, by every double. */
const SAFE_DIGITS = 15;
/** Below 0.000001 ECMAScript prints an exponent. */
const SAFE_PLACES = 6;

/** Where the digits end that begin at `at`. */
export function digitsEnd(bytes: Uint8Array, at: number): number {
  while (bytes[at]! >= Byte.Digit0 && bytes[at]! <= Byte.Digit9) at++;
  return at;
}

/** Where the whole number ends that begins at `start`; -1 where it has too many digits or none, a needless zero, or is -0. */
export function wholeEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start] === Byte.Minus ? start + 1 : start;
  const end = digitsEnd(bytes, first);
  if (bytes[first] === Byte.Digit0) return end === first + 1 && first === start ? end : -1;
  return end > first && end - first <= SAFE_DIGITS ? end : -1;
}

/**
 * Where the fraction ends whose point stands at `point`, in a number whose digits begin at `first`; -1 where it might not be
 * what ECMAScript prints for its double.
 */
export function fractionEnd(bytes: Uint8Array, first: number, point: number): number {
  if (bytes[point] !== Byte.Point) return -1;
  const end = digitsEnd(bytes, point + 1);
  if (end === point + 1 || bytes[end - 1] === Byte.Digit0 || end - first > SAFE_DIGITS + 1) return -1;
  return bytes[first] !== Byte.Digit0 || end - point - 1 <= SAFE_PLACES ? end : -1;
}

/** Where a number ends whose whole digits end at `point`, with any fraction and exponent; -1 where JSON has none like it. */
export function restEnd(bytes: Uint8Array, point: number): number {
  let end = point;
  if (bytes[point] === Byte.Point) {
    end = digitsEnd(bytes, point + 1);
    if (end === point + 1) return -1;
  }
  if (!isExponent(bytes[end]!)) return end;
  const signed = bytes[end + 1] === Byte.Minus || bytes[end + 1] === Byte.Plus;
  const digits = signed ? end + 2 : end + 1;
  const last = digitsEnd(bytes, digits);
  return last === digits ? -1 : last;
}

/** True for `e` and `E`. */
export function isExponent(byte: number): boolean {
  return (byte | 0x20) === Byte.LowerE;
}
