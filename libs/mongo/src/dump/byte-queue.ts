/** Bytes that arrive in pieces and are taken in others. Holds what was asked for and one piece more. */
export class ByteQueue {
  /** The buffered bytes; `at` is the next one. */
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  private before = 0;
  private readonly pieces: AsyncIterator<Buffer>;

  constructor(pieces: AsyncIterable<Buffer>) {
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  /** The offset of the next byte in the whole (unzipped) stream. */
  get offset(): number {
    return this.before + this.at;
  }

  get available(): number {
    return this.bytes.length - this.at;
  }

  /** True once `count` bytes are there; false where the stream ends before. */
  async fill(count: number): Promise<boolean> {
    if (this.available >= count) return true;
    const pieces = [this.bytes.subarray(this.at)];
    let size = this.available;
    while (size < count) {
      const next = await this.pieces.next();
      if (next.done) break;
      pieces.push(next.value);
      size += next.value.length;
    }
    this.before += this.at;
    this.at = 0;
    // One copy for a document in many pieces, none where a piece begins with it.
    this.bytes =
      pieces.length === 2 && pieces[0]?.length === 0 ? (pieces[1] as Buffer) : Buffer.concat(pieces);
    return size >= count;
  }

  /** Ends the stream behind it. */
  async close(): Promise<void> {
    await this.pieces.return?.();
  }
}
