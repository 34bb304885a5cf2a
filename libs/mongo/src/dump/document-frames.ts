import type { SourceError } from '@etl/core';
import { int32At, LARGEST_DOCUMENT, SMALLEST_DOCUMENT } from '../bson/bson-types';
import type { ByteQueue } from './byte-queue';
import { type FramePlace, unreadable } from './frame-place';

/** How many bytes of documents are handed on at once, so that little waits in memory. */
const RUN_BYTES = 2 * 1024 * 1024;

/** Ends a block of an archive, where the length of a document would be. */
const TERMINATOR = -1;

/**
 * Documents of a `.bson` file: one at least, and those that lie in the queue whole; none at the end of the file. They are
 * views of the queue's memory, and hold until it is asked for more.
 */
export async function nextDocuments(queue: ByteQueue, place: FramePlace): Promise<Buffer[]> {
  return (await queue.fill(1)) ? someDocuments(queue, place) : [];
}

/** The same for a block of an archive; none at its terminator, which is taken. */
export async function nextBlockDocuments(
  queue: ByteQueue,
  place: FramePlace,
  most = Infinity,
): Promise<Buffer[]> {
  if (!(await queue.fill(4))) throw truncated(queue, place);
  if (int32At(queue.bytes, queue.at) !== TERMINATOR) return someDocuments(queue, place, most);
  queue.at += 4;
  return [];
}

async function someDocuments(queue: ByteQueue, place: FramePlace, most = Infinity): Promise<Buffer[]> {
  const documents = [await nextDocument(queue, place)];
  for (let size = 0; documents.length < most && size < RUN_BYTES && queue.available >= 4;) {
    if (int32At(queue.bytes, queue.at) === TERMINATOR) break;
    const length = checkedLength(queue, place);
    if (queue.available < length) break;
    documents.push(takeDocument(queue, length, place));
    size += length;
  }
  return documents;
}

/** The next document. @throws SourceError SOURCE_UNREADABLE */
async function nextDocument(queue: ByteQueue, place: FramePlace): Promise<Buffer> {
  if (!(await queue.fill(4))) throw truncated(queue, place);
  const length = checkedLength(queue, place);
  if (!(await queue.fill(length))) throw truncated(queue, place);
  return takeDocument(queue, length, place);
}

function checkedLength(queue: ByteQueue, place: FramePlace): number {
  const length = int32At(queue.bytes, queue.at);
  if (length < SMALLEST_DOCUMENT || length > LARGEST_DOCUMENT) {
    throw unreadable(place, queue.offset, `holds ${length} where the length of a document belongs`);
  }
  return length;
}

function takeDocument(queue: ByteQueue, length: number, place: FramePlace): Buffer {
  const document = queue.bytes.subarray(queue.at, queue.at + length);
  if (document[length - 1] !== 0) {
    throw unreadable(place, queue.offset, `holds a document of ${length} bytes that does not end with 0`);
  }
  queue.at += length;
  return document;
}

function truncated(queue: ByteQueue, place: FramePlace): SourceError {
  return unreadable(place, queue.offset, `is cut short: ${queue.available} bytes of a document are left`);
}
