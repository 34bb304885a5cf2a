import { isoInstant } from '../values/civil-date';
import { cleanText, hasLoneSurrogate, hasNul } from '../values/clean-text';
import { isDocument, kindOf } from '../values/source-value';
import {
  codeText,
  dateInstant,
  nearestDouble,
  numberText,
  objectIdHex,
  symbolText,
  uuidText,
} from '../values/wrapped-value';
import type { PathStep, ValueNotes } from './codec';

/**
 * The text that a text column takes for a value, before repairs; undefined where none fits: for null, documents,
 * arrays, code with scope and the binary and internal types. Numbers are as ECMAScript writes them, a Decimal128 is as
 * it spells itself.
 */
export function coercedText(value: unknown): string | undefined {
  switch (kindOf(value)) {
    case 'string':
      return value as string;
    case 'boolean':
    case 'number':
      return String(value);
    case 'double':
      return String(nearestDouble(value));
    case 'int32':
    case 'int64':
    case 'decimal128':
      return numberText(value);
    case 'objectId':
      return objectIdHex(value);
    case 'uuid':
      return uuidText(value);
    case 'date':
      return isoInstant(dateInstant(value));
    case 'symbol':
      return symbolText(value);
    case 'code':
      return codeText(value);
    default:
      return undefined;
  }
}

/**
 * The `url` of an image (`{url, publicId, …}`), of an array of one its element; undefined where the value is no
 * ordinary document or has none.
 */
export function urlOf(value: unknown): unknown {
  if (!isDocument(value) || !Object.hasOwn(value, 'url')) return undefined;
  const url = value['url'];
  return Array.isArray(url) && url.length === 1 ? (url[0] as unknown) : url;
}

/** Sends everything beside an image's `url` to the residue. */
export function noteBesideUrl(image: unknown, path: readonly PathStep[], notes: ValueNotes): void {
  if (!isDocument(image)) return;
  for (const key of Object.keys(image)) if (key !== 'url') notes.beside([...path, key], image[key]);
}

/** Repairs a text that is not clean, and reports once for each reason. */
export function repairText(
  text: string,
  path: readonly PathStep[],
  original: unknown,
  notes: ValueNotes,
): string {
  if (hasNul(text)) notes.repaired(path, original, 'nul-character');
  if (hasLoneSurrogate(text)) notes.repaired(path, original, 'lone-surrogate');
  return cleanText(text);
}
