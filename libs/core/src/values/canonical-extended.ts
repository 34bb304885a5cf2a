import { isDocument, kindOf, type SourceDocument } from './source-value';
import { binaryContent, codeText, dateEpoch, numberText, objectIdHex, uuidText } from './wrapped-value';

/**
 * The canonical Extended JSON v2 of a node, as a tree: every number and date typed, wrappers spelled as MongoDB's tools
 * spell them. A bare number is an int32, int64 or double, as its value says; an `undefined` stays one.
 */
export function canonicalExtended(value: unknown): unknown {
  switch (kindOf(value)) {
    case 'number':
      return canonicalNumber(value as number);
    case 'double':
      return canonicalDouble(Number(numberText(value)));
    case 'objectId':
      return { $oid: objectIdHex(value) };
    case 'date':
      return { $date: { $numberLong: String(dateEpoch(value)) } };
    case 'uuid':
      return binary(Buffer.from((uuidText(value) ?? '').replaceAll('-', ''), 'hex').toString('base64'), '04');
    case 'binary': {
      const { base64, subType } = binaryContent(value);
      return binary(base64, subType.toLowerCase().padStart(2, '0'));
    }
    case 'codeWithScope':
      return { $code: codeText(value), $scope: canonicalParts((value as SourceDocument)['$scope']) };
    case 'array':
      return (value as readonly unknown[]).map(canonicalExtended);
    case 'document':
      return canonicalParts(value);
    case 'undefined':
      return { $undefined: true };
    default:
      return value;
  }
}

function canonicalParts(value: unknown): unknown {
  if (!isDocument(value)) return value;
  // fromEntries defines keys, so __proto__ is a key like any other.
  return Object.fromEntries(Object.keys(value).map((key) => [key, canonicalExtended(value[key])]));
}

function canonicalNumber(value: number): unknown {
  if (!Number.isInteger(value) || Object.is(value, -0)) return canonicalDouble(value);
  if (value >= -(2 ** 31) && value < 2 ** 31) return { $numberInt: String(value) };
  return Number.isSafeInteger(value) ? { $numberLong: String(value) } : canonicalDouble(value);
}

function canonicalDouble(value: number): unknown {
  if (Object.is(value, -0)) return { $numberDouble: '-0.0' };
  // A whole double has a fraction, so that no reader takes it for an integer.
  const whole = Number.isInteger(value) && Math.abs(value) < 1e21;
  return { $numberDouble: whole ? `${value}.0` : String(value) };
}

function binary(base64: string, subType: string): unknown {
  return { $binary: { base64, subType } };
}
