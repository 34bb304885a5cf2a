import type { CollectionState, LineBatch, ReadOptions, SourceDescription, SourceReader } from '@etl/core';
import type { Transcoder } from '../transcode/transcoder';
import { archiveParts } from './archive-blocks';
import type { ArchivePrelude } from './archive-format';
import { Crc64 } from './crc64';
import { DumpTally } from './dump-state';
import { unreadable } from './frame-place';

/** Reads what `mongodump --archive` wrote, gzipped or not. Each collection costs a pass over the archive. */
export class DumpArchiveReader implements SourceReader {
  private tallies: Promise<ReadonlyMap<string, DumpTally>> | undefined;

  constructor(
    private readonly path: string,
    private readonly database: string,
    private readonly prelude: ArchivePrelude,
    private readonly transcoder: Transcoder,
  ) {}

  async describe(): Promise<SourceDescription> {
    const { serverVersion } = this.prelude;
    return {
      kind: 'mongodump-archive',
      location: this.path,
      database: this.database,
      ...(serverVersion === undefined ? {} : { serverVersion }),
      // mongodump reads a few collections at a time, and we do not replay the oplog that `--oplog` adds.
      snapshot: false,
    };
  }

  async collections(): Promise<readonly string[]> {
    return this.prelude.namespaces
      .filter(({ database }) => database === this.database)
      .map(({ collection }) => collection)
      .sort();
  }

  /** Reads the whole archive the first time, for all collections at once. */
  async state(collection: string): Promise<CollectionState> {
    this.tallies ??= this.tally();
    const tally = (await this.tallies).get(collection) ?? new DumpTally();
    return { documents: tally.documents, newestUpdatedAt: tally.newestUpdatedAt };
  }

  read(collection: string, options: ReadOptions): AsyncIterable<LineBatch> {
    return this.transcoder.lineBatches(collection, this.documents(collection, options.signal), options);
  }

  close(): Promise<void> {
    return this.transcoder.close();
  }

  private async tally(): Promise<ReadonlyMap<string, DumpTally>> {
    const tallies = new Map<string, DumpTally>();
    for await (const { block, documents } of archiveParts({ path: this.path })) {
      if (block.database !== this.database) continue;
      const tally = tallies.get(block.collection) ?? new DumpTally();
      tallies.set(block.collection, tally);
      for (const document of documents) tally.add(document);
    }
    return tallies;
  }

  /** A collection that the archive lacks is empty, as it is to a server. */
  private async *documents(
    collection: string,
    signal?: AbortSignal,
  ): AsyncGenerator<readonly Buffer[], void, undefined> {
    if (!(await this.collections()).includes(collection)) return;
    const place = { path: this.path, collection };
    const crc = new Crc64();
    for await (const { block, documents } of archiveParts(place, signal)) {
      if (block.database !== this.database || block.collection !== collection) continue;
      if (block.end) {
        if (block.crc === crc.value) return;
        throw unreadable(place, 0, 'is damaged: the checksum of the collection differs; it was read');
      }
      for (const document of documents) crc.update(document);
      yield documents;
    }
  }
}
