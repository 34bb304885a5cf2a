import type { RowSink } from '@etl/core';

const TAB = 0x09;
const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const BRACE_OPEN = 0x7b;
const BRACE_CLOSE = 0x7d;
const COMMA = 0x2c;
const LETTER_N = 0x4e;

/** Characters that a field of COPY's text format escapes. The others, control characters too, stand for themselves. */
const SPECIAL = /[\\\n\r\t]/;
const EVERY_SPECIAL = /[\\\n\r\t]/g;
/** An escape, or more than one byte in UTF-8; a string without either is copied as it lies in memory. */
const NOT_PLAIN = /[\\\n\r\t\u0080-\uffff]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/** In an array literal `"` and `\` take a backslash, which COPY doubles. */
const EVERY_SPECIAL_OF_ARRAY = /["\\\n\r\t]/g;
const ARRAY_ESCAPES: Readonly<Record<string, string>> = { ...ESCAPES, '"': '\\\\"', '\\': '\\\\\\\\' };

/** What stands for a byte, by the byte; undefined where it stands for itself. */
type ByteEscapes = readonly (Buffer | undefined)[];
const byteEscapes = (escapes: Readonly<Record<string, string>>): ByteEscapes =>
  Array.from({ length: 256 }, (_, byte) => {
    const escaped = escapes[String.fromCharCode(byte)];
    return escaped === undefined ? undefined : Buffer.from(escaped);
  });
const BYTE_ESCAPES = byteEscapes(ESCAPES);
const ARRAY_BYTE_ESCAPES = byteEscapes(ARRAY_ESCAPES);

const escape = (found: string): string => ESCAPES[found] ?? found;
const escapeInArray = (found: string): string => ARRAY_ESCAPES[found] ?? found;

/** Bytes from which on one native call is faster than four bytes at a time: the call alone costs about 150 ns. */
const LONG = 512;
/** Characters up to which a loop is faster than `Buffer.write`, which costs 70 ns. */
const SHORT = 16;

/** Characters from which on a text is escaped within the buffer: `replace` keeps a list of all that it has found. */
const HUGE = 64 * 1024;

/** A buffer that grew beyond this for one huge document is given back. */
const KEPT_BYTES = 32 * 1024 * 1024;
const FIRST_BYTES = 64 * 1024;

const FNV_OFFSET_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Rows in PostgreSQL's COPY text format, in one buffer that is reused from chunk to chunk. `constants` are values that
 * stand before every row (the collection, say).
 */
export class CopyEncoder implements RowSink {
  private buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  private view = viewOf(this.buffer);
  private end = 0;
  private rowStart = 0;
  private rowCount = 0;
  private readonly head: Buffer;

  constructor(constants: readonly string[] = []) {
    this.head = Buffer.from(constants.map((value) => `${value.replace(EVERY_SPECIAL, escape)}\t`).join(''));
  }

  /** Rows that were ended. */
  get rows(): number {
    return this.rowCount;
  }

  /** Bytes of the rows so far. */
  get length(): number {
    return this.end;
  }

  /** The rows so far; valid until the next row is begun. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.end);
  }

  clear(): void {
    this.end = 0;
    this.rowStart = 0;
    this.rowCount = 0;
    if (this.buffer.length > KEPT_BYTES) this.replace(FIRST_BYTES);
  }

  beginRow(): void {
    this.rowStart = this.end;
    if (this.head.length > 0) {
      this.reserve(this.head.length);
      this.end += this.head.copy(this.buffer, this.end);
    }
  }

  endRow(): void {
    // The tab behind the last column becomes the end of the line.
    this.buffer[this.end - 1] = NEWLINE;
    this.rowCount += 1;
  }

  abandonRow(): void {
    this.end = this.rowStart;
  }

  /** Bytes of the row so far. */
  get rowLength(): number {
    return this.end - this.rowStart;
  }

  /** Bytes of each column that the row has so far, as they are escaped. */
  columnLengths(): readonly number[] {
    const lengths: number[] = [];
    for (let from = this.rowStart; from < this.end;) {
      const tab = this.buffer.indexOf(TAB, from);
      lengths.push(tab - from);
      from = tab + 1;
    }
    return lengths;
  }

  /** Adds the columns that the row of another encoder has so far, or as many of their bytes. */
  copyRow(from: CopyEncoder, bytes = from.rowLength): void {
    const { buffer, rowStart } = from;
    this.reserve(bytes);
    const own = this.buffer;
    for (let at = rowStart; at < rowStart + bytes; at++) own[this.end++] = buffer[at]!;
  }

  /** 32 bits of the columns that the row has so far: FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
  hashOfRow(): number {
    const { buffer, rowStart, end } = this;
    let hash = FNV_OFFSET_BASIS;
    for (let at = rowStart; at < end; at++) hash = Math.imul(hash ^ buffer[at]!, FNV_PRIME);
    return hash;
  }

  null(): void {
    this.reserve(3);
    this.buffer[this.end] = BACKSLASH;
    this.buffer[this.end + 1] = LETTER_N;
    this.buffer[this.end + 2] = TAB;
    this.end += 3;
  }

  literal(value: string): void {
    this.plain(value);
    this.buffer[this.end++] = TAB;
  }

  text(value: string): void {
    this.textPart(value);
    this.buffer[this.end++] = TAB;
  }

  textPart(value: string): void {
    if (value.length > HUGE) this.huge(value, BYTE_ESCAPES);
    else if (NOT_PLAIN.test(value))
      this.wide(SPECIAL.test(value) ? value.replace(EVERY_SPECIAL, escape) : value);
    else this.plain(value);
  }

  textArray(items: readonly string[]): void {
    this.reserve(1);
    this.buffer[this.end++] = BRACE_OPEN;
    for (const [index, item] of items.entries()) {
      if (index > 0) {
        this.reserve(1);
        this.buffer[this.end++] = COMMA;
      }
      // Quoted every time: NULL, braces, commas, spaces and the empty string then need no rule of their own.
      if (item.length > HUGE) {
        this.plain('"');
        this.huge(item, ARRAY_BYTE_ESCAPES);
        this.plain('"');
      } else this.wide(`"${item.replace(EVERY_SPECIAL_OF_ARRAY, escapeInArray)}"`);
    }
    this.reserve(2);
    this.buffer[this.end++] = BRACE_CLOSE;
    this.buffer[this.end++] = TAB;
  }

  copy(source: DataView, start: number, end: number): void {
    this.copyPart(source, start, end);
    this.buffer[this.end++] = TAB;
  }

  copyPart(source: DataView, start: number, end: number): void {
    const length = end - start;
    this.reserve(length + 1);
    const { view } = this;
    let at = this.end;
    this.end += length;
    if (length > LONG) {
      this.buffer.set(new Uint8Array(source.buffer, source.byteOffset + start, length), at);
      return;
    }
    let from = start;
    for (const last = end - 4; from <= last; from += 4, at += 4) view.setInt32(at, source.getInt32(from));
    for (; from < end; from++, at++) view.setUint8(at, source.getUint8(from));
  }

  copyArray(source: DataView, start: number, end: number): void {
    this.reserve(1);
    this.buffer[this.end++] = BRACE_OPEN;
    this.copyPart(source, start, end);
    this.reserve(2);
    this.buffer[this.end++] = BRACE_CLOSE;
    this.buffer[this.end++] = TAB;
  }

  private plain(value: string): void {
    const { length } = value;
    this.reserve(length + 1);
    const { buffer, end } = this;
    if (length > SHORT) buffer.write(value, end, 'latin1');
    else for (let i = 0; i < length; i++) buffer[end + i] = value.charCodeAt(i);
    this.end = end + length;
  }

  private wide(value: string): void {
    // A UTF-16 unit takes three bytes of UTF-8 at most.
    this.reserve(value.length * 3 + 1);
    this.end += this.buffer.write(value, this.end, 'utf8');
  }

  private huge(value: string, escapes: ByteEscapes): void {
    this.reserve(Buffer.byteLength(value) + 1);
    const start = this.end;
    this.end += this.buffer.write(value, start, 'utf8');
    let more = 0;
    for (let at = start; at < this.end; at++) more += (escapes[this.buffer[at]!]?.length ?? 1) - 1;
    this.reserve(more + 1);
    let from = this.end - 1;
    this.end += more;
    const { buffer } = this;
    let to = this.end - 1;
    while (to > from) {
      const byte = buffer[from--]!;
      const escaped = escapes[byte];
      if (escaped === undefined) buffer[to--] = byte;
      else for (let at = escaped.length - 1; at >= 0; at--) buffer[to--] = escaped[at]!;
    }
  }

  private reserve(bytes: number): void {
    const wanted = this.end + bytes;
    if (wanted <= this.buffer.length) return;
    const { buffer, end } = this;
    this.replace(Math.max(wanted, buffer.length * 2));
    buffer.copy(this.buffer, 0, 0, end);
  }

  private replace(bytes: number): void {
    this.buffer = Buffer.allocUnsafeSlow(bytes);
    this.view = viewOf(this.buffer);
  }
}

function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
