import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { SourceError } from '../errors/etl-error';
import type { ChunkTask } from '../ports/chunk-runner';

/** Chunks end at a line end, so that each has another length: a buffer has room for the next one too. */
const ROUND = 1024 * 1024;

/** Reads chunks into one buffer, which every one of them fills again. One of these per worker. */
export class ChunkReader {
  private buffer = Buffer.alloc(0);

  /**
   * The bytes of a chunk, which hold until the next one is read, and their sha256.
   * @throws SourceError INPUT_CHANGED where the bytes are not those that the manifest describes.
   */
  async read(task: ChunkTask): Promise<{ readonly bytes: Buffer; readonly sha256: string }> {
    const bytes = await this.bytesOf(task);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (task.sha256 !== null && sha256 !== task.sha256) {
      throw new SourceError(
        'INPUT_CHANGED',
        `${task.file} is not the file that the manifest describes: the ${task.length} bytes from ${task.offset} have another sha256.`,
        { context: { collection: task.collection, chunk: task.index, expected: task.sha256, found: sha256 } },
      );
    }
    return { bytes, sha256 };
  }

  private async bytesOf(task: ChunkTask): Promise<Buffer> {
    if (this.buffer.length < task.length)
      this.buffer = Buffer.allocUnsafeSlow(Math.ceil(task.length / ROUND) * ROUND + ROUND);
    let file: FileHandle | undefined;
    try {
      file = await open(task.file, 'r');
      let filled = 0;
      while (filled < task.length) {
        const { bytesRead } = await file.read(
          this.buffer,
          filled,
          task.length - filled,
          task.offset + filled,
        );
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      if (filled < task.length) {
        throw new SourceError(
          'INPUT_CHANGED',
          `${task.file} ends at byte ${task.offset + filled}; ${task.offset + task.length} were expected.`,
        );
      }
      return this.buffer.subarray(0, task.length);
    } catch (error) {
      if (error instanceof SourceError) throw error;
      throw new SourceError('INPUT_UNREADABLE', `${task.file} cannot be read: ${(error as Error).message}.`, {
        cause: error,
      });
    } finally {
      await file?.close();
    }
  }
}
