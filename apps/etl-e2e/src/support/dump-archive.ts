import { Int32, Long, serialize } from 'bson';
import type { DumpedCollection } from './dump-files';

const MAGIC = 0x8199e26d;
const TERMINATOR = Buffer.from([0xff, 0xff, 0xff, 0xff]);
/** ECMA-182, reflected: what Go's `crc64.ECMA` is. */
const POLYNOMIAL = 0xc96c5795d7870f42n;

/**
 * Collections in the format of `mongodump --archive`: a header, the metadata of each collection, then blocks of documents. The
 * blocks of two collections take turns, as mongodump writes them when it reads several at a time.
 */
export function dumpArchive(database: string, collections: readonly DumpedCollection[]): Buffer {
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(MAGIC);
  const header = {
    concurrent_collections: new Int32(4),
    version: '0.1',
    server_version: '7.0.0',
    tool_version: '100.9.4',
  };
  const metadata = collections.map(({ name }) =>
    serialize({
      db: database,
      collection: name,
      metadata: JSON.stringify({ indexes: [], collectionName: name, type: 'collection' }),
      size: new Int32(0),
      type: 'collection',
    }),
  );
  const firstHalves = collections.map((collection) => block(database, collection, 0));
  const secondHalves = collections.map((collection) => block(database, collection, 1));
  const ends = collections.map(({ name, documents }) =>
    Buffer.concat([namespace(database, name, true, crc64(Buffer.concat([...documents]))), TERMINATOR]),
  );
  return Buffer.concat([
    magic,
    serialize(header),
    ...metadata,
    TERMINATOR,
    ...firstHalves,
    ...secondHalves,
    ...ends,
  ]);
}

function block(database: string, { name, documents }: DumpedCollection, half: 0 | 1): Buffer {
  const middle = Math.ceil(documents.length / 2);
  const part = half === 0 ? documents.slice(0, middle) : documents.slice(middle);
  if (part.length === 0) return Buffer.alloc(0);
  return Buffer.concat([namespace(database, name, false, 0n), ...part, TERMINATOR]);
}

function namespace(db: string, collection: string, end: boolean, crc: bigint): Uint8Array {
  return serialize({ db, collection, EOF: end, CRC: Long.fromBigInt(BigInt.asIntN(64, crc)) });
}

function crc64(bytes: Buffer): bigint {
  const table = Array.from({ length: 256 }, (_, index) => {
    let value = BigInt(index);
    for (let bit = 0; bit < 8; bit++) value = (value & 1n) === 1n ? (value >> 1n) ^ POLYNOMIAL : value >> 1n;
    return value;
  });
  let crc = 0xffffffffffffffffn;
  for (const byte of bytes) crc = table[Number((crc ^ BigInt(byte)) & 0xffn)]! ^ (crc >> 8n);
  return crc ^ 0xffffffffffffffffn;
}
