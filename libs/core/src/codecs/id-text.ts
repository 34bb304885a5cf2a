import { isCleanText } from '../values/clean-text';
import { kindOf, type ValueKind } from '../values/source-value';
import { nearestDouble, numberText, objectIdHex, uuidText } from '../values/wrapped-value';
import { isObjectIdHex } from '../values/wrapper-content';

/**
 * The id that a value is; undefined where it is none. ObjectIds and strings of 24 hexadecimal digits (ends trimmed, for
 * such a string stands for an ObjectId) are lower-case hex, so that they are the same id; other strings are as they
 * are; numbers and UUIDs are their text. An `_id` and the references to it go through this one function.
 */
export function idText(value: unknown, kind: ValueKind = kindOf(value)): string | undefined {
  switch (kind) {
    case 'string':
      return ofString(value as string);
    case 'objectId':
      return objectIdHex(value);
    case 'number':
      return String(value);
    case 'double':
      return String(nearestDouble(value));
    case 'int32':
    case 'int64':
    case 'decimal128':
      return numberText(value);
    case 'uuid':
      return uuidText(value);
    default:
      return undefined;
  }
}

/**
 * The longest id in bytes of UTF-8. PostgreSQL's B-tree refuses keys above 2,704 bytes, and the schema `_etl` keys
 * documents by collection and id.
 */
export const LONGEST_ID = 2_000;

/** True for a string that no index can hold as an id. A character has three bytes at most, a surrogate pair four. */
export function isTooLong(value: unknown): boolean {
  return typeof value === 'string' && value.length * 3 > LONGEST_ID && Buffer.byteLength(value) > LONGEST_ID;
}

function ofString(value: string): string | undefined {
  if (isObjectIdHex(value)) return value.toLowerCase();
  if (value === '' || !isCleanText(value) || isTooLong(value)) return undefined;
  const trimmed = value.trim();
  return isObjectIdHex(trimmed) ? trimmed.toLowerCase() : value;
}
