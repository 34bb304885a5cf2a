import {
  type Codec,
  coercedText,
  exactNumber,
  isUnfit,
  kindOf,
  parseIso8601,
  roundDecimal,
  stringifyExtended,
} from '@etl/core';

// More codecs of somebody's own, each with a habit of its own that is in order.

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** `citext`: any text, in its own case. */
export const citextCodec: Codec<string> = {
  kind: 'citext',
  scalar: true,
  example: (n) => `"Text ${n}"`,
  encode(value, sink) {
    const text = coercedText(value);
    if (text === undefined || !isStorable(text)) return { unfit: 'wrong-type' };
    sink.text(text);
    return text === value ? 'mapped' : 'coerced';
  },
  decode: (text) => text,
};

/** Addresses in lower case, their ends trimmed: spelled otherwise, so coerced. */
export const loweringCodec: Codec<string> = {
  ...citextCodec,
  kind: 'lowering',
  example: (n) => `"text ${n}"`,
  encode(value, sink) {
    if (typeof value !== 'string' || !isStorable(value)) return { unfit: 'wrong-type' };
    const text = value.trim().toLowerCase();
    sink.text(text);
    return text === value ? 'mapped' : 'coerced';
  },
};

/** `date`: days; the hours of a moment are told of. */
export const dateCodec: Codec<string> = {
  kind: 'date',
  scalar: true,
  example: (n) => JSON.stringify({ $date: new Date(Date.UTC(2000, 0, 1 + (n % 30_000))).toISOString() }),
  encode(value, sink, notes) {
    const text = kindOf(value) === 'date' ? coercedText(value)! : value;
    const moment = typeof text === 'string' ? parseIso8601(text.trim()) : null;
    if (moment === null || !moment.exact) return { unfit: 'not-a-date' };
    const day = new Date(moment.days * 86_400_000);
    if (!(day.getTime() > Date.UTC(2, 0) && day.getTime() < Date.UTC(9999, 0)))
      return { unfit: 'out-of-range' };
    sink.literal(day.toISOString().slice(0, 10));
    if (moment.millis !== 0) {
      notes.repaired([], value, 'rounded');
      return 'repaired';
    }
    return day.toISOString().slice(0, 10) === value || typeof value !== 'string' ? 'mapped' : 'coerced';
  },
  decode: (text) => text,
};

const isWhole = (value: unknown): string | undefined => {
  const number = exactNumber(value);
  const rounded = isUnfit(number) ? null : roundDecimal(number, 10, 0);
  const isExact = rounded?.exact === true && BigInt.asIntN(32, BigInt(rounded.text)) === BigInt(rounded.text);
  return isExact ? rounded.text : undefined;
};

/** `integer[]`: whole numbers, or one in place of the array. */
export const integersCodec: Codec<number[]> = {
  kind: 'integers',
  scalar: false,
  example: (n) => `[${n % 1_000_000},7]`,
  encode(value, sink) {
    const items = (Array.isArray(value) ? value : [value]).map(isWhole);
    if (items.some((item) => item === undefined)) return { unfit: 'wrong-type' };
    sink.literal(`{${items.join(',')}}`);
    const isSame = Array.isArray(value) && value.every((item) => typeof item !== 'string');
    return isSame ? 'mapped' : 'coerced';
  },
  decode: (text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)),
};

const clockTime = (seconds: number): string =>
  [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');

/** `interval`: clock times as they are, and seconds; its property is a text. */
export const intervalCodec: Codec<string> = {
  kind: 'span',
  scalar: true,
  example: (n) => `"${clockTime(n % 86_400)}"`,
  encode(value, sink) {
    if (typeof value === 'string' && /^\d\d:[0-5]\d:[0-5]\d$/.test(value)) {
      sink.literal(value);
      return 'mapped';
    }
    const spelled = typeof value === 'string' ? undefined : isWhole(value);
    if (spelled === undefined || Number(spelled) < 0) return { unfit: 'wrong-type' };
    sink.literal(clockTime(Number(spelled)));
    return 'coerced';
  },
  decode: (text) => text,
};

/** `json`: whatever a document holds, as its line spells it. */
export const jsonCodec: Codec = {
  kind: 'json',
  scalar: false,
  example: (n) => `{"n":${n}}`,
  encode(value, sink) {
    const text = stringifyExtended(value);
    if (text.includes('\\u0000') || /\\ud[89a-f]/i.test(text)) return { unfit: 'wrong-type' };
    sink.text(text);
    return 'mapped';
  },
  decode: (text) => JSON.parse(text) as unknown,
};

/** `boolean` by another name: two values, in turn; words for them too. */
export const answerCodec: Codec<boolean> = {
  kind: 'answer',
  scalar: true,
  example: (n) => (n % 2 === 0 ? 'true' : 'false'),
  encode(value, sink) {
    const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
    const place = [
      [true, 'true', 'yes'],
      [false, 'false', 'no'],
    ].findIndex((words) => words.includes(word as string | boolean));
    if (place < 0) return { unfit: 'not-a-boolean' };
    sink.literal(place === 0 ? 'true' : 'false');
    return typeof value === 'boolean' ? 'mapped' : 'coerced';
  },
  decode: (text) => text === 'true',
};
