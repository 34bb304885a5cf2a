import type { ColumnSink, CopySink } from '../ports/column-sink';
import { Byte, startsWith } from '../scan/byte';
import { ISO_SECONDS } from '../scan/iso-bytes';
import { ScanKind } from '../scan/scan-kind';
import type { ScannedLine } from '../scan/scanned-line';
import { type Instant, instantFromEpoch, isInPostgresRange, postgresTimestamp } from '../values/civil-date';
import { type Decimal, roundDecimal } from '../values/decimal';
import { parseIso8601 } from '../values/iso-8601';
import { kindOf } from '../values/source-value';
import { dateInstant, plainIsoText } from '../values/wrapped-value';
import type { Codec, Outcome, ValueNotes } from './codec';
import { exactNumber, isUnfit } from './exact-number';
import { withShortWay } from './short-way';
import { EMPTY_STRING, NOT_A_DATE, OUT_OF_RANGE, WRONG_TYPE } from './unfit';

const YEAR_0 = Buffer.from('0000');
const SPACE = new DataView(Uint8Array.of(Byte.Space).buffer);
/** Milliseconds of PostgreSQL's last year have 16 digits. */
const MOST_DIGITS = 16;
/** ECMAScript's Date ends here, milliseconds on both sides of 1970. */
const LAST_JS_EPOCH = 8.64e15;

/**
 * `timestamp(3)` in UTC: BSON dates over PostgreSQL's whole range; ISO 8601 strings ({@link parseIso8601}); whole
 * numbers of any type and strings of nothing but digits as epoch milliseconds, though not of exactly 4 or 8, which
 * could be a year or a day. More than milliseconds is rounded half away from zero of the epoch.
 */
export const timestampCodec: Codec<Date | string> = withShortWay(
  {
    kind: 'timestamp',
    scalar: true,
    encode(value: unknown, sink: ColumnSink, notes: ValueNotes): Outcome {
      if (typeof value === 'string') return encodeString(value, sink, notes);
      if (typeof value === 'number' && Number.isSafeInteger(value)) {
        return write(instantFromEpoch(value), 'coerced', sink);
      }
      if (kindOf(value) === 'date') return encodeDate(value, sink);
      const number = exactNumber(value);
      if (!isUnfit(number)) return encodeNumber(value, number, sink, notes);
      return number === WRONG_TYPE || number === OUT_OF_RANGE ? number : NOT_A_DATE;
    },
    decode: decodeTimestamp,
  },
  copyScanned,
);

function copyScanned({ bytes, view, kind, from, to }: ScannedLine, field: number, sink: CopySink): boolean {
  if (kind[field] !== ScanKind.Date) return false;
  const start = from[field]!;
  // Year 0 is 1 BC; the others are in range and written alike.
  if (startsWith(bytes, start, YEAR_0)) return false;
  // Without the zone; of the milliseconds PostgreSQL prints no zeros at the end, and no point alone.
  const seconds = start + ISO_SECONDS;
  let end = to[field]! - 1;
  while (end > seconds && (bytes[end - 1] === Byte.Digit0 || bytes[end - 1] === Byte.Point)) end--;
  sink.copyPart(view, start, start + 10);
  sink.copyPart(SPACE, 0, 1);
  sink.copy(view, start + 11, end);
  return true;
}

function encodeDate(value: unknown, sink: ColumnSink): Outcome {
  const iso = plainIsoText(value);
  // Year 0 is 1 BC; every other year of four digits is in range and written alike.
  if (iso === undefined || iso.startsWith('0000')) return write(dateInstant(value), 'mapped', sink);
  let end = 23;
  while (iso.charCodeAt(end - 1) === 0x30 && end > 20) end--;
  sink.literal(`${iso.slice(0, 10)} ${iso.slice(11, end === 20 ? 19 : end)}`);
  return 'mapped';
}

function encodeString(value: string, sink: ColumnSink, notes: ValueNotes): Outcome {
  const text = value.trim();
  if (text === '') return EMPTY_STRING;
  if (areDigits(text)) {
    if (text.length === 4 || text.length === 8) return NOT_A_DATE;
    const number = exactNumber(text);
    return isUnfit(number) ? NOT_A_DATE : encodeNumber(value, number, sink, notes);
  }
  const instant = parseIso8601(text);
  if (instant === null) return NOT_A_DATE;
  if (instant.exact) return write(instant, 'coerced', sink);
  return writeRounded(instant, value, sink, notes);
}

function encodeNumber(value: unknown, number: Decimal, sink: ColumnSink, notes: ValueNotes): Outcome {
  const rounded = roundDecimal(number, MOST_DIGITS, 0);
  if (rounded === null) return OUT_OF_RANGE;
  const epoch = Number(rounded.text);
  const instant = instantFromEpoch(Number.isSafeInteger(epoch) ? epoch : BigInt(rounded.text));
  return rounded.exact ? write(instant, 'coerced', sink) : writeRounded(instant, value, sink, notes);
}

function write(instant: Instant, outcome: Outcome, sink: ColumnSink): Outcome {
  if (!isInPostgresRange(instant)) return OUT_OF_RANGE;
  sink.literal(postgresTimestamp(instant));
  return outcome;
}

function writeRounded(instant: Instant, value: unknown, sink: ColumnSink, notes: ValueNotes): Outcome {
  const outcome = write(instant, 'repaired', sink);
  if (outcome === 'repaired') notes.repaired([], value, 'rounded');
  return outcome;
}

/** A Date where ECMAScript has one, else PostgreSQL's text (`-infinity`, years after 275760). */
function decodeTimestamp(text: string): Date | string {
  const instant = parseIso8601(isoSpelling(text));
  if (instant === null) return text;
  const epoch = instant.days * 86_400_000 + instant.millis;
  return Math.abs(epoch) <= LAST_JS_EPOCH ? new Date(epoch) : text;
}

/** PostgreSQL writes `0044-03-15 00:00:00 BC` and `10000-01-01 00:00:00`, ISO 8601 `-000043-…` and `+010000-…`. */
function isoSpelling(text: string): string {
  const dash = text.indexOf('-');
  if (text.endsWith(' BC')) {
    const year = 1 - Number(text.slice(0, dash));
    const iso = year === 0 ? '0000' : `-${String(-year).padStart(6, '0')}`;
    return iso + text.slice(dash, -3);
  }
  return dash > 4 ? `+${text.slice(0, dash).padStart(6, '0')}${text.slice(dash)}` : text;
}

function areDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}
