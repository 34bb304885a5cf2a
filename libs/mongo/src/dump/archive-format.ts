import { deserialize } from 'bson';
import type { ByteQueue } from './byte-queue';
import { nextBlockDocuments } from './document-frames';
import { type FramePlace, unreadable } from './frame-place';

/**
 * The format of `mongodump --archive` (mongo-tools, `common/archive`), all little-endian:
 *
 *     magic      6d e2 99 81
 *     prelude    header {concurrent_collections, version, server_version, tool_version},
 *                one {db, collection, metadata, size, type} for each collection, ff ff ff ff
 *     block …    {db, collection, EOF: false, CRC: 0}, some documents of that collection, ff ff ff ff
 *                {db, collection, EOF: true, CRC: int64} ff ff ff ff after a collection's last block
 *
 * Blocks of several collections are interleaved, as mongodump reads them at the same time. CRC is the CRC-64 (ECMA)
 * of all documents of the collection. A gzipped archive is this stream in one gzip file.
 */
export const ARCHIVE_MAGIC = 0x8199e26d;

export interface ArchiveNamespace {
  readonly database: string;
  readonly collection: string;
}

export interface ArchivePrelude {
  readonly serverVersion?: string;
  /** Collections only: a view has no documents, those of a time series stand under another name. */
  readonly namespaces: readonly ArchiveNamespace[];
}

/** Leads a block. */
export interface ArchiveBlock extends ArchiveNamespace {
  /** True where the collection ends here; the block is empty. */
  readonly end: boolean;
  readonly crc: bigint;
}

/** Reads magic and prelude; the queue stands at the first block then. */
export async function readArchivePrelude(queue: ByteQueue, place: FramePlace): Promise<ArchivePrelude> {
  if (!(await queue.fill(4)) || queue.bytes.readUInt32LE(queue.at) !== ARCHIVE_MAGIC) {
    throw unreadable(place, 0, 'is not an archive of mongodump');
  }
  queue.at += 4;
  const [header, ...collections] = await wholeBlock(queue, place);
  const serverVersion = header?.server_version;
  return {
    ...(typeof serverVersion === 'string' ? { serverVersion } : {}),
    namespaces: collections
      .filter(({ type }) => type === undefined || type === '' || type === 'collection')
      .map(({ db, collection }) => ({ database: String(db), collection: String(collection) })),
  };
}

/** What the next block holds; none at the end of the archive. */
export async function nextBlock(queue: ByteQueue, place: FramePlace): Promise<ArchiveBlock | undefined> {
  if (!(await queue.fill(1))) return undefined;
  const at = queue.offset;
  const [bytes] = await nextBlockDocuments(queue, place, 1);
  const { db, collection, EOF, CRC } = bytes ? parse(bytes, queue, place) : {};
  if (typeof db !== 'string' || typeof collection !== 'string' || typeof EOF !== 'boolean') {
    throw unreadable(place, at, 'has no header where a block begins');
  }
  return { database: db, collection, end: EOF, crc: typeof CRC === 'bigint' ? CRC : 0n };
}

async function wholeBlock(queue: ByteQueue, place: FramePlace): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for (;;) {
    const some = await nextBlockDocuments(queue, place);
    if (some.length === 0) return all;
    all.push(...some.map((bytes) => parse(bytes, queue, place)));
  }
}

function parse(bytes: Buffer, queue: ByteQueue, place: FramePlace): Record<string, unknown> {
  try {
    return deserialize(bytes, { useBigInt64: true });
  } catch (cause) {
    throw unreadable(place, queue.offset - bytes.length, 'has a broken header', cause);
  }
}
