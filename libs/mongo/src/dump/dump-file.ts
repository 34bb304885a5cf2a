import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type FramePlace, unreadable } from './frame-place';

const GZIP_MAGIC = 0x8b1f;
const READ_BYTES = 1024 * 1024;

/** The first bytes of a file, or fewer where it is shorter. */
async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Whatever its name is: gzip is known by its first two bytes. */
export async function isGzip(path: string): Promise<boolean> {
  const start = await firstBytes(path, 2);
  return start.length === 2 && start.readUInt16LE(0) === GZIP_MAGIC;
}

/**
 * The bytes of a file, gunzipped where it is gzipped, as they are asked for: what is read ahead is bounded. The file
 * is closed when the iteration ends, at whatever point.
 */
export async function* fileBytes(
  place: FramePlace,
  signal?: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const { path, start = 0 } = place;
  let offset = 0;
  let stream: Readable | undefined;
  try {
    const gzip = await isGzip(path);
    signal?.throwIfAborted();
    // Nothing is awaited between here and the iteration: an abort that nobody listens to would end the process.
    stream = createReadStream(path, { start, highWaterMark: READ_BYTES, signal });
    if (gzip) {
      const unzip = createGunzip({ chunkSize: READ_BYTES });
      // The iteration below throws what goes wrong on either side.
      stream = pipeline(stream, unzip, () => undefined);
    }
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      offset += chunk.length;
      yield chunk;
    }
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw unreadable(place, offset, `cannot be read further (${reason})`, error);
  } finally {
    stream?.destroy();
  }
}
