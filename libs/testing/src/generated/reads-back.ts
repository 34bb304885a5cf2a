import { type ColumnSpec, instantFromEpoch, postgresTimestamp } from '@etl/core';
import type { BsonValue } from './bson-value';
import type { Fit } from './fitting-value';
import { plainDecoded, plainJson } from './plain-json';
import { numberText, plainNumber } from './plain-number';
import { idTextOf, isoText, textOf, urlTextOf } from './value-text';

/** Whether a property, decoded from what the column holds, is the document's value. */
type Reading = (value: BsonValue, decoded: unknown) => boolean;

const dashed = (spelled: string): string =>
  spelled
    .trim()
    .toLowerCase()
    .replaceAll(/[-_ ]+/g, '-');

const isText: Reading = (value, decoded) => textOf(value) === decoded;

const isSpelledAlike: Reading = (value, decoded) =>
  value.bson === 'string' && typeof decoded === 'string' && dashed(value.text) === dashed(decoded);

/** The text of a number is one, its ends trimmed. */
const numberIn = (value: BsonValue): string | undefined =>
  value.bson === 'string' ? value.text.trim() : numberText(value);

const isNumber: Reading = (value, decoded) => {
  const number = plainNumber(numberIn(value) ?? '');
  return number !== undefined && number === plainNumber(String(decoded));
};

/** A double holds a decimal that it prints, and a whole number that it is. */
const isDouble: Reading = (value, decoded) => {
  const spelled = numberIn(value) ?? '';
  if (!Object.is(decoded, Number(spelled))) return false;
  const isSame = !Number.isFinite(decoded) || plainNumber(spelled) === plainNumber(String(decoded));
  return isSame || plainNumber(spelled) === plainNumber(wholeText(decoded as number));
};

const wholeText = (double: number): string => (Number.isInteger(double) ? String(BigInt(double)) : '');

const isBoolean: Reading = (value, decoded) => {
  if (value.bson === 'boolean') return value.value === decoded;
  if (value.bson === 'string') return value.text.trim().toLowerCase() === String(decoded);
  return plainNumber(numberText(value) ?? '') === (decoded === true ? '1e0' : '0');
};

/** Milliseconds of a date, of a number, and of a text that is a number or as ISO 8601 has it. */
function epochOf(value: BsonValue): bigint | undefined {
  if (value.bson === 'date') return value.epoch;
  const spelled = numberIn(value);
  const number = spelled === undefined ? undefined : plainNumber(spelled);
  if (number !== undefined) {
    const [digits = '', exponent = '0'] = number.split('e');
    return Number(exponent) < 0 ? undefined : BigInt(digits + '0'.repeat(Number(exponent)));
  }
  const parsed = Date.parse(utc(spelled ?? ''));
  return Number.isNaN(parsed) ? undefined : BigInt(parsed);
}

/** ISO 8601 as ECMAScript reads it: with a T, and in UTC where it names no zone. */
function utc(spelled: string): string {
  const iso = spelled.replace(/^([^ ]+) (?=\d)/, '$1T').toUpperCase();
  const zone = /T.*([+-]\d\d)(:?)(\d\d)?$/.exec(iso);
  if (zone !== null) return `${iso.slice(0, iso.lastIndexOf(zone[1]!))}${zone[1]}:${zone[3] ?? '00'}`;
  return iso.includes('T') && !iso.endsWith('Z') ? `${iso}Z` : iso;
}

const isMoment: Reading = (value, decoded) => {
  const epoch = epochOf(value);
  if (epoch === undefined) return false;
  return decoded instanceof Date
    ? decoded.toISOString() === isoText(epoch)
    : decoded === postgresTimestamp(instantFromEpoch(epoch));
};

const areTexts =
  (element: (value: BsonValue) => string | undefined): Reading =>
  (value, decoded) => {
    const items = value.bson === 'array' ? value.items : [value];
    return JSON.stringify(items.map((item) => element(item) ?? null)) === JSON.stringify(decoded);
  };

const BY_CODEC: Readonly<Record<string, Reading>> = {
  text: isText,
  url: (value, decoded) => urlTextOf(value) === decoded,
  email: (value, decoded) => textOf(value)?.toLowerCase() === decoded,
  enum: isSpelledAlike,
  boolean: isBoolean,
  integer: isNumber,
  double: isDouble,
  numeric: isNumber,
  timestamp: isMoment,
  'text-array': areTexts(textOf),
  'url-array': areTexts(urlTextOf),
  id: (value, decoded) => idTextOf(value) === decoded,
  reference: (value, decoded) => idTextOf(value) === decoded,
  jsonb: (value, decoded) => plainJson(value) === plainDecoded(decoded),
};

const NUMBERS = ['int32', 'int64', 'double', 'decimal128'];

/** The types of BSON that a codec may call mapped: the column holds exactly what the document said. */
const OWN_TYPES: Readonly<Record<string, readonly string[]>> = {
  boolean: ['boolean'],
  integer: NUMBERS,
  double: NUMBERS,
  numeric: NUMBERS,
  timestamp: ['date'],
  'text-array': ['array'],
  'url-array': ['array'],
  id: ['string', 'objectId'],
  reference: ['string', 'objectId'],
};

const TEXTS = ['string'];

function isOwnType(kind: string, value: BsonValue, decoded: unknown): boolean {
  if (kind === 'jsonb') return true;
  if (!(OWN_TYPES[kind] ?? TEXTS).includes(value.bson)) return false;
  if (value.bson === 'array') return value.items.every(({ bson }) => bson === 'string');
  return value.bson !== 'string' || value.text === decoded;
}

/**
 * Whether what a column gives back is what the document said: for `mapped` in the very type and spelling, for `coerced`
 * in another. A reference to a table of one row reads back as that row; what other types mean only their own
 * codecs know: what can be asked of those, `own-codec-laws.ts` asks.
 */
export function readsBack(
  { codec: { kind }, type, reference }: ColumnSpec,
  outcome: Fit,
  value: BsonValue,
  decoded: unknown,
): boolean {
  if (type.kind === 'other') return true;
  if (reference?.always !== undefined)
    return outcome === 'coerced' && decoded === reference.always && idTextOf(value) !== undefined;
  const reading = BY_CODEC[kind];
  if (reading === undefined) throw new Error(`Nobody knows how the codec ${kind} reads back.`);
  return reading(value, decoded) && (outcome === 'coerced' || isOwnType(kind, value, decoded));
}
