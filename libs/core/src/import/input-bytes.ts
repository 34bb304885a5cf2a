import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SourceError } from '../errors/etl-error';
import type { ManifestChunk } from '../run/manifest';
import { writeWhole } from '../run/run-files';
import { DocumentSplitter } from './document-splitter';
import type { InputDialect } from './input-dialect';

const READ_BYTES = 1024 * 1024;

/** True where the bytes of a file are its lines as they lie: what chunks need. */
export const isPlain = ({ gzip, layout }: InputDialect): boolean => !gzip && layout === 'lines';

/**
 * The lines of an input file, whatever dialect it is in, as bytes in the order of the file.
 * @throws SourceError INPUT_UNREADABLE
 */
export async function* inputBytes(
  path: string,
  dialect: InputDialect,
): AsyncGenerator<Buffer, void, undefined> {
  const splitter = dialect.layout === 'lines' ? null : new DocumentSplitter(dialect.layout === 'array');
  let stream: Readable = createReadStream(path, { highWaterMark: READ_BYTES });
  // The iteration throws what goes wrong on either side.
  if (dialect.gzip) stream = pipeline(stream, createGunzip({ chunkSize: READ_BYTES }), () => undefined);
  let first = true;
  try {
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      const content = first && startsWithBom(bytes) ? bytes.subarray(3) : bytes;
      first = false;
      yield splitter === null ? content : splitter.push(content);
    }
    if (splitter !== null) yield splitter.end();
  } catch (error) {
    throw new SourceError('INPUT_UNREADABLE', `${path} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  } finally {
    stream.destroy();
  }
}

/**
 * The bytes of a file of an export, held against the sha256 of its manifest: what is signed must be what was exported.
 * @throws SourceError INPUT_CHANGED
 */
export async function* checkedBytes(
  path: string,
  chunks: readonly ManifestChunk[],
): AsyncGenerator<Buffer, void, undefined> {
  let index = 0;
  let hash = createHash('sha256');
  let left = chunks[0]?.length ?? 0;
  for await (const bytes of inputBytes(path, {
    gzip: false,
    layout: 'lines',
    values: 'relaxed Extended JSON',
  })) {
    for (let start = 0; start < bytes.length && index < chunks.length;) {
      const part = bytes.subarray(start, start + left);
      hash.update(part);
      start += part.length;
      left -= part.length;
      if (left > 0) break;
      const { sha256, firstId, lastId } = chunks[index]!;
      if (hash.digest('hex') !== sha256) {
        const message = `${path} is not the file that the manifest describes: chunk ${index} (_id ${firstId} to ${lastId}) has another sha256.`;
        throw new SourceError('INPUT_CHANGED', message, { context: { file: path, chunk: index } });
      }
      index += 1;
      hash = createHash('sha256');
      left = chunks[index]?.length ?? 0;
    }
    yield bytes;
  }
}

/**
 * Writes the lines of an input file that is gzipped, or no lines, beside the other files of the run: chunks and rejects
 * need a file that can be read from anywhere.
 * @throws LoadError OUTPUT_FAILED where the disk is full
 */
export function unpackInput(path: string, dialect: InputDialect, to: string): Promise<void> {
  return writeWhole(to, inputBytes(path, dialect));
}

function startsWithBom(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
