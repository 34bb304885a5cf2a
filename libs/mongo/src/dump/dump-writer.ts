import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Pieces, writeWhole } from '@etl/core';
import { serialize } from 'bson';
import type { Document } from 'mongodb';

/** Documents to write; bytes are taken for ready BSON. */
export type DumpDocuments = Iterable<Document | Uint8Array> | AsyncIterable<Document | Uint8Array>;

const WRITE_BYTES = 1024 * 1024;

/**
 * Writes `<dir>/<database>/<collection>.bson`, its `.metadata.json` and `prelude.json`, as mongodump does. The same
 * documents give the same files, each of which is complete or not there. However many there are, some 2 MiB of them are
 * in memory.
 * @throws LoadError OUTPUT_FAILED where a file cannot be written
 */
export async function writeDump(
  dir: string,
  database: string,
  collections: Readonly<Record<string, DumpDocuments>>,
): Promise<void> {
  const folder = join(dir, database);
  await mkdir(folder, { recursive: true });
  const write = (path: string, pieces: Pieces): Promise<void> => writeWhole(path, pieces, false);
  await write(join(folder, 'prelude.json'), json({ ServerVersion: '7.0.0', ToolVersion: 'etl' }));
  for (const [name, documents] of Object.entries(collections)) {
    const file = join(folder, escapeName(name));
    await write(`${file}.bson`, bsonPieces(documents));
    await write(`${file}.metadata.json`, json(metadataOf(database, name)));
  }
}

function json(content: unknown): [Buffer] {
  return [Buffer.from(JSON.stringify(content))];
}

async function* bsonPieces(documents: DumpDocuments): AsyncGenerator<Buffer, void, undefined> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  for await (const document of documents) {
    const bytes = document instanceof Uint8Array ? document : serialize(document, { ignoreUndefined: false });
    pieces.push(bytes);
    size += bytes.length;
    if (size < WRITE_BYTES) continue;
    yield Buffer.concat(pieces, size);
    pieces = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(pieces, size);
}

/** A slash or a dollar in a name cannot stand in the file's. */
function escapeName(name: string): string {
  return encodeURIComponent(name);
}

function metadataOf(database: string, collectionName: string): unknown {
  return {
    indexes: [{ v: { $numberInt: '2' }, key: { _id: { $numberInt: '1' } }, name: '_id_' }],
    uuid: createHash('sha256').update(`${database}.${collectionName}`).digest('hex').slice(0, 32),
    collectionName,
    type: 'collection',
  };
}
