const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_DOCUMENT = 0x7b;
const CLOSE_DOCUMENT = 0x7d;

/** Space, tab, line feed, carriage return. */
const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x09 || byte === LINE_FEED || byte === 0x0d;

/**
 * Turns a JSON array of documents, or documents one after the other over several lines, into one document a line. Only
 * bytes between tokens are dropped, never one of a string. What is not JSON comes out as a line that is not JSON either.
 */
export class DocumentSplitter {
  /** Brackets that are open inside the current document. */
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** True from the first byte of a document to its last. */
  private inside = false;
  /** Whether the documents stand in an array; nothing but its brackets and commas is outside of them then. */
  private opened = false;

  constructor(private readonly array: boolean) {}

  /** The lines, or parts of them, that these bytes hold. */
  push(bytes: Buffer): Buffer {
    // A scalar gets a line end that may have been no byte before it: at most one more for each byte.
    const out = Buffer.allocUnsafe(bytes.length * 2);
    let length = 0;
    for (const byte of bytes) {
      if (this.inString) {
        out[length++] = byte;
        if (this.escaped) this.escaped = false;
        else if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) {
          this.inString = false;
          if (this.depth === 0) length = this.endDocument(out, length);
        }
      } else if (!this.inside) {
        if (isSpace(byte) || (this.array && this.isFrame(byte))) continue;
        this.inside = true;
        length = this.token(byte, out, length);
      } else if (
        this.depth === 0 &&
        (isSpace(byte) || byte === COMMA || (this.array && byte === CLOSE_ARRAY))
      ) {
        length = this.endDocument(out, length);
      } else if (!isSpace(byte)) {
        length = this.token(byte, out, length);
      }
    }
    return out.subarray(0, length);
  }

  /** The end of a last document that was not closed. */
  end(): Buffer {
    return Buffer.from(this.inside ? '\n' : '');
  }

  private isFrame(byte: number): boolean {
    if (byte === OPEN_ARRAY && !this.opened) {
      this.opened = true;
      return true;
    }
    return byte === COMMA || byte === CLOSE_ARRAY;
  }

  private token(byte: number, out: Buffer, length: number): number {
    out[length] = byte;
    if (byte === QUOTE) this.inString = true;
    else if (byte === OPEN_DOCUMENT || byte === OPEN_ARRAY) this.depth += 1;
    else if (byte === CLOSE_DOCUMENT || byte === CLOSE_ARRAY) {
      this.depth -= 1;
      if (this.depth <= 0) return this.endDocument(out, length + 1);
    }
    return length + 1;
  }

  private endDocument(out: Buffer, length: number): number {
    this.inside = false;
    this.depth = 0;
    out[length] = LINE_FEED;
    return length + 1;
  }
}
