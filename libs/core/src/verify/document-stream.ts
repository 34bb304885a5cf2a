import { checkedBytes, inputBytes } from '../import/input-bytes';
import type { InputFile } from '../import/input-folder';
import { type Line, lineBlocks, type RangeStart, readLines } from '../import/line-reader';
import type { LineBatch } from '../ports/source-reader';
import { LineScanner } from '../scan/line-scanner';
import { parseLine } from '../values';

/** What the source side of a verification yields. */
export type StreamedItem =
  | { readonly kind: 'document'; readonly document: unknown; readonly number: number }
  /** A line that is not JSON. */
  | { readonly kind: 'broken'; readonly documents: 1 }
  /** Documents that no line can carry: rejected by the export itself. */
  | { readonly kind: 'unwritable'; readonly documents: number };

/** In blocks: to wait for every single document takes longer than to count it. */
export type DocumentStream = AsyncIterable<Iterable<StreamedItem>>;

/** The documents of an export's file, with the `fields` that are looked at, and those that the export had to leave out. */
export async function* streamFile(file: InputFile, fields: readonly string[]): DocumentStream {
  const rejected = file.manifest?.rejected ?? 0;
  if (rejected > 0) yield [{ kind: 'unwritable', documents: rejected }];
  const reader = new FieldReader(fields);
  const content =
    file.manifest === null
      ? inputBytes(file.path, file.dialect)
      : checkedBytes(file.path, file.manifest.chunks);
  for await (const { bytes, start } of lineBlocks(content)) yield readDocuments(bytes, start, reader);
}

/** The documents of a live source, or of a dump. */
export async function* streamSource(
  batches: AsyncIterable<LineBatch>,
  fields: readonly string[],
): DocumentStream {
  const reader = new FieldReader(fields);
  for await (const { bytes, unwritable } of batches) {
    if (unwritable.length > 0) yield [{ kind: 'unwritable', documents: unwritable.length }];
    // An offset that is not the start of a file: no byte order mark is looked for.
    yield readDocuments(bytes, { offset: 1, firstLine: 1 }, reader);
  }
}

function* readDocuments(bytes: Buffer, start: RangeStart, reader: FieldReader): Iterable<StreamedItem> {
  for (const line of readLines(bytes, start)) {
    let document: unknown;
    try {
      document = reader.read(line);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      yield { kind: 'broken', documents: 1 };
      continue;
    }
    yield { kind: 'document', document, number: line.place.line };
  }
}

/** Parses the fields of a line that somebody looks at; the others are only scanned. */
class FieldReader {
  private readonly scanner: LineScanner;
  private readonly all: readonly number[];

  constructor(fields: readonly string[]) {
    this.scanner = new LineScanner(fields);
    this.all = fields.map((_, field) => field);
  }

  /** The document, with these fields at least. @throws SyntaxError */
  read(line: Line): unknown {
    if (line.broken === null && this.scanner.scan(line.bytes, line.start, line.end))
      return this.scanner.line.pick(this.all);
    return parseLine(line.text).document;
  }
}
