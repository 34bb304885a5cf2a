import { isUtf8 } from 'node:buffer';
import type { Place } from '../ports/target';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** One line of a JSONL file. */
export class Line {
  constructor(
    /** Where the line stands from `start` to `end`. */
    readonly bytes: Buffer,
    readonly start: number,
    readonly end: number,
    readonly place: Place,
    /** The line's bytes in base64 where they are not UTF-8; else null. */
    readonly broken: string | null,
  ) {}

  /** Broken sequences are U+FFFD in it, as in the WHATWG decoder. */
  get text(): string {
    return this.bytes.toString('utf8', this.start, this.end);
  }
}

/** Where in its file a range of bytes begins. */
export interface RangeStart {
  readonly offset: number;
  /** Number of the first line, from 1. */
  readonly firstLine: number;
}

/** Every line of a range that is not blank; numbered and placed within the whole file. */
export function* readLines(bytes: Buffer, range: RangeStart): Generator<Line> {
  const valid = isUtf8(bytes);
  let line = range.firstLine;
  let start = range.offset === 0 && startsWithBom(bytes) ? 3 : 0;
  while (start < bytes.length) {
    const feed = bytes.indexOf(LINE_FEED, start);
    let end = feed < 0 ? bytes.length : feed;
    const next = end + 1;
    if (end > start && bytes[end - 1] === CARRIAGE_RETURN) end -= 1;
    if (!isBlank(bytes, start, end)) {
      if (mayBeReject(bytes, start, end)) ({ start, end } = insideReject(bytes, start, end));
      const place = { line, offset: range.offset + start, length: end - start };
      const broken =
        valid || isUtf8(bytes.subarray(start, end)) ? null : bytes.toString('base64', start, end);
      yield new Line(bytes, start, end, place, broken);
    }
    line += 1;
    start = next;
  }
}

/** Whole lines, and where in the stream they begin. */
export interface LineBlock {
  readonly bytes: Buffer;
  readonly start: RangeStart;
}

/** The bytes of a file as blocks of whole lines, for {@link readLines}; only the last line may lack its end. */
export async function* lineBlocks(content: AsyncIterable<Buffer>): AsyncGenerator<LineBlock> {
  let tail: Buffer = Buffer.alloc(0);
  let start: RangeStart = { offset: 0, firstLine: 1 };
  for await (const bytes of content) {
    const joined = tail.length === 0 ? bytes : Buffer.concat([tail, bytes]);
    const end = joined.lastIndexOf(LINE_FEED) + 1;
    const lines = joined.subarray(0, end);
    yield { bytes: lines, start };
    start = { offset: start.offset + end, firstLine: start.firstLine + countLines(lines) };
    tail = joined.subarray(end);
  }
  yield { bytes: tail, start };
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let feed = bytes.indexOf(LINE_FEED); feed >= 0; feed = bytes.indexOf(LINE_FEED, feed + 1)) lines += 1;
  return lines;
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at += 1;
  return at === end;
}

/** A line of a reject file: `{"document":…,"rejects":[…]}`. The document in it can be imported again. */
export const REJECT_HEAD = Buffer.from('{"document":');
export const REJECT_TAIL = Buffer.from(',"rejects":[');

// Spaces between the tokens are fine: whoever corrects a line may have a tool that writes them.
const HEAD_PATTERN = /^\{[ \t]*"document"[ \t]*:[ \t]*/;
const TAIL_PATTERN = /,[ \t]*"rejects"[ \t]*:[ \t]*\[/g;

/** The range of the document where the line is one of a reject file; else the range as it is. */
function insideReject(bytes: Buffer, start: number, end: number): { start: number; end: number } {
  // In latin1 a character is a byte, so what is found in the text is a place in the bytes.
  const line = bytes.toString('latin1', start, end);
  const head = HEAD_PATTERN.exec(line)?.[0].length ?? 0;
  // No string holds the tail (its quotes would be escaped), and no reject has such a key: the last one ends the document.
  const tail = [...line.matchAll(TAIL_PATTERN)].at(-1)?.index ?? 0;
  return head > 0 && tail > head ? { start: start + head, end: start + tail } : { start, end };
}

/** What nearly every line fails at once: its first key begins as `document` does. Most documents begin with `_id`. */
function mayBeReject(bytes: Buffer, start: number, end: number): boolean {
  let at = start + 1;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at += 1;
  return bytes[at + 1] === REJECT_HEAD[2];
}

function startsWithBom(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
