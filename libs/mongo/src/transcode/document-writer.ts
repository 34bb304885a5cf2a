import { Decimal128 } from 'bson';
import { BsonFault } from '../bson/bson-fault';
import { BSON, int32At, SMALLEST_DOCUMENT } from '../bson/bson-types';
import { jsonPointer, SCOPE_STEP } from './element-path';
import { isExtendedJsonWrapper } from './extended-json-wrapper';
import { writeBinary, writeObjectId } from './json-binary';
import { writeDate } from './json-date';
import { writeDouble, writeInt32, writeInt64 } from './json-number';
import type { JsonOutput } from './json-output';
import { writeJsonString } from './json-string';
import { writeKey } from './json-key';

/** Documents and arrays within each other. MongoDB itself stores 180 at most, and a parser recurses as we do. */
export const DEEPEST = 500;

const DOLLAR = 0x24;
const COMMA = 0x2c;
/** `_id` and its terminator as a little-endian int32. */
const ID_KEY = 0x0064695f;

/**
 * Writes BSON as Extended JSON v2: relaxed where that keeps the type, else canonical. No object is built on the way,
 * and no byte outside of the document is read, however broken its lengths are.
 */
export class DocumentWriter {
  /** Where the value of the top-level `_id` stands in the output; -1 where there is none. */
  idStart = -1;
  idEnd = -1;
  /** JSON Pointers of the strings (or keys) in which bytes became U+FFFD. */
  readonly replaced: string[] = [];

  private bytes: Buffer = Buffer.alloc(0);
  private readonly steps = new Int32Array(DEEPEST + 2);

  constructor(
    private readonly out: JsonOutput,
    /** Canonical throughout, and wrappers are let pass: for the `_id` of a report. */
    private readonly canonical = false,
  ) {}

  /** @throws {@link BsonFault}; what was written until then is the caller's to drop. */
  write(document: Buffer): void {
    this.bytes = document;
    this.idStart = this.idEnd = -1;
    if (this.replaced.length > 0) this.replaced.length = 0;
    const end = this.document(0, document.length, 0, false);
    if (end !== document.length) throw this.invalid(0);
  }

  /** The document or array at `start`; `depth` counts those around it. Gives the offset behind it. */
  private document(start: number, limit: number, depth: number, array: boolean): number {
    const { bytes, out } = this;
    if (depth > DEEPEST) throw new BsonFault('too-deep', jsonPointer(bytes, this.steps, depth));
    const length = limit - start < SMALLEST_DOCUMENT ? 0 : int32At(bytes, start);
    const end = start + length;
    if (length < SMALLEST_DOCUMENT || end > limit || bytes[end - 1] !== 0) throw this.invalid(depth);
    if (
      bytes[start + 5] === DOLLAR &&
      !array &&
      !this.canonical &&
      isExtendedJsonWrapper(bytes, start, end)
    ) {
      throw new BsonFault('extended-json-wrapper', jsonPointer(bytes, this.steps, depth));
    }
    const last = end - 1;
    let at = start + 4;
    let index = 0;
    out.byte(array ? 0x5b : 0x7b);
    while (at < last) {
      const type = bytes[at++] as number;
      if (index > 0) out.byte(COMMA);
      const key = at;
      if (array) {
        // What the keys of an array say is not looked at by any reader; the order counts.
        this.steps[depth] = ~index;
        while (at < last && bytes[at] !== 0) at++;
        if (at++ >= last) throw this.invalid(depth);
      } else {
        this.steps[depth] = key;
        at = writeKey(out, bytes, key, last);
        if (at < 0) {
          at = ~at;
          this.replaced.push(jsonPointer(bytes, this.steps, depth + 1));
        }
        if (at > last) throw this.invalid(depth);
      }
      if (depth === 0 && at - key === 4 && int32At(bytes, key) === ID_KEY) {
        this.idStart = out.length;
        at = this.value(type, at, last, 0);
        this.idEnd = out.length;
      } else {
        at = this.value(type, at, last, depth);
      }
      index++;
    }
    out.byte(array ? 0x5d : 0x7d);
    return end;
  }

  /** One value; `last` is the terminator of the document around it. Gives the offset behind the value. */
  private value(type: number, at: number, last: number, depth: number): number {
    const { bytes, out } = this;
    switch (type) {
      case BSON.string:
        return this.string(at, last, depth);
      case BSON.objectId:
        this.need(12, at, last, depth);
        writeObjectId(out, bytes, at);
        return at + 12;
      case BSON.int32:
        this.need(4, at, last, depth);
        writeInt32(out, int32At(bytes, at), this.canonical);
        return at + 4;
      case BSON.double:
        this.need(8, at, last, depth);
        writeDouble(out, bytes, at, this.canonical);
        return at + 8;
      case BSON.boolean: {
        this.need(1, at, last, depth);
        const byte = bytes[at] as number;
        if (byte > 1) throw this.invalid(depth + 1);
        out.ascii(byte === 1 ? 'true' : 'false');
        return at + 1;
      }
      case BSON.date:
        this.need(8, at, last, depth);
        writeDate(out, bytes, at, this.canonical);
        return at + 8;
      case BSON.null:
        out.ascii('null');
        return at;
      case BSON.document:
        return this.document(at, last, depth + 1, false);
      case BSON.array:
        return this.document(at, last, depth + 1, true);
      case BSON.int64:
        this.need(8, at, last, depth);
        writeInt64(out, bytes, at);
        return at + 8;
      default:
        return this.rareValue(type, at, last, depth);
    }
  }

  private rareValue(type: number, at: number, last: number, depth: number): number {
    const { bytes, out } = this;
    switch (type) {
      case BSON.decimal128:
        this.need(16, at, last, depth);
        out.ascii(`{"$numberDecimal":"${new Decimal128(Uint8Array.from(bytes.subarray(at, at + 16)))}"}`);
        return at + 16;
      case BSON.binary: {
        this.need(5, at, last, depth);
        const size = int32At(bytes, at);
        if (size < 0 || size > last - at - 5 || !writeBinary(out, bytes, at)) throw this.invalid(depth + 1);
        return at + 5 + size;
      }
      case BSON.timestamp:
        this.need(8, at, last, depth);
        out.ascii(`{"$timestamp":{"t":${int32At(bytes, at + 4) >>> 0},"i":${int32At(bytes, at) >>> 0}}}`);
        return at + 8;
      case BSON.regex: {
        out.ascii('{"$regularExpression":{"pattern":');
        const options = this.cstring(at, last, depth);
        out.ascii(',"options":');
        const end = this.cstring(options, last, depth);
        out.ascii('}}');
        return end;
      }
      case BSON.dbPointer: {
        out.ascii('{"$dbPointer":{"$ref":');
        const id = this.string(at, last, depth);
        this.need(12, id, last, depth);
        out.ascii(',"$id":');
        writeObjectId(out, bytes, id);
        out.ascii('}}');
        return id + 12;
      }
      case BSON.code:
      case BSON.symbol: {
        out.ascii(type === BSON.code ? '{"$code":' : '{"$symbol":');
        const end = this.string(at, last, depth);
        out.byte(0x7d);
        return end;
      }
      case BSON.codeWithScope: {
        this.need(4, at, last, depth);
        const end = at + int32At(bytes, at);
        if (end > last || end < at + 4) throw this.invalid(depth + 1);
        out.ascii('{"$code":');
        const scope = this.string(at + 4, end, depth);
        out.ascii(',"$scope":');
        if (depth + 1 > DEEPEST) throw new BsonFault('too-deep', jsonPointer(bytes, this.steps, depth + 1));
        this.steps[depth + 1] = SCOPE_STEP;
        if (this.document(scope, end, depth + 2, false) !== end) throw this.invalid(depth + 1);
        out.byte(0x7d);
        return end;
      }
      case BSON.minKey:
        out.ascii('{"$minKey":1}');
        return at;
      case BSON.maxKey:
        out.ascii('{"$maxKey":1}');
        return at;
      case BSON.undefined:
        out.ascii('{"$undefined":true}');
        return at;
      default:
        throw this.invalid(depth + 1);
    }
  }

  private string(at: number, last: number, depth: number): number {
    this.need(4, at, last, depth);
    const size = int32At(this.bytes, at);
    const end = at + 4 + size;
    if (size < 1 || end > last || this.bytes[end - 1] !== 0) throw this.invalid(depth + 1);
    this.text(at + 4, end - 1, depth);
    return end;
  }

  private cstring(at: number, last: number, depth: number): number {
    const end = this.bytes.indexOf(0, at);
    if (end < 0 || end >= last) throw this.invalid(depth + 1);
    this.text(at, end, depth);
    return end + 1;
  }

  private text(start: number, end: number, depth: number): void {
    if (writeJsonString(this.out, this.bytes, start, end)) {
      this.replaced.push(jsonPointer(this.bytes, this.steps, depth + 1));
    }
  }

  private need(size: number, at: number, last: number, depth: number): void {
    if (last - at < size) throw this.invalid(depth + 1);
  }

  private invalid(steps: number): BsonFault {
    return new BsonFault('invalid-bson', jsonPointer(this.bytes, this.steps, steps));
  }
}
