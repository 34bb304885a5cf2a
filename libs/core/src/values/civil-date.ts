/** A moment in UTC. `millis` is the millisecond of the day, 0 to 86,399,999; both are whole numbers. */
export interface Instant {
  /** Days since 1970-01-01 in the proleptic Gregorian calendar. */
  readonly days: number;
  readonly millis: number;
}

export const MILLIS_PER_DAY = 86_400_000;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const TWO_DIGITS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** PostgreSQL's first and last day: 4714-11-24 BC and 294276-12-31 (its manual, table 8.9). */
const FIRST_DAY = daysFromCivil(-4713, 11, 24);
const LAST_DAY = daysFromCivil(294_276, 12, 31);

/** Year 0 is 1 BC. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** `month` counts from 1; 0 for a month that does not exist. */
export function daysOfMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);
}

/** Days since 1970-01-01; year 0 is 1 BC, `month` and `day` count from 1. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const inYear = (DAYS_BEFORE_MONTH[month - 1] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0);
  // 719,162 days lie between 0001-01-01 and 1970-01-01.
  return before * 365 + leapDays + inYear + day - 1 - 719_162;
}

/** The instant of whole epoch milliseconds. A bigint where a double would not be exact. */
export function instantFromEpoch(epoch: number | bigint): Instant {
  if (typeof epoch === 'bigint') {
    const rest = epoch % 86_400_000n;
    const millis = rest < 0n ? rest + 86_400_000n : rest;
    return { days: Number((epoch - millis) / 86_400_000n), millis: Number(millis) };
  }
  const rest = epoch % MILLIS_PER_DAY;
  // Adding 0 turns -0 into 0.
  const millis = rest < 0 ? rest + MILLIS_PER_DAY : rest + 0;
  return { days: (epoch - millis) / MILLIS_PER_DAY, millis };
}

/** True where PostgreSQL's `timestamp` holds the instant. */
export function isInPostgresRange(instant: Instant): boolean {
  return instant.days >= FIRST_DAY && instant.days <= LAST_DAY;
}

/** As PostgreSQL prints a `timestamp(3)`: `2024-02-29 12:34:56.78`, `10000-01-01 00:00:00`, `0044-03-15 00:00:00 BC`. */
export function postgresTimestamp(instant: Instant): string {
  const { year, month, day } = civilFromDays(instant.days);
  const millis = instant.millis % 1000;
  const fraction = millis === 0 ? '' : `.${trimZeros(threeDigits(millis))}`;
  const yearText = year > 0 ? fourDigits(year) : fourDigits(1 - year);
  const text = `${yearText}-${two(month)}-${two(day)} ${timeOfDay(instant.millis)}${fraction}`;
  return year > 0 ? text : `${text} BC`;
}

/**
 * ISO 8601 with milliseconds in UTC, as ECMAScript writes it: years before 0 and after 9999 with a sign and six digits
 * (more where a date lies beyond what ECMAScript has).
 */
export function isoInstant(instant: Instant): string {
  const { year, month, day } = civilFromDays(instant.days);
  const time = `${timeOfDay(instant.millis)}.${threeDigits(instant.millis % 1000)}Z`;
  return `${isoYear(year)}-${two(month)}-${two(day)}T${time}`;
}

function isoYear(year: number): string {
  if (year >= 0 && year <= 9999) return fourDigits(year);
  return (year < 0 ? '-' : '+') + String(Math.abs(year)).padStart(6, '0');
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  // Howard Hinnant's civil_from_days: years begin on 1 March, so that a leap day is a year's last day.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

function timeOfDay(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return TWO_DIGITS[value] ?? String(value);
}

function threeDigits(value: number): string {
  return value < 10 ? `00${value}` : value < 100 ? `0${value}` : String(value);
}

function fourDigits(year: number): string {
  return year >= 1000 ? String(year) : String(year).padStart(4, '0');
}

function trimZeros(fraction: string): string {
  let end = fraction.length;
  while (fraction.charCodeAt(end - 1) === 0x30) end--;
  return fraction.slice(0, end);
}
