import type { JsonOutput } from './json-output';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const HEX = '0123456789abcdef';
/** A byte becomes six at most (`\u0000`). */
const GROWTH = 6;
/** Long strings are written in pieces, so that a string of 15 MB does not ask for 90 MB of room. */
const PIECE = 16 * 1024;
const SLACK = 64;

/** 0: copied as it is. Anything else is looked at. */
const SPECIAL = new Uint8Array(256);
SPECIAL.fill(1, 0, 0x20);
SPECIAL.fill(1, 0x80);
SPECIAL[QUOTE] = 1;
SPECIAL[BACKSLASH] = 1;

const SHORT_ESCAPES = new Map([
  [0x08, 'b'],
  [0x09, 't'],
  [0x0a, 'n'],
  [0x0c, 'f'],
  [0x0d, 'r'],
  [QUOTE, '"'],
  [BACKSLASH, '\\'],
]);

/** What each ASCII byte that may not stand in a JSON string is written as. */
const ESCAPES: readonly Uint8Array[] = Array.from({ length: 128 }, (_, code) =>
  Buffer.from('\\' + (SHORT_ESCAPES.get(code) ?? `u00${HEX[code >> 4]}${HEX[code & 15]}`), 'latin1'),
);

/** True for bytes that stand in a JSON string as they are. */
export function isPlainAscii(byte: number): boolean {
  return SPECIAL[byte] === 0;
}

/**
 * Writes the UTF-8 bytes `[start, end)` as a JSON string with its quotes. An encoded surrogate is written as its
 * escape; other bytes that are not UTF-8 become U+FFFD as the WHATWG decoder has it (one per maximal subpart).
 * True where that happened.
 */
export function writeJsonString(out: JsonOutput, bytes: Uint8Array, start: number, end: number): boolean {
  let replaced = false;
  let at = start;
  out.reserve(SLACK);
  out.bytes[out.length++] = QUOTE;
  do {
    const piece = end - at < PIECE ? end - at : PIECE;
    out.reserve(piece * GROWTH + SLACK);
    const target = out.bytes;
    const stop = at + piece;
    let to = out.length;
    while (at < stop) {
      const byte = bytes[at] as number;
      if (SPECIAL[byte] === 0) {
        target[to++] = byte;
        at++;
        continue;
      }
      if (byte < 0x80) {
        const escape = ESCAPES[byte] as Uint8Array;
        for (let i = 0; i < escape.length; i++) target[to++] = escape[i] as number;
        at++;
        continue;
      }
      const length = sequenceLength(bytes, at, end);
      if (length > 0) {
        for (const next = at + length; at < next; at++) target[to++] = bytes[at] as number;
      } else if (isSurrogate(bytes, at, end)) {
        to += writeUnicodeEscape(target, to, bytes, at);
        at += 3;
      } else {
        target[to++] = 0xef;
        target[to++] = 0xbf;
        target[to++] = 0xbd;
        at += -length;
        replaced = true;
      }
    }
    out.length = to;
  } while (at < end);
  out.byte(QUOTE);
  return replaced;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/**
 * The length of the well-formed sequence that a byte ≥ 0x80 begins, or minus the length of the maximal subpart that
 * one U+FFFD stands for (Unicode 15, table 3-7).
 */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] as number;
  if (lead < 0xc2 || lead > 0xf4 || at + 1 >= end) return -1;
  const second = bytes[at + 1] as number;
  if (lead < 0xe0) return (second & 0xc0) === 0x80 ? 2 : -1;
  let low = 0x80;
  let high = 0xbf;
  if (lead === 0xe0) low = 0xa0;
  else if (lead === 0xed) high = 0x9f;
  else if (lead === 0xf0) low = 0x90;
  else if (lead === 0xf4) high = 0x8f;
  if (second < low || second > high) return -1;
  if (at + 2 >= end || !isContinuation(bytes[at + 2])) return -2;
  if (lead < 0xf0) return 3;
  return at + 3 < end && isContinuation(bytes[at + 3]) ? 4 : -3;
}

function isSurrogate(bytes: Uint8Array, at: number, end: number): boolean {
  if (bytes[at] !== 0xed || at + 2 >= end) return false;
  const second = bytes[at + 1] as number;
  return second >= 0xa0 && second <= 0xbf && isContinuation(bytes[at + 2]);
}

function writeUnicodeEscape(target: Uint8Array, to: number, bytes: Uint8Array, at: number): number {
  const unit = 0xd000 | (((bytes[at + 1] as number) & 0x3f) << 6) | ((bytes[at + 2] as number) & 0x3f);
  target[to] = BACKSLASH;
  target[to + 1] = 0x75;
  for (let digit = 0; digit < 4; digit++) {
    target[to + 2 + digit] = HEX.charCodeAt((unit >> (12 - 4 * digit)) & 15);
  }
  return 6;
}
