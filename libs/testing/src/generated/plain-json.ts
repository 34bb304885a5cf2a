import { type BsonValue } from './bson-value';
import { extendedJson } from './extended-json';
import { numberText, plainNumber } from './plain-number';
import { textOf } from './value-text';

/* Both write one text for each value of JSON: keys in order, numbers in one spelling. */

const documentJson = (fields: readonly (readonly [string, string])[]): string =>
  `{${[...fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, json]) => `${JSON.stringify(key)}:${json}`)
    .join(',')}}`;

/** What a jsonb column holds of a value that needs no repair (values.md, "In jsonb"). */
export function plainJson(value: BsonValue): string {
  switch (value.bson) {
    case 'null':
    case 'undefined':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'int32':
    case 'int64':
    case 'double':
    case 'decimal128':
      return plainNumber(numberText(value) ?? '') ?? 'not a number of JSON';
    case 'string':
    case 'objectId':
    case 'uuid':
    case 'date':
      return JSON.stringify(textOf(value));
    case 'binary':
      return value.subType === 0 ? JSON.stringify(value.base64) : asItStands(value);
    case 'array':
      return `[${value.items.map(plainJson).join(',')}]`;
    case 'document':
      return documentJson(
        value.fields
          .filter(([, part]) => part.bson !== 'undefined')
          .map(([key, part]) => [key, plainJson(part)]),
      );
    default:
      return asItStands(value);
  }
}

/** Canonical Extended JSON is JSON. */
const asItStands = (value: BsonValue): string => plainDecoded(JSON.parse(extendedJson(value, 'canonical')));

/** What was decoded of a jsonb column; a number that no double holds stands in a wrapper there. */
export function plainDecoded(decoded: unknown): string {
  if (typeof decoded === 'number') return plainNumber(String(decoded)) ?? 'not a number of JSON';
  if (typeof decoded !== 'object' || decoded === null) return JSON.stringify(decoded);
  if (Array.isArray(decoded)) return `[${decoded.map(plainDecoded).join(',')}]`;
  const fields = Object.entries(decoded as Readonly<Record<string, unknown>>);
  const [[key, content] = []] = fields;
  const isNumber = fields.length === 1 && (key === '$numberLong' || key === '$numberDecimal');
  const number = isNumber && typeof content === 'string' ? plainNumber(content) : undefined;
  return number ?? documentJson(fields.map(([name, part]) => [name, plainDecoded(part)]));
}
