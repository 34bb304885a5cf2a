import { isDocument, kindOf, type ValueKind } from '@etl/core';

/*
 * mongodb-schema tells types by what the `bson` package makes of them. It gets such objects without a value: it counts
 * them, and no value of a document can end up in what it says.
 */
const token = (bsonType: string): object => ({ _bsontype: bsonType });
const DATE = new Date(0);
const INT32 = token('Int32');
const DOUBLE = token('Double');
const OTHER = token('Binary');

const TOKENS: Partial<Record<ValueKind, unknown>> = {
  string: '',
  boolean: true,
  null: null,
  objectId: token('ObjectId'),
  date: DATE,
  int32: INT32,
  int64: token('Long'),
  double: DOUBLE,
  decimal128: token('Decimal128'),
};

const INT32_LIMIT = 2 ** 31;

/** The type of a value that is neither an array nor a document, as mongodb-schema takes it. */
export function typeToken(value: unknown, kind: ValueKind = kindOf(value)): unknown {
  if (kind === 'number') {
    const whole = Number.isInteger(value) && Math.abs((value as number) + 0.5) < INT32_LIMIT;
    return whole ? INT32 : DOUBLE;
  }
  return Object.hasOwn(TOKENS, kind) ? TOKENS[kind] : OTHER;
}

/** True for keys that are data themselves: objects that map emails, ids, dates or numbers to something. */
export function isDataKey(key: string): boolean {
  return (
    key.includes('@') ||
    key.length > 64 ||
    /^\d+$/.test(key) ||
    /^\+?[\d\s().-]{7,}$/.test(key) ||
    /^[0-9a-f]{24}$/i.test(key) ||
    /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(key) ||
    /^\d{4}-\d\d/.test(key)
  );
}

/** True for a name as fields have it: letters of programs, without spaces; ids, addresses and dates are none. */
export const isFieldName = (key: string): boolean => /^[A-Za-z_$][\w$-]*$/.test(key) && !isDataKey(key);

/** `MonaSaid`, `Mona-Said`: a person, or a field in PascalCase. */
export const isTwoNames = (key: string): boolean => /^\p{Lu}\p{Ll}+(?:[_-]?\p{Lu}\p{Ll}+)+$/u.test(key);

export const isOrdinaryDocument = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isDocument(value) && kindOf(value) === 'document';
