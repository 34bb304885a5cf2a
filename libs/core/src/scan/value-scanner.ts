import { Byte, startsWith } from './byte';
import { HASH_START, hashStep } from './byte-names';
import { KeySet } from './key-set';
import { digitsEnd, fractionEnd, isExponent, restEnd, wholeEnd } from './number-bytes';
import { WrapperScanner } from './wrapper-scanner';

/** Deeper documents are left to the parser. */
const DEEPEST = 100;
/** Up to so many keys of a document are compared each with all before it; more are put into a {@link KeySet}. */
const FEW_KEYS = 256;

/** Below it every integer of fewer than 16 digits; at or above it `JSON.parse` may lose digits. */
const MANY_DIGITS = 1e15;

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');
const NULL = Buffer.from('null');
/** 1 for the bytes that a string does not hold as they are: quotes, backslashes, control characters. */
const STOPS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < Byte.Space || byte === Byte.Quote || byte === Byte.Backslash ? 1 : 0,
);
/** What stands behind a backslash where `JSON.stringify` writes one, but for `u`. */
const SIMPLE_ESCAPES = new Set(Buffer.from('"\\bfnrt'));

/**
 * Goes over the bytes of a JSON value without making anything of it, and notes what stands in the way of taking its text as
 * it is. Every method begins at a byte and answers where what begins there ends; -1 where it is no JSON, or a case for
 * the parser: keys with escapes, a key that may stand twice, too deep.
 */
export class ValueScanner {
  /** False once something was met that `JSON.stringify` would spell otherwise, or that jsonb holds otherwise. */
  verbatim = true;
  /** True once an escape was met; where `verbatim` is true, all are those that `JSON.stringify` writes as one letter or sign. */
  escaped = false;
  /** True once a number was met of which `JSON.parse` loses digits. */
  long = false;
  /** True where the last array that ended holds strings and nothing else. */
  onlyStrings = false;
  /** True where the last number that ended is whole and has 15 digits at most. */
  whole = false;
  readonly wrappers = new WrapperScanner();
  protected bytes: Buffer = Buffer.alloc(0);
  /** The first keys of all documents that are open: their hashes, and where they begin. */
  private readonly hashes = new Int32Array(DEEPEST * FEW_KEYS);
  private readonly keys = new Int32Array(DEEPEST * FEW_KEYS);
  private keyCount = 0;
  /** All keys of those open documents that have more than a few, by where the first few begin in {@link keys}. */
  private readonly many = new Map<number, KeySet>();

  /** Begins with other bytes. They are UTF-8. */
  reset(bytes: Buffer): void {
    this.bytes = bytes;
    this.keyCount = 0;
    if (this.many.size > 0) this.many.clear();
    this.wrappers.reset(bytes);
  }

  value(at: number, depth: number): number {
    const { bytes } = this;
    switch (bytes[at]) {
      case Byte.Quote:
        return this.string(at);
      case Byte.OpenDocument:
        return this.document(at, depth);
      case Byte.OpenArray:
        return this.array(at, depth);
      case Byte.LowerT:
        return startsWith(bytes, at, TRUE) ? at + 4 : -1;
      case Byte.LowerF:
        return startsWith(bytes, at, FALSE) ? at + 5 : -1;
      case Byte.LowerN:
        return startsWith(bytes, at, NULL) ? at + 4 : -1;
      default:
        return this.number(at);
    }
  }

  string(start: number): number {
    const { bytes } = this;
    let at = start + 1;
    for (;;) {
      while (STOPS[bytes[at]!] === 0) at++;
      const byte = bytes[at];
      if (byte === Byte.Quote) return at + 1;
      if (byte !== Byte.Backslash) return -1;
      this.escaped = true;
      at = this.escape(at + 1);
      if (at < 0) return -1;
      at++;
    }
  }

  array(start: number, depth: number): number {
    if (depth > DEEPEST) return -1;
    const { bytes } = this;
    let strings = true;
    let at = this.skipSpace(start + 1);
    if (bytes[at] === Byte.CloseArray) at += 1;
    else {
      for (;;) {
        if (bytes[at] !== Byte.Quote) strings = false;
        at = this.value(at, depth + 1);
        if (at < 0) return -1;
        at = this.skipSpace(at);
        const byte = bytes[at++];
        if (byte === Byte.CloseArray) break;
        if (byte !== Byte.Comma) return -1;
        at = this.skipSpace(at);
      }
    }
    this.onlyStrings = strings;
    return at;
  }

  document(start: number, depth: number): number {
    if (depth > DEEPEST) return -1;
    const { bytes, keyCount } = this;
    if (bytes[start + 2] === Byte.Dollar) {
      const end = this.wrappers.wrapper(start);
      if (end > 0) return end;
    }
    let at = this.skipSpace(start + 1);
    if (bytes[at] === Byte.CloseDocument) return at + 1;
    for (;;) {
      at = this.key(at, keyCount);
      if (at < 0) return -1;
      at = this.value(at, depth + 1);
      if (at < 0) return -1;
      at = this.skipSpace(at);
      const byte = bytes[at++];
      if (byte === Byte.CloseDocument) break;
      if (byte !== Byte.Comma) return -1;
      at = this.skipSpace(at);
    }
    if (this.keyCount - keyCount === FEW_KEYS) this.many.delete(keyCount);
    this.keyCount = keyCount;
    return at;
  }

  /** Sets {@link whole}. */
  number(start: number): number {
    const { bytes } = this;
    const end = wholeEnd(bytes, start);
    this.whole = end > 0 && bytes[end] !== Byte.Point && !isExponent(bytes[end]!);
    return this.whole ? end : this.otherNumber(start);
  }

  skipSpace(at: number): number {
    const { bytes } = this;
    while (bytes[at]! <= Byte.Space) {
      const byte = bytes[at];
      if (byte !== Byte.Space && byte !== Byte.Tab && byte !== Byte.CarriageReturn) return at;
      this.verbatim = false;
      at++;
    }
    return at;
  }

  /** From the quote of a key to the value behind its colon. `base`: where this document's keys begin. */
  private key(start: number, base: number): number {
    const { bytes, hashes, keyCount } = this;
    if (bytes[start] !== Byte.Quote) return -1;
    let hash = HASH_START;
    let at = start + 1;
    for (let byte = bytes[at]!; byte !== Byte.Quote; byte = bytes[++at]!) {
      if (byte === Byte.Backslash || !(byte >= Byte.Space)) return -1;
      hash = hashStep(hash, byte);
    }
    // A wrapper's key; or a number, which JavaScript puts before other keys.
    const first = bytes[start + 1]!;
    if (first === Byte.Dollar || (first <= Byte.Digit9 && first >= Byte.Digit0)) this.verbatim = false;
    if (keyCount - base === FEW_KEYS) {
      if (!this.keySet(base).add(hash, start + 1, at)) return -1;
    } else {
      for (let i = base; i < keyCount; i++) if (hashes[i] === hash) return -1;
      hashes[keyCount] = hash;
      this.keys[keyCount] = start + 1;
      this.keyCount = keyCount + 1;
    }
    at = this.skipSpace(at + 1);
    return bytes[at] === Byte.Colon ? this.skipSpace(at + 1) : -1;
  }

  /** The keys of a document that has more than a few; all of them. */
  private keySet(base: number): KeySet {
    let keys = this.many.get(base);
    if (keys === undefined) {
      keys = KeySet.of(this.bytes, this.keys, this.hashes, base, base + FEW_KEYS);
      this.many.set(base, keys);
    }
    return keys;
  }

  private otherNumber(start: number): number {
    const { bytes } = this;
    const first = bytes[start] === Byte.Minus ? start + 1 : start;
    const point = digitsEnd(bytes, first);
    if (point === first || (point > first + 1 && bytes[first] === Byte.Digit0)) return -1;
    const plain = fractionEnd(bytes, first, point);
    if (plain > 0 && !isExponent(bytes[plain]!)) return plain;
    const end = restEnd(bytes, point);
    if (end > 0) this.spelledNumber(start, end);
    return end;
  }

  /** Looks whether ECMAScript prints the number as it is spelled. */
  private spelledNumber(start: number, end: number): void {
    const spelled = this.bytes.toString('latin1', start, end);
    const double = Number(spelled);
    if (String(double) === spelled) return;
    this.verbatim = false;
    if (!(Math.abs(double) < MANY_DIGITS)) this.long = true;
  }

  /** The last byte of an escape whose first stands behind the backslash; -1 where it is none. */
  private escape(at: number): number {
    const { bytes } = this;
    const byte = bytes[at]!;
    if (SIMPLE_ESCAPES.has(byte)) return at;
    this.verbatim = false;
    if (byte === Byte.Slash) return at;
    if (byte !== Byte.LowerU) return -1;
    for (let i = at + 1; i <= at + 4; i++) if (!isHexDigit(bytes[i]!)) return -1;
    return at + 4;
  }
}

function isHexDigit(byte: number): boolean {
  return (
    (byte >= Byte.Digit0 && byte <= Byte.Digit9) ||
    ((byte | 0x20) >= Byte.LowerA && (byte | 0x20) <= Byte.LowerF)
  );
}
