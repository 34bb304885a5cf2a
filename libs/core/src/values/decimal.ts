/** An exact decimal number: ±digits × 10^exponent. */
export interface Decimal {
  readonly negative: boolean;
  /** Without leading zeros, with trailing ones; `0` for zero. */
  readonly digits: string;
  readonly exponent: number;
}

/** A decimal at a fixed number of places. */
export interface RoundedDecimal {
  /** Minus sign, whole digits, and a point with `scale` digits where scale is above 0. Never `-0`. */
  readonly text: string;
  /** False where digits were rounded away. */
  readonly exact: boolean;
  /** True for a minus before what is zero. */
  readonly negativeZero: boolean;
}

/**
 * Reads `[+-] digits [. digits] [e [+-] digits]`, all of the text; null for anything else. `.5`, `5.`, `1,500`, `0x10`,
 * white space and other digits than 0–9 are not decimal numbers here (`values.md`).
 */
export function parseDecimal(text: string): Decimal | null {
  const length = text.length;
  const first = text.charCodeAt(0);
  const start = first === 0x2d || first === 0x2b ? 1 : 0;
  const point = skipDigits(text, start);
  if (point === start) return null;
  let end = point;
  if (text.charCodeAt(point) === 0x2e) {
    end = skipDigits(text, point + 1);
    if (end === point + 1) return null;
  }
  let exponent = end === point ? 0 : point + 1 - end;
  if (end < length) {
    if ((text.charCodeAt(end) | 0x20) !== 0x65) return null;
    const sign = text.charCodeAt(end + 1);
    const from = sign === 0x2d || sign === 0x2b ? end + 2 : end + 1;
    if (from >= length || skipDigits(text, from) !== length) return null;
    exponent += Number(text.slice(end + 1));
  }
  const digits =
    end === point ? text.slice(start, end) : text.slice(start, point) + text.slice(point + 1, end);
  return { negative: first === 0x2d, digits: withoutLeadingZeros(digits), exponent };
}

export function isZero(decimal: Decimal): boolean {
  return decimal.digits === '0';
}

/** Places before the decimal point: 3 for 123.4, 0 for 0.5, -1 for 0.05. */
export function magnitude(decimal: Decimal): number {
  return decimal.digits.length + decimal.exponent;
}

/**
 * Rounds half away from zero to `scale` places behind the point. Null where the result has more than `wholeDigits`
 * digits before it; that is decided before any zero is written, so an exponent of any size costs nothing.
 */
export function roundDecimal(decimal: Decimal, wholeDigits: number, scale: number): RoundedDecimal | null {
  const { negative, digits, exponent } = decimal;
  if (isZero(decimal)) return { text: placed('0', scale, false), exact: true, negativeZero: negative };
  if (digits.length + exponent > wholeDigits) return null;
  const dropped = -exponent - scale;
  if (dropped <= 0) {
    return { text: placed(digits + '0'.repeat(-dropped), scale, negative), exact: true, negativeZero: false };
  }
  const kept = dropped >= digits.length ? '0' : digits.slice(0, -dropped);
  const exact = dropped <= digits.length && allZeros(digits, digits.length - dropped);
  const up = dropped <= digits.length && digits.charCodeAt(digits.length - dropped) >= 0x35;
  const rounded = up ? increment(kept) : kept;
  if (rounded.length - scale > wholeDigits) return null;
  return { text: placed(rounded, scale, negative && rounded !== '0'), exact, negativeZero: false };
}

/** True where the two texts of {@link parseDecimal}'s grammar stand for the same number. */
export function sameDecimal(left: Decimal, right: Decimal): boolean {
  if (isZero(left) || isZero(right)) return isZero(left) && isZero(right);
  if (left.negative !== right.negative || magnitude(left) !== magnitude(right)) return false;
  const length = Math.max(left.digits.length, right.digits.length);
  return left.digits.padEnd(length, '0') === right.digits.padEnd(length, '0');
}

function placed(digits: string, scale: number, negative: boolean): string {
  const sign = negative ? '-' : '';
  if (scale === 0) return sign + digits;
  const padded = digits.length > scale ? digits : digits.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

function increment(digits: string): string {
  let nines = digits.length;
  while (nines > 0 && digits.charCodeAt(nines - 1) === 0x39) nines--;
  const zeros = '0'.repeat(digits.length - nines);
  if (nines === 0) return `1${zeros}`;
  return digits.slice(0, nines - 1) + String.fromCharCode(digits.charCodeAt(nines - 1) + 1) + zeros;
}

function allZeros(digits: string, from: number): boolean {
  for (let i = from; i < digits.length; i++) if (digits.charCodeAt(i) !== 0x30) return false;
  return true;
}

function withoutLeadingZeros(digits: string): string {
  let zeros = 0;
  while (zeros < digits.length - 1 && digits.charCodeAt(zeros) === 0x30) zeros++;
  return zeros === 0 ? digits : digits.slice(zeros);
}

function skipDigits(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) break;
  }
  return at;
}
