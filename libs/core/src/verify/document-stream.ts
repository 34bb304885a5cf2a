import { checkedBytes, inputBytes } from '../import/input-bytes';
import type { InputFile } from '../import/input-folder';
import { lineBlocks, type RangeStart, readLines } from '../import/line-reader';
import type { LineBatch } from '../ports/source-reader';
import { type ParsedLine, parseLine } from '../values';

/** What the source side of a verification yields. */
export type StreamedItem =
  | { readonly kind: 'document'; readonly line: ParsedLine; readonly number: number }
  /** A line that is not JSON. */
  | { readonly kind: 'broken'; readonly documents: 1 }
  /** Documents that no line can carry: rejected by the export itself. */
  | { readonly kind: 'unwritable'; readonly documents: number };

export type DocumentStream = AsyncIterable<StreamedItem>;

/** The documents of an export's file, and those that the export had to leave out. */
export async function* streamFile(file: InputFile): DocumentStream {
  const rejected = file.manifest?.rejected ?? 0;
  if (rejected > 0) yield { kind: 'unwritable', documents: rejected };
  const content =
    file.manifest === null
      ? inputBytes(file.path, file.dialect)
      : checkedBytes(file.path, file.manifest.chunks);
  for await (const { bytes, start } of lineBlocks(content)) yield* parseLines(bytes, start);
}

/** The documents of a live source, or of a dump. */
export async function* streamSource(batches: AsyncIterable<LineBatch>): DocumentStream {
  for await (const { bytes, unwritable } of batches) {
    if (unwritable.length > 0) yield { kind: 'unwritable', documents: unwritable.length };
    // An offset that is not the start of a file: no byte order mark is looked for.
    yield* parseLines(bytes, { offset: 1, firstLine: 1 });
  }
}

function* parseLines(bytes: Buffer, start: RangeStart): Iterable<StreamedItem> {
  for (const { text, place } of readLines(bytes, start)) {
    let line: ParsedLine;
    try {
      line = parseLine(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      yield { kind: 'broken', documents: 1 };
      continue;
    }
    yield { kind: 'document', line, number: place.line };
  }
}
