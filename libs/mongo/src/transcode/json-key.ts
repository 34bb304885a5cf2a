import type { JsonOutput } from './json-output';
import { isPlainAscii, writeJsonString } from './json-string';

const QUOTE = 0x22;
const COLON = 0x3a;
/** Keys of an application are shorter; others take the general way. */
const SHORT = 64;

/**
 * Writes the cstring at `at` as a key with its colon. Gives the offset behind its terminator, which is beyond `last`
 * where it does not end before; the complement of that offset where bytes became U+FFFD.
 */
export function writeKey(out: JsonOutput, bytes: Buffer, at: number, last: number): number {
  out.reserve(SHORT + 8);
  const target = out.bytes;
  let to = out.length;
  target[to++] = QUOTE;
  const stop = last - at < SHORT ? last : at + SHORT;
  for (let from = at; from < stop; from++) {
    const byte = bytes[from] as number;
    if (byte === 0) {
      target[to] = QUOTE;
      target[to + 1] = COLON;
      out.length = to + 2;
      return from + 1;
    }
    if (!isPlainAscii(byte)) break;
    target[to++] = byte;
  }
  return writeAnyKey(out, bytes, at, last);
}

function writeAnyKey(out: JsonOutput, bytes: Buffer, at: number, last: number): number {
  const end = bytes.indexOf(0, at);
  if (end < 0 || end >= last) return last + 1;
  const replaced = writeJsonString(out, bytes, at, end);
  out.byte(COLON);
  return replaced ? ~(end + 1) : end + 1;
}
