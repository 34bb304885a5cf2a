import { type Instant, instantFromEpoch } from './civil-date';
import { parseIso8601 } from './iso-8601';
import { kindOf, type SourceDocument } from './source-value';

/*
 * What is inside a wrapper. Each function is for one kind, and only right for a value of which `kindOf` said it.
 */

/** Of an `objectId`: 24 hexadecimal digits, lower case. */
export function objectIdHex(value: unknown): string {
  return content(value, '$oid').toLowerCase();
}

/** Of an `int32`, `int64`, `double` or `decimal128`: the number as the wrapper spells it (`NaN` and `Infinity` too). */
export function numberText(value: unknown): string {
  const document = value as SourceDocument;
  for (const key in document) return document[key] as string;
  return '';
}

/** Of an `int32`, `int64`, `double` or `decimal128`: the nearest double; ±Infinity beyond its range. */
export function nearestDouble(value: unknown): number {
  return Number(numberText(value));
}

/** Of an `int32` or `int64`: the number. */
export function wholeNumber(value: unknown): bigint {
  return BigInt(numberText(value));
}

/** Of a `symbol`: its text. */
export function symbolText(value: unknown): string {
  return content(value, '$symbol');
}

/** Of a `code` or `codeWithScope`: its source text. */
export function codeText(value: unknown): string {
  return content(value, '$code');
}

/** Of a `uuid`: `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`, lower case. Undefined for everything else, other binaries too. */
export function uuidText(value: unknown): string | undefined {
  if (kindOf(value) !== 'uuid') return undefined;
  const document = value as SourceDocument;
  const text = document['$uuid'];
  if (typeof text === 'string') return text.toLowerCase();
  const hex = Buffer.from(binaryContent(value).base64, 'base64').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Of a `binary`, or a `uuid` that is not spelled with `$uuid`. */
export function binaryContent(value: unknown): { readonly base64: string; readonly subType: string } {
  return (value as SourceDocument)['$binary'] as { base64: string; subType: string };
}

/** Of a `binary`: its subtype as a number, 0 to 255. */
export function binarySubType(value: unknown): number {
  return Number.parseInt(binaryContent(value).subType, 16);
}

/** Of a `date` that relaxed Extended JSON spells as we would, `YYYY-MM-DDThh:mm:ss.sssZ`: that text. A short way. */
export function plainIsoText(value: unknown): string | undefined {
  const date = (value as SourceDocument)['$date'];
  return typeof date === 'string' && date.length === 24 && date.charCodeAt(23) === 0x5a ? date : undefined;
}

/** Of a `date`: the moment, exactly, over the whole range of an int64 of milliseconds. */
export function dateInstant(value: unknown): Instant {
  const date = (value as SourceDocument)['$date'];
  // `kindOf` has parsed the text, so the epoch is never taken.
  if (typeof date === 'string') return parseIso8601(date) ?? instantFromEpoch(0);
  return instantFromEpoch(epochOf(numberText(date)));
}

/** Of a `date`: milliseconds since 1970 in UTC; a bigint where a double would not be exact. */
export function dateEpoch(value: unknown): number | bigint {
  const date = (value as SourceDocument)['$date'];
  if (typeof date !== 'string') return epochOf(numberText(date));
  const { days, millis } = dateInstant(value);
  return days * 86_400_000 + millis;
}

function epochOf(text: string): number | bigint {
  const double = Number(text);
  return Number.isSafeInteger(double) ? double : BigInt(text);
}

function content(value: unknown, key: string): string {
  return (value as SourceDocument)[key] as string;
}
