import { deserialize } from 'bson';

/** What a script of old wrote: the document as the driver gives it, by `JSON.stringify`. */
export function plainLine(document: Buffer): string {
  return JSON.stringify(deserialize(document));
}

const TEXTS = [
  ...['text, required', 'text, with a default', 'text, nullable'],
  ...['url, required', 'url, nullable', 'email, required'],
  ...['element of text[]', 'element of text[] of urls'],
];
const ARRAYS = ['text[]', 'text[] of urls'];
const JSONB = ['jsonb, required', 'jsonb, nullable', 'inside jsonb'];
const INTEGERS = ['integer, with a default', 'integer, nullable', 'integer of a fan-out entry'];
const DOUBLE = ['double, required'];
const NUMERICS = ['numeric, required', 'numeric, nullable'];
const TIMESTAMPS = ['timestamp, required', 'timestamp, nullable'];
const TIMESTAMPS_NOW = ['timestamp, with a default', 'timestamp of a fan-out entry'];
const REFERENCES = [
  ...['reference, required', 'reference, nullable', 'reference of a fan-out entry'],
  ...['entry of a fan-out', 'in place of the array of a fan-out'],
];
/** Where null is the default, and a value that does not fit a reject. */
const DEFAULTS = [
  ...['enum, with a default', 'boolean, with a default', 'integer, with a default'],
  'integer of a fan-out entry',
];

/** What plain JSON cannot say: what it has instead, and the positions in which the column tells. */
export const PLAIN_JSON_CHANGES: Readonly<
  Record<string, readonly [instead: string, ...positions: string[]]>
> = {
  nan: ['null', ...TEXTS, ...JSONB, ...DOUBLE, ...DEFAULTS, ...TIMESTAMPS_NOW],
  infinity: ['null', ...TEXTS, ...JSONB, ...DOUBLE, ...DEFAULTS, ...TIMESTAMPS_NOW],
  dateOutOfRange: ['null', ...TEXTS, ...JSONB, ...DEFAULTS, ...TIMESTAMPS_NOW],
  dateBeyondEcmaScript: ['null', ...TEXTS, ...JSONB, ...DEFAULTS, ...TIMESTAMPS, ...TIMESTAMPS_NOW],
  negativeZero: ['0', ...DOUBLE],
  largeInt64: [
    '{"high":2097152,"low":1,"unsigned":false}',
    ...[...TEXTS, ...JSONB, ...DOUBLE, ...NUMERICS, ...TIMESTAMPS, ...TIMESTAMPS_NOW],
  ],
  // A string where it was none is an array of one, and in an id another document's.
  date: ['"2024-02-29T12:34:56.789Z"', ...ARRAYS],
  dateBeforeYear1: ['"-000001-01-01T00:00:00.000Z"', ...ARRAYS],
  dateAfter9999: ['"+010000-01-01T00:00:00.000Z"', ...ARRAYS],
  objectId: ['"64b7f0a1c2d3e4f5a6b7c8d9"', ...ARRAYS],
  uuid: ['"00112233-4455-6677-8899-aabbccddeeff"', ...ARRAYS],
  binary: ['"aGVsbG8="', ...TEXTS, ...ARRAYS],
  otherBinary: ['"aGVsbG8="', ...TEXTS, ...ARRAYS, ...JSONB],
  symbol: [
    '"5"',
    ...[...ARRAYS, ...JSONB, ...INTEGERS, ...DOUBLE, ...NUMERICS, ...TIMESTAMPS, ...TIMESTAMPS_NOW],
    ...REFERENCES,
  ],
  code: ['{"code":"function(){}"}', ...TEXTS, ...JSONB],
  codeWithScope: ['{"code":"f()","scope":{"n":1}}', ...JSONB],
  regex: ['{}', ...JSONB],
  minKey: ['{}', ...JSONB],
  maxKey: ['{}', ...JSONB],
  timestamp: ['{"$timestamp":"7301444403200000001"}', ...JSONB],
  dbPointer: ['{"$ref":"users","$id":"64b7f0a1c2d3e4f5a6b7c8d9"}', ...JSONB, ...REFERENCES],
};

/** Cases that are no samples: the bytes of the string or key, the type of the `_id` or of a part is what they are about. */
export const PLAIN_JSON_IS_NOT_ASKED: ReadonlySet<string> = new Set([
  ...['_id', 'key in jsonb'],
  'code with what jsonb refuses in its scope',
]);
