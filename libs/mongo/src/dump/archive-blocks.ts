import { type ArchiveBlock, type ArchivePrelude, nextBlock, readArchivePrelude } from './archive-format';
import { ByteQueue } from './byte-queue';
import { nextBlockDocuments } from './document-frames';
import { DumpFile } from './dump-file';
import { type FramePlace, unreadable } from './frame-place';

/** A part of an archive: some documents of a collection, or its end. They hold until the next part is asked for. */
export interface ArchivePart {
  readonly block: ArchiveBlock;
  readonly documents: readonly Buffer[];
}

export async function archivePrelude(path: string): Promise<ArchivePrelude> {
  const queue = new ByteQueue(new DumpFile({ path }));
  try {
    return await readArchivePrelude(queue, { path });
  } finally {
    await queue.close();
  }
}

/** The parts of an archive in their order. Its end is an error where a collection named in `place` has not ended. */
export async function* archiveParts(
  place: FramePlace,
  signal?: AbortSignal,
): AsyncGenerator<ArchivePart, void, undefined> {
  const queue = new ByteQueue(new DumpFile(place, signal));
  try {
    const { namespaces } = await readArchivePrelude(queue, place);
    const open = new Set(namespaces.map(({ database, collection }) => `${database}.${collection}`));
    for (;;) {
      const block = await nextBlock(queue, place);
      if (!block) break;
      if (block.end) open.delete(`${block.database}.${block.collection}`);
      if (block.end) yield { block, documents: [] };
      for (;;) {
        const documents = await nextBlockDocuments(queue, place);
        if (documents.length === 0) break;
        yield { block, documents };
      }
    }
    const [missing] = open;
    if (missing !== undefined) throw unreadable(place, queue.offset, `is cut short: ${missing} does not end`);
  } finally {
    await queue.close();
  }
}
