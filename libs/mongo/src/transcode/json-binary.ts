import { int32At } from '../bson/bson-types';
import type { JsonOutput } from './json-output';

const HEX = Buffer.from('0123456789abcdef', 'latin1');
const LEGACY_SUBTYPE = 0x02;

function writeHexByte(out: JsonOutput, byte: number): void {
  out.bytes[out.length] = HEX[byte >> 4] as number;
  out.bytes[out.length + 1] = HEX[byte & 15] as number;
  out.length += 2;
}

export function writeObjectId(out: JsonOutput, bytes: Uint8Array, at: number): void {
  out.ascii('{"$oid":"');
  out.reserve(24);
  for (let i = at; i < at + 12; i++) writeHexByte(out, bytes[i] as number);
  out.ascii('"}');
}

/**
 * A binary of any subtype (a UUID is subtype 04). `at` is its length field and the caller has checked that all of it
 * is there. Subtype 02 has a second length inside, which Extended JSON leaves out; false where the two disagree.
 */
export function writeBinary(out: JsonOutput, bytes: Buffer, at: number): boolean {
  const subtype = bytes[at + 4] as number;
  let start = at + 5;
  const end = start + int32At(bytes, at);
  if (subtype === LEGACY_SUBTYPE) {
    if (end - start < 4 || int32At(bytes, start) !== end - start - 4) return false;
    start += 4;
  }
  out.ascii('{"$binary":{"base64":"');
  out.ascii(bytes.toString('base64', start, end));
  out.ascii('","subType":"');
  out.reserve(2);
  writeHexByte(out, subtype);
  out.ascii('"}}');
  return true;
}
