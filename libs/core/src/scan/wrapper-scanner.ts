import { ISO_SECONDS, isoEnd } from './iso-bytes';
import { Byte, startsWith } from './byte';
import { digitsEnd, fractionEnd, wholeEnd } from './number-bytes';
import { ScanKind } from './scan-kind';

const OBJECT_ID = Buffer.from('{"$oid":"');
const DATE = Buffer.from('{"$date":"');
const INT32 = Buffer.from('{"$numberInt":"');
const INT64 = Buffer.from('{"$numberLong":"');
const DOUBLE = Buffer.from('{"$numberDouble":"');
const OBJECT_ID_DIGITS = 24;
const IS_LOWER_HEX = new Uint8Array(256);
for (const digit of Buffer.from('0123456789abcdef')) IS_LOWER_HEX[digit] = 1;
/** Every number of so many digits is an int32. */
const INT32_DIGITS = 9;
/** Where the letter stands that tells the wrappers apart: `{"$o`, and `{"$numberI`. */
const TELLING = 3;
const TELLING_NUMBER = 9;

/**
 * Knows the wrappers of Extended JSON that real documents are full of, as exports spell them: ObjectIds, dates, and the
 * numbers of canonical lines. What makes of them what a jsonb column holds is noted as edits.
 */
export class WrapperScanner {
  /** One of {@link ScanKind}, and the range of the inner text, of the last wrapper. */
  kind = ScanKind.Other;
  from = 0;
  to = 0;
  /** See `ScannedLine.edits`. */
  edits = new Int32Array(3 * 128);
  editCount = 0;
  private bytes: Buffer = Buffer.alloc(0);

  reset(bytes: Buffer): void {
    this.bytes = bytes;
    this.editCount = 0;
  }

  /** Where the wrapper ends that begins at `start`; -1 where it is none of ours. */
  wrapper(start: number): number {
    const { bytes } = this;
    switch (bytes[start + TELLING]) {
      case OBJECT_ID[TELLING]:
        return startsWith(bytes, start, OBJECT_ID) ? this.objectId(start) : -1;
      case DATE[TELLING]:
        return startsWith(bytes, start, DATE) ? this.date(start) : -1;
      case INT32[TELLING]:
        return this.number(start);
      default:
        return -1;
    }
  }

  private objectId(start: number): number {
    const { bytes } = this;
    const from = start + OBJECT_ID.length;
    let to = from;
    while (IS_LOWER_HEX[bytes[to]!] === 1) to++;
    return to - from === OBJECT_ID_DIGITS ? this.found(ScanKind.ObjectId, start, from, to, to) : -1;
  }

  private date(start: number): number {
    const from = start + DATE.length;
    const to = isoEnd(this.bytes, from);
    return to < 0 ? -1 : this.found(ScanKind.Date, start, from, to, to);
  }

  private number(start: number): number {
    const { bytes } = this;
    switch (bytes[start + TELLING_NUMBER]) {
      case INT32[TELLING_NUMBER]:
        return startsWith(bytes, start, INT32) ? this.whole(start, INT32.length, INT32_DIGITS) : -1;
      case INT64[TELLING_NUMBER]:
        return startsWith(bytes, start, INT64) ? this.whole(start, INT64.length, Infinity) : -1;
      case DOUBLE[TELLING_NUMBER]:
        return startsWith(bytes, start, DOUBLE) ? this.double(start) : -1;
      default:
        return -1;
    }
  }

  private whole(start: number, head: number, mostDigits: number): number {
    const from = start + head;
    const to = wholeEnd(this.bytes, from);
    return to < 0 || to - from > mostDigits ? -1 : this.found(ScanKind.Whole, start, from, to, to);
  }

  private double(start: number): number {
    const { bytes } = this;
    const from = start + DOUBLE.length;
    const whole = wholeEnd(bytes, from);
    // A whole double is spelled with `.0`, which ECMAScript does without.
    if (
      whole > 0 &&
      bytes[whole] === Byte.Point &&
      bytes[whole + 1] === Byte.Digit0 &&
      bytes[whole + 2] === Byte.Quote
    )
      return this.found(ScanKind.Whole, start, from, whole, whole + 2);
    const first = bytes[from] === Byte.Minus ? from + 1 : from;
    const to = fractionEnd(bytes, first, digitsEnd(bytes, first));
    return to < 0 ? -1 : this.found(ScanKind.Number, start, from, to, to);
  }

  /** `end`: behind the content of the wrapper; its quote and bracket follow. */
  private found(kind: ScanKind, start: number, from: number, to: number, end: number): number {
    const { bytes } = this;
    if (bytes[end] !== Byte.Quote || bytes[end + 1] !== Byte.CloseDocument) return -1;
    this.kind = kind;
    this.from = from;
    this.to = to;
    // Numbers stand in jsonb without the quotes of their wrapper, texts keep theirs.
    const bare = kind === ScanKind.Whole || kind === ScanKind.Number;
    this.edit(start, bare ? from : from - 1, 0);
    if (kind === ScanKind.Date && to === from + ISO_SECONDS + 1) this.edit(to - 1, to - 1, 1);
    this.edit(bare ? to : end + 1, end + 2, 0);
    return end + 2;
  }

  private edit(start: number, end: number, zeros: 0 | 1): void {
    if (this.editCount === this.edits.length) {
      const more = new Int32Array(this.edits.length * 2);
      more.set(this.edits);
      this.edits = more;
    }
    this.edits[this.editCount++] = start;
    this.edits[this.editCount++] = end;
    this.edits[this.editCount++] = zeros;
  }
}
