import { createReadStream } from 'node:fs';
import type { InputFile } from './input-folder';

/** A byte range of whole lines. */
export interface Chunk {
  readonly index: number;
  readonly offset: number;
  readonly length: number;
  readonly firstLine: number;
  readonly sha256: string | null;
  readonly firstId: string | null;
  readonly lastId: string | null;
}

/** Bytes of a chunk, about: the unit of workers, checksums and the load journal. */
export const CHUNK_BYTES = 8 * 1024 * 1024;

const LINE_FEED = 0x0a;
const NO_IDS = { firstId: null, lastId: null };

/** How many chunks a file has, about. */
export function chunkCount({ manifest, bytes }: InputFile): number {
  return manifest?.chunks.length ?? Math.ceil(bytes / CHUNK_BYTES);
}

/** The chunks of a file: those of its manifest, or found by reading it once. */
export async function* chunksOf(file: InputFile, chunkBytes = CHUNK_BYTES): AsyncGenerator<Chunk> {
  if (file.manifest === null) {
    yield* findChunks(file.path, chunkBytes);
    return;
  }
  let firstLine = 1;
  let index = 0;
  for (const { offset, length, documents, sha256, firstId, lastId } of file.manifest.chunks) {
    yield { index, offset, length, firstLine, sha256, firstId, lastId };
    firstLine += documents;
    index += 1;
  }
}

async function* findChunks(path: string, chunkBytes: number): AsyncGenerator<Chunk> {
  let index = 0;
  let chunkStart = 0;
  let chunkFirstLine = 1;
  let line = 1;
  let position = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    for (let feed = bytes.indexOf(LINE_FEED); feed >= 0; feed = bytes.indexOf(LINE_FEED, feed + 1)) {
      line += 1;
      const end = position + feed + 1;
      if (end - chunkStart < chunkBytes) continue;
      yield {
        index,
        offset: chunkStart,
        length: end - chunkStart,
        firstLine: chunkFirstLine,
        sha256: null,
        ...NO_IDS,
      };
      index += 1;
      chunkStart = end;
      chunkFirstLine = line;
    }
    position += bytes.length;
  }
  if (position > chunkStart) {
    yield {
      index,
      offset: chunkStart,
      length: position - chunkStart,
      firstLine: chunkFirstLine,
      sha256: null,
      ...NO_IDS,
    };
  }
}
