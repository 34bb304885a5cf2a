const INITIAL = 1024 * 1024;
/** A buffer that one large document made grow beyond this is given back with the next batch. */
const KEPT = 16 * 1024 * 1024;

/** A growing buffer that JSON is written into. `bytes` changes when it grows: hold it only until the next `reserve`. */
export class JsonOutput {
  bytes: Buffer = Buffer.allocUnsafeSlow(INITIAL);
  length = 0;

  /** Makes room for `size` more bytes. */
  reserve(size: number): void {
    if (this.bytes.length - this.length < size) this.grow(size);
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length++] = value;
  }

  /** Only for ASCII; short texts are faster written here than by a call into C++. */
  ascii(text: string): void {
    const size = text.length;
    this.reserve(size);
    if (size > 64) {
      this.bytes.write(text, this.length, 'latin1');
      this.length += size;
      return;
    }
    const bytes = this.bytes;
    let to = this.length;
    for (let at = 0; at < size; at++) bytes[to++] = text.charCodeAt(at);
    this.length = to;
  }

  /** Starts again. What was handed out of `bytes` is overwritten from here on. */
  reset(): void {
    this.length = 0;
    if (this.bytes.length > KEPT) this.bytes = Buffer.allocUnsafeSlow(INITIAL);
  }

  /** Goes on in `room`, empty: the present memory may be another thread's by now. */
  moveTo(room: ArrayBufferLike): void {
    this.length = 0;
    this.bytes = Buffer.from(room);
  }

  private grow(size: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + size));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }
}
