import type { CollectionState, LineBatch, ReadOptions, SourceDescription, SourceReader } from '@etl/core';
import type { Transcoder } from '../transcode/transcoder';
import { bsonDocuments } from './bson-file';
import type { DumpFolder } from './dump-folder';
import { DumpTally } from './dump-state';

/** Reads what `mongodump` wrote into a folder, gzipped or not. */
export class DumpFolderReader implements SourceReader {
  private readonly states = new Map<string, Promise<CollectionState>>();
  private readonly closing = new AbortController();

  constructor(
    private readonly folder: DumpFolder,
    private readonly transcoder: Transcoder,
  ) {}

  async describe(): Promise<SourceDescription> {
    const { path, database, serverVersion } = this.folder;
    return {
      kind: 'mongodump-folder',
      location: path,
      database,
      ...(serverVersion === undefined ? {} : { serverVersion }),
      // mongodump reads one collection after the other, and we do not replay the oplog that `--oplog` adds.
      snapshot: false,
    };
  }

  async collections(): Promise<readonly string[]> {
    return [...this.folder.files.keys()].sort();
  }

  /** Reads the whole file the first time: a dump says nowhere how many documents it holds. */
  async state(collection: string): Promise<CollectionState> {
    let state = this.states.get(collection);
    if (!state) {
      state = this.tally(collection);
      this.states.set(collection, state);
    }
    return state;
  }

  read(collection: string, options: ReadOptions): AsyncIterable<LineBatch> {
    // What goes wrong with it is told when it is asked for.
    if (options.next !== undefined) void this.state(options.next).catch(() => undefined);
    return this.transcoder.lineBatches(collection, this.documents(collection, options.signal), options);
  }

  close(): Promise<void> {
    this.closing.abort();
    return this.transcoder.close();
  }

  private async tally(collection: string): Promise<CollectionState> {
    const tally = new DumpTally();
    for await (const documents of this.documents(collection, this.closing.signal)) {
      for (const document of documents) tally.add(document);
    }
    return { documents: tally.documents, newestUpdatedAt: tally.newestUpdatedAt };
  }

  /** A collection that the dump lacks is empty, as it is to a server. */
  private async *documents(
    collection: string,
    signal?: AbortSignal,
  ): AsyncGenerator<readonly Buffer[], void, undefined> {
    const path = this.folder.files.get(collection);
    if (path === undefined) return;
    yield* bsonDocuments({ path, collection }, signal);
  }
}
