import { findElement } from './bson-elements';

/** The bytes `[start, end)` of a value and its type, as a document of its own: `{_id: value}`. */
export function idDocument(document: Buffer): Buffer | undefined {
  const id = findElement(document, '_id');
  if (!id) return undefined;
  const size = 4 + 1 + 4 + (id.end - id.start) + 1;
  const alone = Buffer.alloc(size);
  alone.writeInt32LE(size, 0);
  alone[4] = id.type;
  alone.write('_id', 5, 'latin1');
  document.copy(alone, 9, id.start, id.end);
  return alone;
}
