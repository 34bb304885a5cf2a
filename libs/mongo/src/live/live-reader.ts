import {
  type CollectionState,
  ConfigError,
  type LineBatch,
  type ReadOptions,
  type SourceDescription,
  type SourceReader,
} from '@etl/core';
import { type ClientSession, type Db, type Document, MongoClient, MongoServerError } from 'mongodb';
import { type Transcoder, transcoderHere } from '../transcode/transcoder';
import { liveCollectionState } from './collection-state';
import { isSnapshotLost, isTransient, shownMessage, toSourceError } from './mongo-errors';
import { databaseOf, redactUri, uriSets } from './mongo-uri';
import {
  DEFAULT_REOPEN,
  type RawCursor,
  type ReopenPolicy,
  type ResumableCollection,
  resumingRead,
} from './resuming-read';
import { startSnapshot } from './snapshot-session';

/** Milliseconds, unless the URI says otherwise: a wrong host should not cost the driver's 30 s. */
const SERVER_SELECTION_TIMEOUT = 5000;

const SYSTEM_DATABASES = new Set(['admin', 'config', 'local']);

export interface LiveReaderOptions {
  readonly reopen?: Partial<ReopenPolicy>;
  /** In this thread where it is left out. The reader closes it. */
  readonly transcoder?: Transcoder;
}

/** Reads a live server, as a snapshot where it can. */
export class LiveReader implements SourceReader {
  private constructor(
    private readonly uri: string,
    private readonly client: MongoClient,
    private readonly db: Db,
    private session: ClientSession | undefined,
    private readonly reopen: ReopenPolicy,
    private readonly transcoder: Transcoder,
  ) {}

  /**
   * Connects, and asks the server for something, so that wrong credentials are known at once.
   * @throws ConfigError SOURCE_URI_INVALID, SOURCE_DATABASE_MISSING, SOURCE_AUTH_FAILED; SourceError SOURCE_UNREACHABLE
   */
  static async connect(uri: string, options: LiveReaderOptions = {}): Promise<LiveReader> {
    let client: MongoClient | undefined;
    try {
      client = newClient(uri);
      const db = client.db(databaseOf(uri));
      await client.connect();
      await db.command({ ping: 1 });
      await refuseEmpty(client, db, uri);
      const session = await startSnapshot(client, db);
      const reopen = { ...DEFAULT_REOPEN, ...options.reopen };
      return new LiveReader(uri, client, db, session, reopen, options.transcoder ?? transcoderHere);
    } catch (error) {
      await client?.close();
      throw toSourceError(error, uri, 'connecting');
    }
  }

  async describe(): Promise<SourceDescription> {
    const serverVersion = await this.serverVersion();
    return {
      kind: 'mongodb',
      location: redactUri(this.uri),
      database: this.db.databaseName,
      ...(serverVersion === undefined ? {} : { serverVersion }),
      snapshot: this.session !== undefined,
    };
  }

  async collections(): Promise<readonly string[]> {
    const listed = await this.asking('listing the collections', () =>
      this.db.listCollections({}, { nameOnly: true, authorizedCollections: true }).toArray(),
    );
    return listed
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('system.'))
      .sort();
  }

  async state(collection: string): Promise<CollectionState> {
    return this.asking(`counting ${collection}`, async () => {
      try {
        return await liveCollectionState(this.db, collection, this.session);
      } catch (error) {
        if (!this.session || !isSnapshotLost(error)) throw error;
        await this.dropSnapshot();
        return liveCollectionState(this.db, collection, undefined);
      }
    });
  }

  read(collection: string, options: ReadOptions): AsyncIterable<LineBatch> {
    const documents = resumingRead(this.resumable(collection, options), this.reopen, options.signal);
    return this.transcoder.lineBatches(collection, documents, options);
  }

  async close(): Promise<void> {
    await this.transcoder.close();
    await this.session?.endSession();
    await this.client.close();
  }

  private resumable(name: string, { batchSize, signal, onNotice }: ReadOptions): ResumableCollection {
    const collection = this.db.collection(name);
    return {
      open: (filter) => {
        const cursor = collection.find(filter, {
          raw: true,
          sort: { _id: 1 },
          batchSize,
          session: this.session,
          signal,
        });
        return {
          next: async () => ((await cursor.hasNext()) ? rawDocuments(cursor.readBufferedDocuments()) : []),
          close: () => cursor.close().catch(() => undefined),
        } satisfies RawCursor;
      },
      greatest: async () =>
        rawDocuments(
          await collection
            .find(
              {},
              {
                raw: true,
                sort: { _id: -1 },
                limit: 2,
                projection: { _id: 1 },
                session: this.session,
                signal,
              },
            )
            .toArray(),
        ),
      mayReopen: (error) => isTransient(error) || isSnapshotLost(error),
      toError: (error) => toSourceError(error, this.uri, `reading ${name}`),
      reopening: async (error, after) => {
        const reason = shownMessage(error, this.uri);
        if (isSnapshotLost(error)) {
          await this.dropSnapshot();
          onNotice?.(`${name}: the server no longer holds the snapshot; what follows is read as it is now.`);
        }
        const from = after === undefined ? 'at the beginning' : `after _id ${after}`;
        onNotice?.(`${name}: the cursor died (${reason}); reopening it ${from}.`);
      },
    };
  }

  private async dropSnapshot(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    await session?.endSession();
  }

  private async serverVersion(): Promise<string | undefined> {
    try {
      const { version } = await this.db.admin().command({ buildInfo: 1 });
      return typeof version === 'string' ? version : undefined;
    } catch (error) {
      if (error instanceof MongoServerError) return undefined;
      throw toSourceError(error, this.uri, 'asking for its version');
    }
  }

  private async asking<T>(doing: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw toSourceError(error, this.uri, doing);
    }
  }
}

function newClient(uri: string): MongoClient {
  try {
    return new MongoClient(uri, {
      ...(uriSets(uri, 'appName') ? {} : { appName: 'etl' }),
      ...(uriSets(uri, 'serverSelectionTimeoutMS')
        ? {}
        : { serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT }),
      ...(uriSets(uri, 'readPreference') ? {} : { readPreference: 'secondaryPreferred' }),
    });
  } catch (error) {
    throw new ConfigError(
      'SOURCE_URI_INVALID',
      `The URI ${redactUri(uri)} cannot be read: ${shownMessage(error, uri)}`,
    );
  }
}

/** To MongoDB a database that is misspelt is one without collections, and an export of it would be empty. */
async function refuseEmpty(client: MongoClient, db: Db, uri: string): Promise<void> {
  const some = await db.listCollections({}, { nameOnly: true, authorizedCollections: true }).toArray();
  if (some.length > 0) return;
  const others = await client
    .db('admin')
    .admin()
    .listDatabases({ nameOnly: true, authorizedDatabases: true })
    .then(({ databases }) => databases.map(({ name }) => name).filter((name) => !SYSTEM_DATABASES.has(name)))
    .catch(() => []);
  throw new ConfigError(
    'SOURCE_DATABASE_MISSING',
    `${redactUri(uri)} has no database "${db.databaseName}" (or it is empty).` +
      (others.length > 0 ? ` It has: ${others.join(', ')}.` : ''),
  );
}

/** With `raw` the driver gives views of its replies' bytes, whatever its types say. */
function rawDocuments(documents: readonly Document[]): Buffer[] {
  return documents.map((document) => {
    if (!(document instanceof Uint8Array)) throw new TypeError('the driver gave a document that is not raw');
    return Buffer.isBuffer(document)
      ? document
      : Buffer.from(document.buffer, document.byteOffset, document.byteLength);
  });
}
