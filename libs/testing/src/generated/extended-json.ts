import type { BsonValue } from './bson-value';

/** The two spellings of Extended JSON v2: with every type named, or as short as it goes without losing one. */
export type Spelling = 'canonical' | 'relaxed';

const wrapped = (key: string, content: string): string => `{"${key}":${content}}`;

function doubleJson(value: number, spelling: Spelling): string {
  // A relaxed whole number would be read as an int32.
  const isPlain = Number.isFinite(value) && !Number.isInteger(value);
  if (isPlain && spelling === 'relaxed') return String(value);
  if (Object.is(value, -0)) return wrapped('$numberDouble', '"-0.0"');
  const isWhole = Number.isInteger(value) && Math.abs(value) < 1e21;
  return wrapped('$numberDouble', `"${value}${isWhole ? '.0' : ''}"`);
}

const YEAR_10000 = 253_402_300_800_000n;

function dateJson(epoch: bigint, spelling: Spelling): string {
  if (spelling === 'relaxed' && epoch >= 0n && epoch < YEAR_10000)
    return wrapped('$date', `"${new Date(Number(epoch)).toISOString()}"`);
  return wrapped('$date', wrapped('$numberLong', `"${epoch}"`));
}

function uuidJson(uuid: string): string {
  const base64 = Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64');
  return wrapped('$binary', `{"base64":"${base64}","subType":"04"}`);
}

/** The value as it stands in a line of an export. */
export function extendedJson(value: BsonValue, spelling: Spelling): string {
  switch (value.bson) {
    case 'null':
      return 'null';
    case 'undefined':
      return wrapped('$undefined', 'true');
    case 'minKey':
    case 'maxKey':
      return wrapped(`$${value.bson}`, '1');
    case 'string':
      return JSON.stringify(value.text);
    case 'symbol':
    case 'code':
      return wrapped(`$${value.bson}`, JSON.stringify(value.text));
    case 'boolean':
      return String(value.value);
    case 'int32':
      return spelling === 'relaxed' ? String(value.value) : wrapped('$numberInt', `"${value.value}"`);
    case 'int64':
      return wrapped('$numberLong', `"${value.value}"`);
    case 'double':
      return doubleJson(value.value, spelling);
    case 'decimal128':
      return wrapped('$numberDecimal', `"${value.text}"`);
    case 'date':
      return dateJson(value.epoch, spelling);
    case 'objectId':
      return wrapped('$oid', `"${value.hex}"`);
    case 'uuid':
      return uuidJson(value.text);
    case 'binary': {
      const subType = value.subType.toString(16).padStart(2, '0');
      return wrapped('$binary', `{"base64":"${value.base64}","subType":"${subType}"}`);
    }
    case 'regex': {
      const { pattern, options } = value;
      return wrapped('$regularExpression', JSON.stringify({ pattern, options }));
    }
    case 'timestamp':
      return wrapped('$timestamp', `{"t":${value.t},"i":${value.i}}`);
    case 'codeWithScope':
      return `{"$code":${JSON.stringify(value.text)},"$scope":${extendedJson(value.scope, spelling)}}`;
    case 'dbPointer':
      return wrapped('$dbPointer', `{"$ref":${JSON.stringify(value.ref)},"$id":{"$oid":"${value.hex}"}}`);
    case 'array':
      return `[${value.items.map((item) => extendedJson(item, spelling)).join(',')}]`;
    case 'document': {
      const fields = value.fields.map(
        ([key, part]) => `${JSON.stringify(key)}:${extendedJson(part, spelling)}`,
      );
      return `{${fields.join(',')}}`;
    }
  }
}
