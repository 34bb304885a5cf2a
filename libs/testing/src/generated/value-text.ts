import { instantFromEpoch, isoInstant } from '@etl/core';
import type { BsonDocument, BsonValue } from './bson-value';

/** As ECMAScript writes it; core's own beyond the dates that ECMAScript has. */
export function isoText(epoch: bigint): string {
  const milliseconds = Number(epoch);
  return Math.abs(milliseconds) <= 8.64e15
    ? new Date(milliseconds).toISOString()
    : isoInstant(instantFromEpoch(epoch));
}

/** The text of a scalar where a text column takes it; undefined for what has none. */
export function textOf(value: BsonValue): string | undefined {
  switch (value.bson) {
    case 'string':
    case 'symbol':
    case 'code':
    case 'uuid':
    case 'decimal128':
      return value.text;
    case 'boolean':
    case 'int32':
    case 'int64':
    case 'double':
      return String(value.value);
    case 'date':
      return isoText(value.epoch);
    case 'objectId':
      return value.hex;
    default:
      return undefined;
  }
}

export const fieldOf = ({ fields }: BsonDocument, name: string): BsonValue | undefined =>
  fields.find(([key]) => key === name)?.[1];

/** An array of one stands for its element. */
export function unwrapped(value: BsonValue): BsonValue {
  let inner = value;
  while (inner.bson === 'array' && inner.items.length === 1) inner = inner.items[0]!;
  return inner;
}

/** The text of a scalar, or of the `url` of an image. */
export function urlTextOf(value: BsonValue): string | undefined {
  const url = value.bson === 'document' ? fieldOf(value, 'url') : undefined;
  return textOf(url === undefined ? value : unwrapped(url));
}

const HEX_ID = /^\s*[0-9a-f]{24}\s*$/i;

const isDbRef = (value: BsonDocument): boolean =>
  fieldOf(value, '$ref')?.bson === 'string' &&
  (fieldOf(value, '$db') ?? { bson: 'string' }).bson === 'string';

/** The id that a value is; a reference may also be a whole document, or a DBRef. */
export function idTextOf(value: BsonValue): string | undefined {
  if (value.bson === 'string') return HEX_ID.test(value.text) ? value.text.trim().toLowerCase() : value.text;
  if (value.bson !== 'document') return textOf(value);
  const id = (isDbRef(value) ? fieldOf(value, '$id') : undefined) ?? fieldOf(value, '_id');
  return id === undefined || id.bson === 'document' ? undefined : idTextOf(id);
}
