import { daysFromCivil, daysOfMonth, type Instant, MILLIS_PER_DAY } from './civil-date';

/** The instant of an ISO 8601 text, rounded to milliseconds. */
export interface IsoInstant extends Instant {
  /** False where the text had more than milliseconds. */
  readonly exact: boolean;
}

/**
 * Reads `YYYY-MM-DD`, alone (midnight) or with `T`, `t` or a space, hours and minutes, optional seconds, an optional
 * fraction of them, and optional `Z`, `z` or an offset; without either it is UTC. Null for anything else: weeks,
 * ordinals, the basic format, days and times that do not exist (2024-02-30, 24:00, leap seconds).
 *
 * Years outside 0–9999 have a sign and six digits, as ECMAScript writes them. An offset is `+hh:mm`, `+hhmm` or
 * `+hh`: the short forms are the basic format's, but say the same and Java and Python write them. A fraction of any
 * length after a point or a comma is rounded half away from zero of the epoch, so before 1970 a half goes back in time.
 */
export function parseIso8601(text: string): IsoInstant | null {
  const yearEnd = isSign(text.charCodeAt(0)) ? 7 : 4;
  if (text.charCodeAt(yearEnd) !== 0x2d || text.charCodeAt(yearEnd + 3) !== 0x2d) return null;
  const year = yearOf(text, yearEnd);
  const month = twoDigits(text, yearEnd + 1);
  const day = twoDigits(text, yearEnd + 4);
  if (Number.isNaN(year) || !(day >= 1 && day <= daysOfMonth(year, month))) return null;
  const days = daysFromCivil(year, month, day);
  const dateEnd = yearEnd + 6;
  if (text.length === dateEnd) return { days, millis: 0, exact: true };
  const separator = text.charCodeAt(dateEnd);
  if (separator !== 0x54 && separator !== 0x20 && separator !== 0x74) return null;
  return withTime(text, dateEnd + 1, days);
}

/**
 * True for the date of relaxed Extended JSON: RFC 3339 with four digits of year, `T`, seconds, at most three digits of
 * fraction, and `Z` or an offset with a colon.
 */
export function isRfc3339Instant(text: string): boolean {
  if (text.charCodeAt(10) !== 0x54 || text.charCodeAt(16) !== 0x3a) return false;
  let zone = 19;
  if (text.charCodeAt(zone) === 0x2e) {
    zone++;
    while (isDigit(text.charCodeAt(zone))) zone++;
    if (zone > 23) return false;
  }
  const utc = text.charCodeAt(zone) === 0x5a;
  if (text.length !== zone + (utc ? 1 : 6)) return false;
  return (utc || text.charCodeAt(zone + 3) === 0x3a) && parseIso8601(text) !== null;
}

function withTime(text: string, start: number, days: number): IsoInstant | null {
  const hours = twoDigits(text, start);
  const minutes = twoDigits(text, start + 3);
  if (!(hours <= 23 && minutes <= 59) || text.charCodeAt(start + 2) !== 0x3a) return null;
  let at = start + 5;
  let millis = (hours * 60 + minutes) * 60_000;
  let fractionStart = at;
  if (text.charCodeAt(at) === 0x3a) {
    const seconds = twoDigits(text, at + 1);
    if (!(seconds <= 59)) return null;
    millis += seconds * 1000;
    at += 3;
    fractionStart = at;
    const mark = text.charCodeAt(at);
    if (mark === 0x2e || mark === 0x2c) {
      fractionStart = ++at;
      while (isDigit(text.charCodeAt(at))) at++;
      if (at === fractionStart) return null;
    }
  }
  const offset = offsetMillis(text, at);
  if (Number.isNaN(offset)) return null;
  millis += wholeMillis(text, fractionStart, at) - offset;
  const carried = Math.floor(millis / MILLIS_PER_DAY);
  const instant = { days: days + carried, millis: millis - carried * MILLIS_PER_DAY, exact: true };
  return at - fractionStart > 3 ? rounded(text, fractionStart + 3, at, instant) : instant;
}

function wholeMillis(text: string, start: number, end: number): number {
  let millis = 0;
  for (let i = 0; i < 3; i++)
    millis = millis * 10 + (start + i < end ? text.charCodeAt(start + i) - 0x30 : 0);
  return millis;
}

/** Rounds by the digits after the third, which stand from `start` to `end`. */
function rounded(text: string, start: number, end: number, floor: IsoInstant): IsoInstant {
  let last = end;
  while (last > start && text.charCodeAt(last - 1) === 0x30) last--;
  if (last === start) return floor;
  const first = text.charCodeAt(start);
  const half = first === 0x35 && last === start + 1;
  // `floor` lies before the moment: of a half, the next millisecond is away from zero after 1970 only.
  if (half ? floor.days < 0 : first < 0x35) return { ...floor, exact: false };
  const full = floor.millis === MILLIS_PER_DAY - 1;
  return { days: full ? floor.days + 1 : floor.days, millis: full ? 0 : floor.millis + 1, exact: false };
}

/** The offset that the text has from `at` to its end, 0 where there is none, NaN where it is no offset. */
function offsetMillis(text: string, at: number): number {
  const rest = text.length - at;
  if (rest === 0) return 0;
  const sign = text.charCodeAt(at);
  if (sign === 0x5a || sign === 0x7a) return rest === 1 ? 0 : NaN;
  if (!isSign(sign)) return NaN;
  const hours = twoDigits(text, at + 1);
  let minutes = 0;
  if (rest === 6 && text.charCodeAt(at + 3) === 0x3a) minutes = twoDigits(text, at + 4);
  else if (rest === 5) minutes = twoDigits(text, at + 3);
  else if (rest !== 3) return NaN;
  if (!(hours <= 23 && minutes <= 59)) return NaN;
  return (hours * 60 + minutes) * (sign === 0x2d ? -60_000 : 60_000);
}

/** The year of a text whose year ends at `end`: four digits, or a sign and six. */
function yearOf(text: string, end: number): number {
  if (end === 4) return twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const year = twoDigits(text, 1) * 10_000 + twoDigits(text, 3) * 100 + twoDigits(text, 5);
  if (text.charCodeAt(0) === 0x2b) return year;
  // ECMAScript forbids -000000.
  return year === 0 ? NaN : -year;
}

/** Two digits at `at`; NaN where something else stands there. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isSign(code: number): boolean {
  return code === 0x2b || code === 0x2d;
}
