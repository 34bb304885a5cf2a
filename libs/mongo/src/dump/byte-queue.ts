/** Where a queue gets its bytes from. */
export interface ByteSource {
  /** Writes some bytes into `target`, from `at` on; gives how many, and 0 at the end. */
  read(target: Buffer, at: number): Promise<number>;
  close(): Promise<void>;
}

const INITIAL = 1024 * 1024;

/** Bytes that arrive in pieces and are taken in others, in memory that is used again and again. */
export class ByteQueue {
  /** `[at, at + available)` are the buffered bytes. What was taken before is overwritten by the next {@link fill}. */
  bytes: Buffer = Buffer.allocUnsafeSlow(INITIAL);
  at = 0;
  private end = 0;
  private before = 0;

  constructor(private readonly source: ByteSource) {}

  /** The offset of the next byte in the whole (unzipped) stream. */
  get offset(): number {
    return this.before + this.at;
  }

  get available(): number {
    return this.end - this.at;
  }

  /** True once `count` bytes are there; false where the stream ends before. */
  async fill(count: number): Promise<boolean> {
    if (this.available >= count) return true;
    this.moveToFront(count);
    while (this.available < count) {
      const read = await this.source.read(this.bytes, this.end);
      if (read === 0) return false;
      this.end += read;
    }
    return true;
  }

  /** Ends the stream behind it. */
  close(): Promise<void> {
    return this.source.close();
  }

  private moveToFront(count: number): void {
    const target = this.bytes.length < count ? Buffer.allocUnsafeSlow(count) : this.bytes;
    this.bytes.copy(target, 0, this.at, this.end);
    this.bytes = target;
    this.before += this.at;
    this.end -= this.at;
    this.at = 0;
  }
}
