import { closeSync, openSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of one write where a file is made. */
const BLOCK = Buffer.alloc(1024 * 1024);

/**
 * Memory of the digest sets of one import, handed on from collection to collection. Left to the garbage collectors, each set stays
 * until the main thread and all workers happen to have collected theirs: several collections' sets at a time. Large sets have most
 * of theirs in files.
 */
export class DigestMemory {
  private free: SharedArrayBuffer[] = [];
  private readonly files = new Map<SharedArrayBuffer, number>();

  constructor(
    /** Where files may be made; absent: nowhere. */
    private readonly folder?: string,
    /** Digests from which on a set lies in a file: in memory they would take 8 MB. */
    readonly large = 400_000,
  ) {}

  /** Zeros, at least so many bytes. */
  take(bytes: number): SharedArrayBuffer {
    const fitting = this.free.findIndex(({ byteLength }) => byteLength >= bytes);
    if (fitting < 0) {
      // What is too small now would only lie about.
      this.free = [];
      return new SharedArrayBuffer(bytes);
    }
    const [buffer] = this.free.splice(fitting, 1) as [SharedArrayBuffer];
    new Uint8Array(buffer).fill(0);
    return buffer;
  }

  /**
   * The descriptor of a file of so many zeros, for as long as `buffer` is taken; undefined where there can be none. It has no name any
   * more, so that it goes with the process, and all of its room, so that the disk cannot be full later.
   */
  takeFile(buffer: SharedArrayBuffer, bytes: number): number | undefined {
    if (this.folder === undefined) return undefined;
    const path = join(this.folder, `digests-${this.files.size}`);
    let file: number | undefined;
    try {
      file = openSync(path, 'wx+', 0o600);
      unlinkSync(path);
      for (let at = 0; at < bytes; at += BLOCK.length)
        writeSync(file, BLOCK, 0, Math.min(BLOCK.length, bytes - at), at);
      this.files.set(buffer, file);
      return file;
    } catch {
      // The disk is full, perhaps: memory does as well.
      if (file !== undefined) {
        closeSync(file);
        rmSync(path, { force: true });
      }
      return undefined;
    }
  }

  /** Takes back what no thread looks at any more. */
  give(buffer: SharedArrayBuffer): void {
    const file = this.files.get(buffer);
    if (file !== undefined) closeSync(file);
    this.files.delete(buffer);
    this.free.push(buffer);
  }
}
