import { inputBytes, isPlain, lineBlocks, type InputDialect, readLines } from '@etl/core';
import { bsonDocuments, LineWriter } from '@etl/mongo';
import { createReadStream } from 'node:fs';
import { DraftError } from '../draft/draft-error';
import type { SampleFile } from './sample-file';

/** One document as a line of Extended JSON, or why there is none. */
export interface SampledLine {
  readonly text: string;
  /** Why the document cannot be a line; null where it can. */
  readonly broken: string | null;
  /** In the file, where it is not gzipped, or in what is in it. */
  readonly offset: number;
  readonly length: number;
  /** "line 5", "byte 1234". */
  readonly where: string;
}

/** More than any document of MongoDB takes as JSON; a file without line ends must not fill the memory. */
const LONGEST_LINE = 64 * 1024 * 1024;
const READ_BYTES = 256 * 1024;
const LINE_FEED = 0x0a;

/**
 * The documents of a file from byte `start` on: the first that begins there or after it. `start` is 0 but for files that
 * can be read from anywhere; in a .bson file a document must begin at it.
 * @throws SourceError where the file is broken; DraftError where it has no lines
 */
export function sampleLines(file: SampleFile, start = 0): AsyncGenerator<SampledLine, void, undefined> {
  return file.content === 'bson' ? bsonLines(file.path, start) : jsonLines(file.path, file.content, start);
}

async function* bsonLines(path: string, start: number): AsyncGenerator<SampledLine, void, undefined> {
  const writer = new LineWriter(1);
  let offset = start;
  for await (const documents of bsonDocuments({ path, start })) {
    for (const document of documents) {
      const { length } = document;
      writer.append(document);
      const { bytes, ends, unwritable } = writer.take();
      const fault = unwritable[0];
      const broken = fault === undefined ? null : `${fault.reason} at ${fault.path || 'the document'}`;
      const text = bytes.toString('utf8', 0, (ends[0] ?? 1) - 1);
      yield { text, broken, offset, length, where: `byte ${offset}` };
      offset += length;
    }
  }
}

async function* jsonLines(
  path: string,
  dialect: InputDialect,
  start: number,
): AsyncGenerator<SampledLine, void, undefined> {
  // One byte before: where it ends a line, the line after it is whole; else the rest of the line is dropped.
  const base = Math.max(0, start - 1);
  const content = isPlain(dialect)
    ? createReadStream(path, { start: base, highWaterMark: READ_BYTES })
    : inputBytes(path, dialect);
  const named = start > 0 ? 'byte' : dialect.layout === 'lines' ? 'line' : 'document';
  for await (const block of lineBlocks(withLines(path, content))) {
    const range = { offset: base + block.start.offset, firstLine: block.start.firstLine };
    for (const { text, place } of readLines(block.bytes, range)) {
      const { offset, length, line } = place;
      if (offset < start) continue;
      yield {
        text,
        broken: null,
        offset,
        length: length + 1,
        where: `${named} ${start > 0 ? offset : line}`,
      };
    }
  }
}

async function* withLines(path: string, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let sinceLine = 0;
  for await (const bytes of content) {
    const feed = bytes.lastIndexOf(LINE_FEED);
    sinceLine = feed < 0 ? sinceLine + bytes.length : bytes.length - feed - 1;
    if (sinceLine > LONGEST_LINE) {
      throw new DraftError(
        `${path} holds a line of more than ${LONGEST_LINE / 1024 / 1024} MB, which is no document of MongoDB.`,
        'Write one document a line, as `npm run etl:export` and mongoexport do.',
      );
    }
    yield bytes;
  }
}
