import { type BsonElement, visitElements } from '../bson/bson-elements';
import { BSON, int32At } from '../bson/bson-types';

type Judge = (bytes: Buffer, element: BsonElement) => boolean;

const ofType =
  (type: number): Judge =>
  (_bytes, element) =>
    element.type === type;

const isString = ofType(BSON.string);
const isInt32 = ofType(BSON.int32);
const isObjectId = ofType(BSON.objectId);
const isOne: Judge = (bytes, element) => element.type === BSON.int32 && int32At(bytes, element.start) === 1;

/** A document with exactly these keys. */
const shape =
  (members: Readonly<Record<string, Judge>>): Judge =>
  (bytes, element) =>
    element.type === BSON.document && hasExactly(bytes, element.start, element.end, members);

/**
 * What Extended JSON v2 defines, judged by the BSON types whose form in a line a parser would take for the wrapper's:
 * an int64 is written as `{"$numberLong":"…"}`, so it completes a `$date`; an int32 is written bare.
 */
const WRAPPERS: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['$oid', isString],
  ['$date', (_bytes, element) => element.type === BSON.string || element.type === BSON.int64],
  ['$numberInt', isString],
  ['$numberLong', isString],
  ['$numberDouble', isString],
  ['$numberDecimal', isString],
  ['$binary', shape({ base64: isString, subType: isString })],
  ['$uuid', isString],
  ['$code', isString],
  ['$symbol', isString],
  ['$timestamp', shape({ t: isInt32, i: isInt32 })],
  ['$regularExpression', shape({ pattern: isString, options: isString })],
  ['$dbPointer', shape({ $ref: isString, $id: isObjectId })],
  ['$minKey', isOne],
  ['$maxKey', isOne],
  ['$undefined', (bytes, element) => element.type === BSON.boolean && bytes[element.start] === 1],
]);

const CODE_WITH_SCOPE = { $code: isString, $scope: ofType(BSON.document) };

/**
 * True where a parser of Extended JSON v2 would not read the document at `[start, end)` as a document. Asked only of
 * documents whose first key begins with a dollar. A broken document is none: the walk over it finds the fault.
 */
export function isExtendedJsonWrapper(bytes: Buffer, start: number, end: number): boolean {
  let first: string | undefined;
  let others = false;
  visitElements(bytes, start, end, (keyStart, keyEnd) => {
    const key = bytes.toString('latin1', keyStart, keyEnd);
    first ??= key;
    others = key !== first;
    return !others;
  });
  if (others) return hasExactly(bytes, start, end, CODE_WITH_SCOPE);
  const judge = first === undefined ? undefined : WRAPPERS.get(first);
  return first !== undefined && judge !== undefined && hasExactly(bytes, start, end, { [first]: judge });
}

/** Of a key that is there twice the last value counts, as in every JSON parser. */
function hasExactly(
  bytes: Buffer,
  start: number,
  end: number,
  members: Readonly<Record<string, Judge>>,
): boolean {
  const found = new Map<string, BsonElement>();
  const whole = visitElements(bytes, start, end, (keyStart, keyEnd, element) => {
    const key = bytes.toString('latin1', keyStart, keyEnd);
    if (!Object.hasOwn(members, key)) return false;
    found.set(key, element);
    return true;
  });
  const names = Object.keys(members);
  return (
    whole &&
    found.size === names.length &&
    names.every((name) => (members[name] as Judge)(bytes, found.get(name) as BsonElement))
  );
}
