import {
  binaryContent,
  coercedText,
  dateEpoch,
  isDocument,
  isMissing,
  kindOf,
  numberText,
  parseIso8601,
  stringifyExtended,
  type ValueKind,
} from '@etl/core';
import { plainNumber } from '../generated/plain-number';

/** One of the ways to read a value; undefined where it cannot be read so. */
type Reading = (value: unknown) => string | undefined;

const NUMBERS: readonly ValueKind[] = ['number', 'int32', 'int64', 'double', 'decimal128'];

const isNumber = (value: unknown): boolean => NUMBERS.includes(kindOf(value));

/** How a number, or a text that is one with its ends trimmed, is spelled. */
const spelledNumber: Reading = (value) => {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  return isNumber(value) ? numberText(value) : undefined;
};

/** The numbers that a value may be taken for, in one spelling each: of a double the shortest decimal, or all its digits. */
export function numbersOf(value: unknown): readonly string[] {
  const spelled = spelledNumber(value);
  const number = spelled === undefined ? undefined : plainNumber(spelled);
  if (spelled === undefined || number === undefined) return [];
  const isDouble = kindOf(value) === 'number' || kindOf(value) === 'double';
  const double = Number(spelled);
  return isDouble && Number.isInteger(double)
    ? [plainNumber(String(double))!, plainNumber(String(BigInt(double)))!]
    : [number];
}

const moment: Reading = (value) => {
  if (kindOf(value) === 'date') return String(dateEpoch(value));
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^-?\d+$/.test(text)) return String(BigInt(text));
  const instant = parseIso8601(text);
  return instant?.exact === true ? String(instant.days * 86_400_000 + instant.millis) : undefined;
};

const TRUTHS = [
  ['true', 't', 'yes', 'y', 'on', '1'],
  ['false', 'f', 'no', 'n', 'off', '0'],
];

const truth: Reading = (value) => {
  const text = coercedText(value)?.trim().toLowerCase() ?? '';
  const place = TRUTHS.findIndex((words) => words.includes(text));
  return place < 0 ? undefined : String(place);
};

/** Composed and decomposed letters are the same ones; so are, for whoever says that a text is coerced, capitals. */
const trimmed: Reading = (value) => coercedText(value)?.normalize('NFC').trim();

const READINGS: readonly Reading[] = [
  stringifyExtended,
  (value) => numbersOf(value)[0],
  (value) => numbersOf(value)[1],
  moment,
  truth,
  (value) => trimmed(value)?.toLowerCase(),
  (value) => trimmed(value)?.toUpperCase(),
  // No type of PostgreSQL has BSON's subtypes.
  (value) => (['binary', 'uuid'].includes(kindOf(value)) ? bytesOf(value) : undefined),
];

const bytesOf: Reading = (value) =>
  Object.hasOwn(value as object, '$binary') ? binaryContent(value).base64 : stringifyExtended(value);

function unwrapped(value: unknown): unknown {
  let inner = value;
  while (Array.isArray(inner) && inner.length === 1) inner = inner[0];
  return inner;
}

const fieldsOf = (document: object): readonly (readonly [string, unknown])[] =>
  Object.entries(document)
    .filter(([, part]) => !isMissing(part))
    .sort(([a], [b]) => (a < b ? -1 : 1));

function sameFields(a: object, b: object): boolean {
  const [one, other] = [fieldsOf(a), fieldsOf(b)];
  return (
    one.length === other.length &&
    one.every(([key, part], n) => key === other[n]![0] && sameMeaning(part, other[n]![1]))
  );
}

/**
 * Whether two values may be the same thing in another spelling, for all that can be known without the column's type:
 * generous, for it decides whether a codec may write one text for both and call it coerced.
 */
export function sameMeaning(a: unknown, b: unknown): boolean {
  const [one, other] = [unwrapped(a), unwrapped(b)];
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, n) => sameMeaning(item, other[n]));
  if (kindOf(one) === 'document' && kindOf(other) === 'document' && isDocument(one) && isDocument(other))
    return sameFields(one, other);
  return READINGS.some((read) => {
    const text = read(one);
    return text !== undefined && text === read(other);
  });
}

/** Kinds whose values are held against each other; whether `true` may be written as 1 is the codec's business. */
export function familyOf(value: unknown): string {
  const kind = kindOf(value);
  if (kind === 'uuid') return 'binary';
  return isNumber(value) ? 'number' : kind;
}
