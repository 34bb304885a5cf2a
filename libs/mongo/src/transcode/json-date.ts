import { int32At } from '../bson/bson-types';
import { writeInt64Digits } from './json-number';
import type { JsonOutput } from './json-output';

const DAY = 86_400_000;
const TWO_32 = 4_294_967_296;
/** 10000-01-01T00:00:00Z: Extended JSON's relaxed form ends before it. */
const YEAR_10000 = 253_402_300_800_000;
const DIGIT_0 = 0x30;

/** A date from 1970 to 9999 in ISO form, with milliseconds only where there are some (as mongoexport); others exact. */
export function writeDate(out: JsonOutput, bytes: Uint8Array, at: number, canonical: boolean): void {
  const high = int32At(bytes, at + 4);
  const time = high * TWO_32 + (int32At(bytes, at) >>> 0);
  if (canonical || high < 0 || time >= YEAR_10000) {
    out.ascii('{"$date":{"$numberLong":"');
    writeInt64Digits(out, bytes, at);
    out.ascii('"}}');
    return;
  }
  out.ascii('{"$date":"');
  writeIso(out, time);
  out.ascii('Z"}');
}

function writeIso(out: JsonOutput, time: number): void {
  const day = Math.floor(time / DAY);
  const rest = time - day * DAY;
  writeDay(out, day);
  const seconds = Math.floor(rest / 1000);
  writeTwo(out, 0x54, Math.floor(seconds / 3600));
  writeTwo(out, 0x3a, Math.floor(seconds / 60) % 60);
  writeTwo(out, 0x3a, seconds % 60);
  const milliseconds = rest - seconds * 1000;
  if (milliseconds === 0) return;
  writeTwo(out, 0x2e, Math.floor(milliseconds / 10));
  out.byte(DIGIT_0 + (milliseconds % 10));
}

/** Days since 1970 to the civil calendar, without a Date object (H. Hinnant, "chrono-compatible date algorithms"). */
function writeDay(out: JsonOutput, day: number): void {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  out.reserve(32);
  const century = Math.floor(year / 100);
  out.bytes[out.length++] = DIGIT_0 + Math.floor(century / 10);
  out.bytes[out.length++] = DIGIT_0 + (century % 10);
  out.bytes[out.length++] = DIGIT_0 + Math.floor((year % 100) / 10);
  out.bytes[out.length++] = DIGIT_0 + (year % 10);
  writeTwo(out, 0x2d, month);
  writeTwo(out, 0x2d, ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1);
}

function writeTwo(out: JsonOutput, separator: number, value: number): void {
  out.reserve(3);
  const tens = (value / 10) | 0;
  out.bytes[out.length] = separator;
  out.bytes[out.length + 1] = DIGIT_0 + tens;
  out.bytes[out.length + 2] = DIGIT_0 + value - tens * 10;
  out.length += 3;
}
