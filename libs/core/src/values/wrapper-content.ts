import { parseDecimal } from './decimal';
import { isRfc3339Instant } from './iso-8601';

/*
 * What may stand inside the wrappers of Extended JSON v2. A document that has a wrapper's key but not such a content
 * is an ordinary document: `{"$oid": "none"}`, `{"$numberLong": 5}`.
 */

const DECIMAL128_DIGITS = 34;
const DECIMAL128_MIN_EXPONENT = -6176;
const DECIMAL128_MAX_EXPONENT = 6111;

/** 24 hexadecimal digits in any case. */
export function isObjectIdHex(value: unknown): boolean {
  return typeof value === 'string' && value.length === 24 && areHexDigits(value, 0, 24);
}

/** `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`, hexadecimal digits in any case. */
export function isUuidText(value: unknown): boolean {
  if (typeof value !== 'string' || value.length !== 36) return false;
  return (
    areHexDigits(value, 0, 8) &&
    value.charCodeAt(8) === 0x2d &&
    areHexDigits(value, 9, 13) &&
    value.charCodeAt(13) === 0x2d &&
    areHexDigits(value, 14, 18) &&
    value.charCodeAt(18) === 0x2d &&
    areHexDigits(value, 19, 23) &&
    value.charCodeAt(23) === 0x2d &&
    areHexDigits(value, 24, 36)
  );
}

/** A whole number from -2^31 to 2^31-1 without needless zeros. */
export function isInt32Text(value: unknown): boolean {
  return isWholeText(value, 10) && Math.abs(Number(value) + 0.5) < 2 ** 31;
}

/** A whole number from -2^63 to 2^63-1 without needless zeros. */
export function isInt64Text(value: unknown): boolean {
  if (!isWholeText(value, 19)) return false;
  const negative = value.charCodeAt(0) === 0x2d;
  if (value.length - Number(negative) < 19) return true;
  // Nineteen digits on both sides: text compares as numbers do.
  return negative ? value <= '-9223372036854775808' : value <= '9223372036854775807';
}

/** A decimal number in a double's range, `NaN`, `Infinity` or `-Infinity`. */
export function isDoubleText(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return true;
  return parseDecimal(value) !== null && Number.isFinite(Number(value));
}

/**
 * What a Decimal128 holds: 34 digits, exponents from -6176 to 6111, `NaN`, `Infinity` or `-Infinity`. Zeros at the end
 * are no digits but exponent, however many are written: 1 with 6,144 of them is 1E+6144.
 */
export function isDecimal128Text(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return true;
  const decimal = parseDecimal(value);
  if (decimal === null) return false;
  const { digits, exponent } = decimal;
  const significant = digitsWithoutZeros(digits);
  const places = exponent + digits.length - significant;
  return (
    significant <= DECIMAL128_DIGITS &&
    places >= DECIMAL128_MIN_EXPONENT &&
    places + significant <= DECIMAL128_MAX_EXPONENT + DECIMAL128_DIGITS
  );
}

/** Digits up to the last that is not zero; 1 for zero itself. */
function digitsWithoutZeros(digits: string): number {
  let end = digits.length;
  while (end > 1 && digits.charCodeAt(end - 1) === 0x30) end--;
  return end;
}

/** RFC 3339 with milliseconds at most, as relaxed Extended JSON writes dates. */
export function isRelaxedDate(value: unknown): boolean {
  return typeof value === 'string' && isRfc3339Instant(value);
}

/** Base64 of the standard alphabet, padded. */
export function isBase64(value: unknown): boolean {
  if (typeof value !== 'string' || value.length % 4 !== 0) return false;
  let end = value.length;
  if (end > 0 && value.charCodeAt(end - 1) === 0x3d) end -= value.charCodeAt(end - 2) === 0x3d ? 2 : 1;
  for (let i = 0; i < end; i++) if (!isBase64Digit(value.charCodeAt(i))) return false;
  return true;
}

/** One or two hexadecimal digits. */
export function isSubType(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return (value.length === 1 || value.length === 2) && areHexDigits(value, 0, value.length);
}

/** A whole number from 0 to 2^32-1. */
export function isUint32(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}

function areHexDigits(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    const digit = code >= 0x30 && code <= 0x39;
    // Bit 0x20 makes a letter lower case.
    if (!digit && !((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66)) return false;
  }
  return true;
}

function isBase64Digit(code: number): boolean {
  const letter = code | 0x20;
  if (letter >= 0x61 && letter <= 0x7a) return true;
  return (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2f;
}

function isWholeText(value: unknown, mostDigits: number): value is string {
  if (typeof value !== 'string') return false;
  const start = value.charCodeAt(0) === 0x2d ? 1 : 0;
  const digits = value.length - start;
  if (digits < 1 || digits > mostDigits) return false;
  for (let i = start; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return value.charCodeAt(start) !== 0x30 || value === '0';
}
