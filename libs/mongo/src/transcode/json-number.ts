import { int32At } from '../bson/bson-types';
import type { JsonOutput } from './json-output';

const DIGIT_0 = 0x30;
const MINUS = 0x2d;
const TWO_32 = 4_294_967_296;
/** Beyond these the high word no longer fits a double exactly. */
const SAFE_HIGH = 0x1fffff;

const double = new Float64Array(1);
const doubleBytes = new Uint8Array(double.buffer);

/** A whole number of at most 2^53, digit by digit: half the cost of `String(n)` and a copy. */
export function writeInteger(out: JsonOutput, value: number): void {
  if (value > 999_999_999 || value < -999_999_999) {
    out.ascii(String(value));
    return;
  }
  out.reserve(12);
  const bytes = out.bytes;
  let to = out.length;
  let rest = value;
  if (rest < 0) {
    bytes[to++] = MINUS;
    rest = -rest;
  }
  let size = 1;
  for (let bound = 10; rest >= bound; bound *= 10) size++;
  for (let at = to + size - 1; at >= to; at--) {
    const tenth = (rest / 10) | 0;
    bytes[at] = DIGIT_0 + rest - tenth * 10;
    rest = tenth;
  }
  out.length = to + size;
}

export function writeInt32(out: JsonOutput, value: number, canonical: boolean): void {
  if (canonical) out.ascii('{"$numberInt":"');
  writeInteger(out, value);
  if (canonical) out.ascii('"}');
}

/** The digits of an int64, without a wrapper. */
export function writeInt64Digits(out: JsonOutput, bytes: Uint8Array, at: number): void {
  const high = int32At(bytes, at + 4);
  if (high >= -SAFE_HIGH && high < SAFE_HIGH) {
    writeInteger(out, high * TWO_32 + (int32At(bytes, at) >>> 0));
  } else {
    out.ascii(((BigInt(high) << 32n) | BigInt(int32At(bytes, at) >>> 0)).toString());
  }
}

export function writeInt64(out: JsonOutput, bytes: Uint8Array, at: number): void {
  out.ascii('{"$numberLong":"');
  writeInt64Digits(out, bytes, at);
  out.ascii('"}');
}

/** Only a fractional, finite double keeps its type as a bare number; `3` would come back as an int32. */
export function writeDouble(out: JsonOutput, bytes: Uint8Array, at: number, canonical: boolean): void {
  for (let i = 0; i < 8; i++) doubleBytes[i] = bytes[at + i] as number;
  const value = double[0] as number;
  const whole = Number.isInteger(value);
  if (!whole && !canonical && Number.isFinite(value)) {
    out.ascii(String(value));
    return;
  }
  out.ascii('{"$numberDouble":"');
  if (Object.is(value, -0)) out.ascii('-0');
  else out.ascii(String(value));
  // From 1e21 on ECMAScript writes an exponent, which says "double" by itself.
  out.ascii(whole && Math.abs(value) < 1e21 ? '.0"}' : '"}');
}
