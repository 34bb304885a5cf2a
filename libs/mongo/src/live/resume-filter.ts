import { Binary, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import type { Document } from 'mongodb';
import { BRACKETS, type Bracket, type QueryableId } from './id-order';

const NIL_UUID = new Binary(new Uint8Array(16), Binary.SUBTYPE_UUID);
const EPOCH = new Date(0);

/**
 * All `_id`s of a bracket, without `$type` (which not every server has): comparisons stay within a bracket, so "not
 * less than the smallest" is all of it. NaN sorts before -Infinity and compares with nothing but itself. The
 * smallest date is one that JavaScript cannot name, so dates are taken from both sides of one. UUIDs are binaries,
 * but not so to every server.
 */
const WHOLE: Readonly<Record<Bracket, readonly Document[]>> = {
  minKey: [{ _id: new MinKey() }],
  null: [{ _id: null }],
  number: [{ _id: NaN }, { _id: { $gte: -Infinity } }],
  string: [{ _id: { $gte: '' } }],
  object: [{ _id: { $gte: {} } }],
  binary: [{ _id: { $gte: new Binary(new Uint8Array(0)) } }, { _id: { $gte: NIL_UUID } }],
  objectId: [{ _id: { $gte: new ObjectId('000000000000000000000000') } }],
  boolean: [{ _id: { $in: [false, true] } }],
  date: [{ _id: { $lt: EPOCH } }, { _id: { $gte: EPOCH } }],
  timestamp: [{ _id: { $gte: new Timestamp({ t: 0, i: 0 }) } }],
  maxKey: [{ _id: new MaxKey() }],
};

function isNaNId(value: unknown): boolean {
  if (value instanceof Double) return Number.isNaN(value.value);
  return value instanceof Decimal128 && value.toString() === 'NaN';
}

/** The rest of the bracket that `last` is in. */
function restOfBracket({ bracket, value }: QueryableId): readonly Document[] {
  switch (bracket) {
    case 'minKey':
    case 'null':
    case 'maxKey':
      return [];
    case 'number':
      return [{ _id: isNaNId(value) ? { $gte: -Infinity } : { $gt: value } }];
    case 'binary':
      return sortsBeforeUuids(value)
        ? [{ _id: { $gt: value } }, { _id: { $gte: NIL_UUID } }]
        : [{ _id: { $gt: value } }];
    default:
      return [{ _id: { $gt: value } }];
  }
}

/** Binaries sort by length, then by subtype, then by their bytes. */
function sortsBeforeUuids(value: unknown): boolean {
  return (
    value instanceof Binary &&
    (value.position < 16 || (value.position === 16 && value.sub_type < Binary.SUBTYPE_UUID))
  );
}

/** What sorts after `last`, as branches that each use the index on `_id`. */
export function filterAfter(last: QueryableId): Document {
  const later = BRACKETS.slice(BRACKETS.indexOf(last.bracket) + 1).flatMap((bracket) => WHOLE[bracket]);
  const branches = [...restOfBracket(last), ...later];
  return branches.length > 0 ? { $or: branches } : { _id: { $in: [] } };
}

/**
 * The same by leaving out what sorts up to `last`: it walks the whole index, but it also holds the `_id`s of types
 * that no query names (DBPointer, code), which sort just before MaxKey.
 */
export function filterAfterWithExotic(last: QueryableId): Document {
  const earlier = BRACKETS.slice(0, BRACKETS.indexOf(last.bracket)).flatMap((bracket) => WHOLE[bracket]);
  const upToLast = isNaNId(last.value) ? { _id: NaN } : { _id: { $lte: last.value } };
  const nan = last.bracket === 'number' ? [{ _id: NaN }] : [];
  return { $nor: [...earlier, ...nan, upToLast] };
}
