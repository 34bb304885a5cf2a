import { type BsonValue, text } from '../generated/bson-value';

const MOST_DIGITS = 34;

function wholeValue(value: bigint): BsonValue {
  if (BigInt.asIntN(64, value) === value) return { bson: 'int64', value };
  const spelled = String(value);
  return spelled.length <= MOST_DIGITS ? { bson: 'decimal128', text: spelled } : text(spelled);
}

function documentValue(object: object): BsonValue | undefined {
  const fields = Object.entries(object).map(([key, part]) => [key, propertyValue(part)] as const);
  const known = fields.flatMap(([key, part]) => (part === undefined ? [] : [[key, part] as const]));
  return known.length === fields.length ? { bson: 'document', fields: known } : undefined;
}

function arrayValue(array: readonly unknown[]): BsonValue | undefined {
  const items = array.map(propertyValue);
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? { bson: 'array', items: known } : undefined;
}

function objectValue(object: object): BsonValue | undefined {
  if (object instanceof Date) {
    const epoch = object.getTime();
    return Number.isNaN(epoch) ? { bson: 'minKey' } : { bson: 'date', epoch: BigInt(epoch) };
  }
  if (object instanceof Uint8Array)
    return { bson: 'binary', base64: Buffer.from(object).toString('base64'), subType: 0 };
  if (Array.isArray(object)) return arrayValue(object);
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === Object.prototype || prototype === null ? documentValue(object) : undefined;
}

const isPlain = (number: number): boolean => Number.isSafeInteger(number) && !Object.is(number, -0);

/**
 * The property of an entity as a document would hold it, so that two can be compared, and written once more; undefined
 * for objects that only somebody else knows.
 */
export function propertyValue(property: unknown): BsonValue | undefined {
  switch (typeof property) {
    case 'string':
      return text(property);
    case 'number':
      // Relaxed, an int32 is a bare number.
      return isPlain(property)
        ? { bson: 'int32', value: BigInt(property) }
        : { bson: 'double', value: property };
    case 'bigint':
      return wholeValue(property);
    case 'boolean':
      return { bson: 'boolean', value: property };
    case 'undefined':
      return { bson: 'undefined' };
    case 'object':
      return property === null ? { bson: 'null' } : objectValue(property);
    default:
      return undefined;
  }
}
