import { visitElements } from '../bson/bson-elements';
import { int32At, LARGEST_DOCUMENT, SMALLEST_DOCUMENT } from '../bson/bson-types';

/** `_id` and its terminator. */
const ID_KEY = Buffer.from('_id\0');

/** True where the first field of the document at `at` is its `_id`, as MongoDB stores every document. */
export function beginsWithId(bytes: Buffer, at: number): boolean {
  const key = at + 5;
  return bytes.length >= key + ID_KEY.length && bytes.compare(ID_KEY, 0, 4, key, key + 4) === 0;
}

/** The end of the document at `at`, by its own length and elements; -1 where none lies there whole. */
function documentEnd(bytes: Buffer, at: number): number {
  if (!beginsWithId(bytes, at)) return -1;
  const length = int32At(bytes, at);
  const end = at + length;
  if (length < SMALLEST_DOCUMENT || length > LARGEST_DOCUMENT || end > bytes.length || bytes[end - 1] !== 0)
    return -1;
  return visitElements(bytes, at, end, () => true) ? end : -1;
}

/**
 * Where the first document of a `.bson` file begins in bytes from its middle, at or after `from`; -1 where they hold
 * none. Any number before a document's end may look like the length of one that ends there, so its first field must be
 * `_id`. And a document within another is well-formed too, so one must follow, or the file end there.
 *
 * @param last whether the bytes reach the end of the file
 */
export function findDocument(bytes: Buffer, from: number, last: boolean): number {
  // The key is looked for, and not every byte: it is what is rare.
  for (let key = bytes.indexOf(ID_KEY, from + 5); key >= 0; key = bytes.indexOf(ID_KEY, key + 1)) {
    const at = key - 5;
    const end = documentEnd(bytes, at);
    if (end < 0) continue;
    if (end === bytes.length ? last : documentEnd(bytes, end) >= 0) return at;
  }
  return -1;
}
