import { deserialize, type Document, serialize } from 'bson';
import type { DumpedCollection } from './dump-files';
import type { ImportedDocuments } from './imported';

const UNIQUE = ['email', 'name', 'slug', 'sessionId'];

/**
 * The same collections with nothing in them that an import rejects, merges or repairs: a document that it did one of
 * these to is another's copy now, under its own `_id`, so that references to it hold. A field that no column takes is no
 * loss and stays.
 */
export function cleanDump(
  collections: readonly DumpedCollection[],
  imported: ImportedDocuments,
  merged: ReadonlySet<string>,
): DumpedCollection[] {
  const dirty = new Set([...merged, ...idsOfRejects(imported), ...idsOfRepairs(imported)]);
  return collections.map(({ name, documents }) => {
    const read = documents.map((bytes) => deserialize(bytes, { promoteValues: false, bsonRegExp: true }));
    const model = read.find((document) => !dirty.has(idOf(document)))!;
    const clean = new Map<string, Document>();
    for (const document of read) {
      const id = idOf(document);
      clean.set(id, dirty.has(id) ? copyOf(model, document['_id']) : document);
    }
    return { name, documents: [...clean.values()].map((document) => Buffer.from(serialize(document))) };
  });
}

function idOf({ _id }: Document): string {
  const text = String(_id);
  return /^[0-9a-f]{24}$/i.test(text) ? text.toLowerCase() : text;
}

function copyOf(model: Document, _id: unknown): Document {
  const unique = UNIQUE.filter((field) => model[field] !== undefined);
  const own = unique.map((field) => [field, `${String(_id)}-${String(model[field])}`]);
  return { ...model, _id, ...Object.fromEntries(own) } as Document;
}

function idsOfRejects({ rejects }: ImportedDocuments): string[] {
  return rejects.map(({ document }) => {
    const { _id } = JSON.parse(document) as { _id: string | { $oid: string } };
    return typeof _id === 'string' ? idOf({ _id }) : _id.$oid;
  });
}

/** Documents with an original in the residue that is not of a field that no column takes. */
function idsOfRepairs({ residue, result }: ImportedDocuments): string[] {
  return [...residue].flatMap(([key, leaves]) => {
    const [collection, id] = key.split(' ') as [string, string];
    const unmapped = result.residue.filter((line) => line.collection === collection).map(({ path }) => path);
    const pointers = Object.keys(leaves as object).map((pointer) => pointer.replace(/\/\d+(?=\/|$)/g, '/-'));
    return pointers.every((pointer) => unmapped.some((path) => pointer.startsWith(path))) ? [] : [id];
  });
}
