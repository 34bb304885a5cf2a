import { type FileHandle, open } from 'node:fs/promises';
import { SourceError } from '../errors/etl-error';
import type { Place } from '../ports/target';

/** Reads single documents of an input file again, by their place. */
export class DocumentFile {
  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  static async open(path: string): Promise<DocumentFile> {
    try {
      return new DocumentFile(path, await open(path, 'r'));
    } catch (error) {
      throw new SourceError('INPUT_UNREADABLE', `${path} cannot be read: ${(error as Error).message}.`, {
        cause: error,
      });
    }
  }

  /** The bytes of the line, without its end. */
  async read({ offset, length }: Place): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.handle.read(bytes, 0, length, offset);
    if (bytesRead !== length) {
      throw new SourceError(
        'INPUT_CHANGED',
        `${this.path} changed while it was imported: no ${length} bytes at ${offset}.`,
      );
    }
    return bytes;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
