import { inputBytes } from '../import/input-bytes';
import type { InputFile } from '../import/input-folder';
import { readLines } from '../import/line-reader';
import type { LineBatch } from '../ports/source-reader';
import { type ParsedLine, parseLine } from '../values';

/** What the source side of a verification yields. */
export type StreamedItem =
  | { readonly kind: 'document'; readonly line: ParsedLine }
  /** A line that is not JSON. */
  | { readonly kind: 'broken'; readonly documents: 1 }
  /** Documents that no line can carry: rejected by the export itself. */
  | { readonly kind: 'unwritable'; readonly documents: number };

export type DocumentStream = AsyncIterable<StreamedItem>;

/** The documents of an export's file, and those that the export had to leave out. */
export async function* streamFile(file: InputFile): DocumentStream {
  const rejected = file.manifest?.rejected ?? 0;
  if (rejected > 0) yield { kind: 'unwritable', documents: rejected };
  let tail: Buffer = Buffer.alloc(0);
  let offset = 0;
  for await (const bytes of inputBytes(file.path, file.dialect)) {
    const joined = tail.length === 0 ? bytes : Buffer.concat([tail, bytes]);
    const end = joined.lastIndexOf(0x0a) + 1;
    yield* parseLines(joined.subarray(0, end), offset);
    offset += end;
    tail = joined.subarray(end);
  }
  yield* parseLines(tail, offset);
}

/** The documents of a live source, or of a dump. */
export async function* streamSource(batches: AsyncIterable<LineBatch>): DocumentStream {
  for await (const { bytes, unwritable } of batches) {
    if (unwritable.length > 0) yield { kind: 'unwritable', documents: unwritable.length };
    yield* parseLines(bytes, 1);
  }
}

function* parseLines(bytes: Buffer, offset: number): Iterable<StreamedItem> {
  for (const { text } of readLines(bytes, { offset, firstLine: 1 })) {
    let line: ParsedLine;
    try {
      line = parseLine(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      yield { kind: 'broken', documents: 1 };
      continue;
    }
    yield { kind: 'document', line };
  }
}
