import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from './byte-queue';
import { type FramePlace, unreadable } from './frame-place';

const GZIP_MAGIC = 0x8b1f;
const READ_BYTES = 1024 * 1024;

/** The bytes of a file, gunzipped where it is gzipped, as they are asked for: what is read ahead is bounded. */
export class DumpFile implements ByteSource {
  private opened: ByteSource | undefined;
  private offset = 0;

  constructor(
    private readonly place: FramePlace,
    private readonly signal?: AbortSignal,
  ) {}

  /** @throws SourceError SOURCE_UNREADABLE */
  async read(target: Buffer, at: number): Promise<number> {
    try {
      this.signal?.throwIfAborted();
      this.opened ??= await openFile(this.place);
      const count = await this.opened.read(target, at);
      this.signal?.throwIfAborted();
      this.offset += count;
      return count;
    } catch (error) {
      this.signal?.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      throw unreadable(this.place, this.offset, `cannot be read further (${reason})`, error);
    }
  }

  async close(): Promise<void> {
    await this.opened?.close();
  }
}

/** Whatever its name is: gzip is known by its first two bytes. */
async function openFile({ path, start = 0 }: FramePlace): Promise<ByteSource> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    if (bytesRead < 2 || buffer.readUInt16LE(0) !== GZIP_MAGIC) return new PlainFile(file, start);
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  return new GzipFile(path);
}

class PlainFile implements ByteSource {
  constructor(
    private readonly file: FileHandle,
    private position: number,
  ) {}

  async read(target: Buffer, at: number): Promise<number> {
    const { bytesRead } = await this.file.read(target, at, target.length - at, this.position);
    this.position += bytesRead;
    return bytesRead;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

class GzipFile implements ByteSource {
  private readonly pieces: AsyncIterator<Buffer>;
  /** What did not fit in when it was read. */
  private rest: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    const unzip = createGunzip({ chunkSize: READ_BYTES });
    // The iteration throws what goes wrong on either side.
    pipeline(createReadStream(path, { highWaterMark: READ_BYTES }), unzip, () => undefined);
    this.pieces = unzip[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async read(target: Buffer, at: number): Promise<number> {
    if (this.rest.length === 0) {
      const next = await this.pieces.next();
      if (next.done) return 0;
      this.rest = next.value;
    }
    const count = this.rest.copy(target, at);
    this.rest = this.rest.subarray(count);
    return count;
  }

  async close(): Promise<void> {
    await this.pieces.return?.();
  }
}
