import { BSON, int32At, SMALLEST_DOCUMENT } from './bson-types';

/** Where an element of a document lies: `[start, end)` is its value. */
export interface BsonElement {
  readonly type: number;
  readonly start: number;
  readonly end: number;
}

/** Sizes of values by type; -1 where the value says its own, or the type is unknown. */
const FIXED_SIZES = new Int8Array(256).fill(-1);
for (const [type, size] of [
  [BSON.double, 8],
  [BSON.undefined, 0],
  [BSON.objectId, 12],
  [BSON.boolean, 1],
  [BSON.date, 8],
  [BSON.null, 0],
  [BSON.int32, 4],
  [BSON.timestamp, 8],
  [BSON.int64, 8],
  [BSON.decimal128, 16],
  [BSON.maxKey, 0],
  [BSON.minKey, 0],
] as const) {
  FIXED_SIZES[type] = size;
}

/** The size of a value whose first four bytes are a length, or -1. `besides` is what that length leaves out. */
function sizeByLength(bytes: Uint8Array, at: number, limit: number, besides: number): number {
  if (limit - at < 4) return -1;
  const length = int32At(bytes, at);
  return length < 0 ? -1 : length + besides;
}

/** The end of the cstring at `at`, behind its terminator, or -1 where it does not end before `limit`. */
function cstringEnd(bytes: Uint8Array, at: number, limit: number): number {
  // Keys are short: a loop beats a call of indexOf.
  let terminator = at;
  while (terminator < limit && bytes[terminator] !== 0) terminator++;
  return terminator < limit ? terminator + 1 : -1;
}

/** The end of a value without looking inside, or -1 where it does not fit in before `limit` or its type is unknown. */
export function valueEnd(bytes: Uint8Array, type: number, at: number, limit: number): number {
  let size = FIXED_SIZES[type] as number;
  switch (type) {
    case BSON.string:
    case BSON.code:
    case BSON.symbol:
      size = sizeByLength(bytes, at, limit, 4);
      break;
    case BSON.document:
    case BSON.array:
    case BSON.codeWithScope:
      size = sizeByLength(bytes, at, limit, 0);
      if (size < SMALLEST_DOCUMENT) size = -1;
      break;
    case BSON.binary:
      size = sizeByLength(bytes, at, limit, 5);
      break;
    case BSON.dbPointer:
      size = sizeByLength(bytes, at, limit, 16);
      break;
    case BSON.regex: {
      const pattern = cstringEnd(bytes, at, limit);
      const end = pattern < 0 ? -1 : cstringEnd(bytes, pattern, limit);
      size = end < 0 ? -1 : end - at;
      break;
    }
  }
  return size < 0 || at + size > limit ? -1 : at + size;
}

/**
 * Calls `visit` with each element of the document at `start`, until it returns false; its key lies in
 * `[keyStart, keyEnd)`. Nothing is read beyond `end`. False where the document is broken or the visitor stopped.
 */
export function visitElements(
  bytes: Buffer,
  start: number,
  end: number,
  visit: (keyStart: number, keyEnd: number, element: BsonElement) => boolean,
): boolean {
  if (end - start < SMALLEST_DOCUMENT || int32At(bytes, start) !== end - start || bytes[end - 1] !== 0)
    return false;
  const last = end - 1;
  let at = start + 4;
  while (at < last) {
    const type = bytes[at] as number;
    const valueStart = cstringEnd(bytes, at + 1, last);
    if (valueStart < 0) return false;
    const next = valueEnd(bytes, type, valueStart, last);
    if (next < 0) return false;
    if (!visit(at + 1, valueStart - 1, { type, start: valueStart, end: next })) return false;
    at = next;
  }
  return true;
}

/** The effective (last) element of that (ASCII) name at the top level, as far as the document can be read. */
export function findElement(document: Buffer, name: string): BsonElement | undefined {
  // A loop of its own: a dump's documents all come through here, and a call for each of their elements costs half.
  const last = document.length - 1;
  if (last < SMALLEST_DOCUMENT - 1 || int32At(document, 0) !== last + 1 || document[last] !== 0)
    return undefined;
  let found: BsonElement | undefined;
  for (let at = 4; at < last;) {
    const type = document[at] as number;
    const start = cstringEnd(document, at + 1, last);
    const end = start < 0 ? -1 : valueEnd(document, type, start, last);
    if (end < 0) break;
    if (start - at === name.length + 2 && isNamed(document, at + 1, name)) found = { type, start, end };
    at = end;
  }
  return found;
}

function isNamed(bytes: Uint8Array, at: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name.charCodeAt(i)) return false;
  return true;
}
