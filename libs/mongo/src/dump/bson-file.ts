import { ByteQueue } from './byte-queue';
import { nextDocuments } from './document-frames';
import { DumpFile } from './dump-file';
import type { FramePlace } from './frame-place';

/**
 * The documents of a `.bson` file, gzipped or not, some at a time; from the middle of it where `place` says so. They hold
 * until the next are asked for.
 * @throws SourceError SOURCE_UNREADABLE with the offset where the file is broken or cut short
 */
export async function* bsonDocuments(
  place: FramePlace,
  signal?: AbortSignal,
): AsyncGenerator<readonly Buffer[], void, undefined> {
  const queue = new ByteQueue(new DumpFile(place, signal));
  try {
    for (;;) {
      const documents = await nextDocuments(queue, place);
      if (documents.length === 0) return;
      yield documents;
    }
  } finally {
    await queue.close();
  }
}
