import { deserialize, serialize } from 'bson';
import { BSON } from '../bson/bson-types';

/** The brackets of MongoDB's comparison order that an `_id` can be in and a query can name, in that order. */
export const BRACKETS = [
  'minKey',
  'null',
  'number',
  'string',
  'object',
  'binary',
  'objectId',
  'boolean',
  'date',
  'timestamp',
  'maxKey',
] as const;
export type Bracket = (typeof BRACKETS)[number];

const BRACKET_OF = new Map<number, Bracket>([
  [BSON.minKey, 'minKey'],
  [BSON.null, 'null'],
  [BSON.double, 'number'],
  [BSON.int32, 'number'],
  [BSON.int64, 'number'],
  [BSON.decimal128, 'number'],
  [BSON.string, 'string'],
  [BSON.symbol, 'string'],
  [BSON.document, 'object'],
  [BSON.binary, 'binary'],
  [BSON.objectId, 'objectId'],
  [BSON.boolean, 'boolean'],
  [BSON.date, 'date'],
  [BSON.timestamp, 'timestamp'],
  [BSON.maxKey, 'maxKey'],
]);

/** The bracket of an {@link idDocument}; none for the exotic types (code, DBPointer, …), which sort before MaxKey. */
export function bracketOf(idDocument: Buffer): Bracket | undefined {
  return BRACKET_OF.get(idDocument[4] as number);
}

/** An `_id` that a query can name exactly. */
export interface QueryableId {
  readonly bracket: Bracket;
  readonly value: unknown;
}

/**
 * The `_id` as a value for the driver. None where the driver would send another one than the document has (broken
 * UTF-8, dates beyond JavaScript's, DBPointers), or where its place in the order cannot be named.
 */
export function queryableId(idDocument: Buffer): QueryableId | undefined {
  const bracket = bracketOf(idDocument);
  if (!bracket) return undefined;
  try {
    const { _id: value } = deserialize(idDocument, {
      promoteValues: false,
      promoteBuffers: false,
      bsonRegExp: true,
    }) as { _id: unknown };
    return idDocument.equals(serialize({ _id: value }, { ignoreUndefined: false }))
      ? { bracket, value }
      : undefined;
  } catch {
    return undefined;
  }
}
