import {
  isBase64,
  isDecimal128Text,
  isDoubleText,
  isInt32Text,
  isInt64Text,
  isObjectIdHex,
  isRelaxedDate,
  isSubType,
  isUint32,
  isUuidText,
} from './wrapper-content';

/** A document of the tree that `parseLine` gives; the wrappers of Extended JSON are documents in it. */
export type SourceDocument = Readonly<Record<string, unknown>>;

/** What a node of the tree stands for. `number` is a bare JSON number, an int32 or a double in relaxed lines. */
export type ValueKind =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'undefined'
  | 'array'
  | 'document'
  | 'objectId'
  | 'date'
  | 'int32'
  | 'int64'
  | 'double'
  | 'decimal128'
  | 'binary'
  | 'uuid'
  | 'regex'
  | 'code'
  | 'codeWithScope'
  | 'timestamp'
  | 'minKey'
  | 'maxKey'
  | 'symbol'
  | 'dbPointer';

/**
 * What a node of a parsed line stands for. Only what Extended JSON v2 itself defines, with exactly its keys, types and
 * well-formed content, is a wrapper; everything else with a dollar is a document (`{"$oid": "none"}`, DBRefs, queries).
 */
export function kindOf(value: unknown): ValueKind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? 'array' : documentKind(value as SourceDocument);
    default:
      return 'undefined';
  }
}

/** True for a field that is not there: undefined, also BSON's. */
export function isMissing(value: unknown): boolean {
  if (value === undefined) return true;
  return isDocument(value) && value['$undefined'] === true && documentKind(value) === 'undefined';
}

/** True for an object that is no array; it may be a wrapper. */
export function isDocument(value: unknown): value is SourceDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for `{"$ref": string, "$id": …}`, with or without `"$db": string` and other keys. A DBRef is a document. */
export function isDbRef(value: unknown): value is SourceDocument {
  if (!isDocument(value) || typeof value['$ref'] !== 'string') return false;
  const database = Object.hasOwn(value, '$db') ? value['$db'] : '';
  return Object.hasOwn(value, '$id') && typeof database === 'string';
}

/** Kept apart from {@link kindOf} so that an ordinary document costs one look at its first key. */
function documentKind(document: SourceDocument): ValueKind {
  let first: string | undefined;
  let second: string | undefined;
  for (const key in document) {
    if (first === undefined) {
      if (key.charCodeAt(0) !== 0x24) return 'document';
      first = key;
    } else if (second === undefined) second = key;
    else return 'document';
  }
  if (first === undefined) return 'document';
  if (second === undefined) return wrapperKind(first, document[first]);
  return isCodeWithScope(document) ? 'codeWithScope' : 'document';
}

function isCodeWithScope(document: SourceDocument): boolean {
  const scope = document['$scope'];
  return typeof document['$code'] === 'string' && isDocument(scope) && documentKind(scope) === 'document';
}

function wrapperKind(key: string, content: unknown): ValueKind {
  switch (key) {
    case '$oid':
      return isObjectIdHex(content) ? 'objectId' : 'document';
    case '$date':
      return isRelaxedDate(content) || isCanonicalDate(content) ? 'date' : 'document';
    case '$numberInt':
      return isInt32Text(content) ? 'int32' : 'document';
    case '$numberLong':
      return isInt64Text(content) ? 'int64' : 'document';
    case '$numberDouble':
      return isDoubleText(content) ? 'double' : 'document';
    case '$numberDecimal':
      return isDecimal128Text(content) ? 'decimal128' : 'document';
    case '$uuid':
      return isUuidText(content) ? 'uuid' : 'document';
    case '$binary':
      return binaryKind(content);
    case '$code':
      return typeof content === 'string' ? 'code' : 'document';
    case '$symbol':
      return typeof content === 'string' ? 'symbol' : 'document';
    case '$regularExpression':
      return hasTwo(content, 'pattern', 'options', isString) ? 'regex' : 'document';
    case '$timestamp':
      return hasTwo(content, 't', 'i', isUint32) ? 'timestamp' : 'document';
    case '$dbPointer':
      return isDbPointer(content) ? 'dbPointer' : 'document';
    case '$minKey':
      return content === 1 ? 'minKey' : 'document';
    case '$maxKey':
      return content === 1 ? 'maxKey' : 'document';
    case '$undefined':
      return content === true ? 'undefined' : 'document';
    default:
      return 'document';
  }
}

function isCanonicalDate(content: unknown): boolean {
  return isDocument(content) && documentKind(content) === 'int64';
}

function binaryKind(content: unknown): ValueKind {
  if (!hasTwo(content, 'base64', 'subType', isString)) return 'document';
  const { base64, subType } = content as { base64: string; subType: string };
  if (!isBase64(base64) || !isSubType(subType)) return 'document';
  // 16 bytes are 24 base64 digits, two of them padding.
  const uuid = Number.parseInt(subType, 16) === 4 && base64.length === 24 && base64.endsWith('==');
  return uuid ? 'uuid' : 'binary';
}

function isDbPointer(content: unknown): boolean {
  if (!isDocument(content) || Object.keys(content).length !== 2 || typeof content['$ref'] !== 'string')
    return false;
  return isDocument(content['$id']) && documentKind(content['$id']) === 'objectId';
}

function hasTwo(content: unknown, a: string, b: string, is: (value: unknown) => boolean): boolean {
  return isDocument(content) && Object.keys(content).length === 2 && is(content[a]) && is(content[b]);
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}
