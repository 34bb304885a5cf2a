import type { EtlError, SourceReader } from '@etl/core';
import { Binary, Decimal128, Double, EJSON, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { type Document, MongoClient } from 'mongodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describeWithMongo, withDatabase } from '../testing/describe-with-mongo';
import { openSource } from '../open-source';
import { exportedDocuments, FIXTURES, readAll } from '../testing/fixtures';
import { type Judge, type MongoProxy, startMongoProxy } from '../testing/mongo-proxy';
import { transcodeWorkerFile } from '../testing/transcode-worker-file';
import type { TranscodeThreads } from '../transcode/transcode-pool';
import { LiveReader } from './live-reader';

const DATABASE = 'etl_live_reader_spec';
const QUICK = { attempts: 3, firstPause: 1, longestPause: 5 };

async function failure(promise: Promise<unknown>): Promise<EtlError> {
  return promise.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: EtlError) => error,
  );
}

/** What a member of a replica set of MongoDB 7.0 says of itself. */
function replicaSet(host: string): Document {
  return {
    ...{ isWritablePrimary: true, setName: 'rs', hosts: [host], me: host, helloOk: true },
    ...{ minWireVersion: 0, maxWireVersion: 21, logicalSessionTimeoutMinutes: 30 },
    ...{ maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000 },
  };
}

describeWithMongo('a live source', (mongoUri) => {
  const uri = withDatabase(mongoUri, DATABASE);
  let client: MongoClient;
  const closing: (() => Promise<void>)[] = [];

  /** Neither two `_id`s that are equal, nor one of a type that the stand-in orders in its own way (NaN). */
  const MIXED_IDS: unknown[] = [
    new MinKey(),
    ...[-Infinity, -2.5, 0, 7, Infinity].map((value) => new Double(value)),
    Long.fromString('9007199254740993'),
    Decimal128.fromString('12.25'),
    ...['', 'A', 'a', 'é', '24', 'z\u0000z'],
    ...[{}, { a: 1 }, { a: 2 }, { b: { c: 'x' } }],
    ...['', 'abc', 'x'.repeat(40)].map((text) => new Binary(Buffer.from(text))),
    ...Array.from({ length: 12 }, (_, n) => new ObjectId(n.toString(16).padStart(24, '0'))),
    ...[false, true],
    ...[-1e15, -1, 0, 1e12].map((time) => new Date(time)),
    ...[1, 2, 0xffffffff].map((t) => new Timestamp({ t, i: 1 })),
    new MaxKey(),
  ];

  beforeAll(async () => {
    client = await new MongoClient(mongoUri).connect();
    const db = client.db(DATABASE);
    await db.dropDatabase();
    for (const name of ['governorates', 'users', 'searches', 'everytype']) {
      await db.collection(name).insertMany(exportedDocuments(name));
    }
    await db.collection<Document>('mixed').insertMany(MIXED_IDS.map((_id, n) => ({ _id, n })) as Document[]);
    await db
      .collection<Document>('many')
      .insertMany(Array.from({ length: 5000 }, (_, n) => ({ _id: n, text: 'x'.repeat(500) })) as Document[]);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(async () => {
    await client.db(DATABASE).dropDatabase();
    await client.close();
  });

  async function proxied(judge: Judge, amend?: (reply: Document) => Document): Promise<MongoProxy> {
    const proxy = await startMongoProxy(mongoUri, judge, amend);
    closing.push(() => proxy.close());
    return proxy;
  }

  async function open(location: string, threads?: TranscodeThreads): Promise<SourceReader> {
    const reader = await openSource(location, { reopen: QUICK, threads });
    closing.push(() => reader.close());
    return reader;
  }

  it('gives the same lines as a dump of the same documents', async () => {
    const live = await open(uri);
    const dump = await openSource(`${FIXTURES}/mongodump`);
    for (const collection of await dump.collections()) {
      const fromDump = (await readAll(dump, collection)).lines;
      const fromServer = (await readAll(live, collection)).lines;
      expect([...fromServer].sort()).toEqual([...fromDump].sort());
    }
    const [line] = (await readAll(live, 'everytype')).lines;
    expect(EJSON.parse(line as string, { relaxed: false })).toEqual(exportedDocuments('everytype')[0]);
  });

  it('describes itself, without a snapshot where the server has none', async () => {
    const reader = await open(uri);
    const { kind, database, location, serverVersion, snapshot } = await reader.describe();
    expect({ kind, database }).toEqual({ kind: 'mongodb', database: DATABASE });
    expect(location).toBe(uri);
    expect(serverVersion).toMatch(/^\d+\.\d+/);
    expect(snapshot).toBe(false);
  });

  it('lists its collections and tells their state', async () => {
    const reader = await open(uri);
    expect(await reader.collections()).toEqual([
      'everytype',
      'governorates',
      'many',
      'mixed',
      'searches',
      'users',
    ]);
    expect(await reader.state('governorates')).toMatchObject({
      documents: 2,
      newestUpdatedAt: '2024-03-31T01:30:00.000Z',
    });
    expect(await reader.state('many')).toMatchObject({ documents: 5000, newestUpdatedAt: null });
    expect(await reader.state('nothing')).toMatchObject({ documents: 0, newestUpdatedAt: null });
    expect((await readAll(reader, 'nothing')).lines).toEqual([]);
  });

  it('finds the newest updatedAt by sorting where the server refuses the aggregate, and goes without', async () => {
    const refuse =
      (names: readonly string[]): Judge =>
      (command) =>
        names.some((name) => name in command) && !('$sum' in (command.pipeline?.[1]?.$group?.n ?? {}))
          ? { reply: { ok: 0, code: 40324, errmsg: 'Unrecognized operator', codeName: 'Unrecognized' } }
          : 'pass';
    const sorting = await proxied(refuse(['aggregate']));
    const reader = await open(`mongodb://${sorting.host}/${DATABASE}`);
    expect(await reader.state('governorates')).toMatchObject({
      documents: 2,
      newestUpdatedAt: '2024-03-31T01:30:00.000Z',
    });
    const neither = await proxied(refuse(['aggregate', 'find']));
    const poor = await open(`mongodb://${neither.host}/${DATABASE}`);
    expect(await poor.state('governorates')).toMatchObject({ documents: 2, newestUpdatedAt: null });
  });

  it('reads from a secondary where it may, unless the URI says otherwise', async () => {
    const seen: unknown[] = [];
    const proxy = await proxied((command) => {
      if ('find' in command) seen.push(command.$readPreference?.mode);
      return 'pass';
    });
    for (const query of ['', '?readPreference=primary']) {
      await readAll(await open(`mongodb://${proxy.host}/${DATABASE}${query}`), 'users');
    }
    expect(seen.length).toBe(2);
    expect(seen[1]).not.toBe('secondaryPreferred');
  });

  describe('whose cursor dies', () => {
    const lines = async (collection: string): Promise<string[]> =>
      (await readAll(await open(uri), collection)).lines;

    it.each<[string, 'close' | number]>([
      ['CursorNotFound', 43],
      ['a stepdown', 10107],
      ['a closed connection', 'close'],
    ])(
      'by %s goes on behind the last _id, whatever its type: nothing lost, nothing twice',
      async (_how, fault) => {
        const all = await lines('mixed');
        expect(all).toHaveLength(MIXED_IDS.length);
        let getMores = 0;
        const proxy = await proxied((command) => {
          if (!('getMore' in command) || ++getMores % 2 === 0) return 'pass';
          if (fault === 'close') return 'close';
          return { reply: { ok: 0, code: fault, errmsg: 'cursor gone', codeName: 'Gone' } };
        });
        const notices: string[] = [];
        const reader = await open(`mongodb://${proxy.host}/${DATABASE}`);
        const read = await readAll(reader, 'mixed', { batchSize: 2, onNotice: (line) => notices.push(line) });
        expect(read.lines).toEqual(all);
        expect(notices.length).toBeGreaterThan(5);
        expect(notices[0]).toContain('mixed: the cursor died');
        expect(notices[0]).toMatch(/reopening it (after _id .+|at the beginning)\.$/);
      },
    );

    it('goes on from every single _id', async () => {
      const all = await lines('mixed');
      let finds = 0;
      const proxy = await proxied((command) => {
        if ('find' in command) finds++;
        return 'getMore' in command ? { reply: { ok: 0, code: 43, errmsg: 'gone' } } : 'pass';
      });
      const reader = await open(`mongodb://${proxy.host}/${DATABASE}`);
      expect((await readAll(reader, 'mixed', { batchSize: 2 })).lines).toEqual(all);
      expect(finds).toBeGreaterThan(MIXED_IDS.length / 2);
    });

    it('gives the same lines, in the same order, where threads transcode', async () => {
      const scratch = await mkdtemp(join(tmpdir(), 'etl-live-'));
      closing.push(() => rm(scratch, { recursive: true, force: true }));
      const threads = { most: 3, file: await transcodeWorkerFile(scratch), startBytes: 0 };
      let getMores = 0;
      const proxy = await proxied((command) =>
        'getMore' in command && ++getMores % 3 === 0
          ? { reply: { ok: 0, code: 43, errmsg: 'gone' } }
          : 'pass',
      );
      const reader = await open(`mongodb://${proxy.host}/${DATABASE}`, threads);
      for (const [name, batchSize] of [
        ['mixed', 2],
        ['many', 500],
        ['everytype', 1],
      ] as const) {
        expect((await readAll(reader, name, { batchSize })).lines).toEqual(await lines(name));
      }
      expect(getMores).toBeGreaterThan(20);
    });

    it('is an error once no try helps, and says where it was', async () => {
      const proxy = await proxied((command) =>
        'getMore' in command || ('find' in command && command.filter?.$or) ? 'close' : 'pass',
      );
      const reader = await open(`mongodb://${proxy.host}/${DATABASE}`);
      const notices: string[] = [];
      const error = await failure(
        readAll(reader, 'many', { batchSize: 100, onNotice: (line) => notices.push(line) }),
      );
      expect(error.code).toBe('SOURCE_LOST');
      expect(error.retryable).toBe(true);
      expect(error.message).toContain('reading many');
      expect(notices).toHaveLength(QUICK.attempts);
    });

    it('is not tried again where the server refuses for good', async () => {
      const proxy = await proxied((command) =>
        'getMore' in command ? { reply: { ok: 0, code: 13, errmsg: 'not authorized on many' } } : 'pass',
      );
      const reader = await open(`mongodb://${proxy.host}/${DATABASE}`);
      const error = await failure(readAll(reader, 'many', { batchSize: 100 }));
      expect(error.code).toBe('SOURCE_AUTH_FAILED');
    });
  });

  it('stops at once when it is aborted, and closes its cursor', async () => {
    const killed: unknown[] = [];
    const proxy = await proxied((command) => {
      if ('killCursors' in command) killed.push(command.killCursors);
      return 'pass';
    });
    const reader = await open(`mongodb://${proxy.host}/${DATABASE}`);
    const controller = new AbortController();
    let batches = 0;
    const reading = (async () => {
      for await (const _batch of reader.read('many', { batchSize: 100, signal: controller.signal })) {
        if (++batches === 3) controller.abort();
      }
    })();
    expect((await failure(reading)).name).toBe('AbortError');
    expect(batches).toBe(3);
    for await (const _batch of reader.read('many', { batchSize: 100 })) break;
    expect(killed).toContain('many');
  });

  it('is read as one snapshot where the server can, and further without when it no longer holds it', async () => {
    const levels: unknown[] = [];
    let tooOld = false;
    const proxy: MongoProxy = await proxied(
      (command) => {
        if ('hello' in command) return { reply: { ok: 1, ...replicaSet(proxy.host) } };
        const level = command.readConcern?.level;
        if ('find' in command || 'aggregate' in command) levels.push(level);
        if (tooOld && 'getMore' in command) {
          tooOld = false;
          return { reply: { ok: 0, code: 239, errmsg: 'Snapshot too old', codeName: 'SnapshotTooOld' } };
        }
        const { readConcern: _concern, lsid: _session, $clusterTime: _time, ...forward } = command;
        return { forward };
      },
      (reply) =>
        'ismaster' in reply
          ? { ...reply, ...replicaSet(proxy.host) }
          : reply.cursor
            ? { ...reply, cursor: { ...reply.cursor, atClusterTime: new Timestamp({ t: 5, i: 1 }) } }
            : { ...reply, operationTime: new Timestamp({ t: 7, i: 2 }) },
    );
    const reader = await open(`mongodb://${proxy.host}/${DATABASE}?directConnection=true`);
    expect((await reader.describe()).snapshot).toBe(true);
    expect(await reader.state('users')).toMatchObject({ documents: 2, operationTime: '7:2' });
    expect((await readAll(reader, 'many', { batchSize: 1000 })).lines).toHaveLength(5000);
    expect(levels.every((level) => level === 'snapshot')).toBe(true);
    tooOld = true;
    const notices: string[] = [];
    const read = await readAll(reader, 'many', { batchSize: 1000, onNotice: (line) => notices.push(line) });
    expect(read.lines).toHaveLength(5000);
    expect(notices[0]).toBe(
      'many: the server no longer holds the snapshot; what follows is read as it is now.',
    );
    expect((await reader.describe()).snapshot).toBe(false);
  });

  describe('that cannot be opened', () => {
    it('refuses a password without showing it', async () => {
      const proxy = await proxied((command) =>
        'saslStart' in command
          ? { reply: { ok: 0, code: 18, errmsg: 'Authentication failed.', codeName: 'AuthenticationFailed' } }
          : 'pass',
      );
      const error = await failure(openSource(`mongodb://mona:s3cr%C3%A9t@${proxy.host}/${DATABASE}`));
      expect(error.code).toBe('SOURCE_AUTH_FAILED');
      expect(error.message).toContain(`mongodb://${proxy.host}/${DATABASE} refused access`);
      expect(inspect(error, { depth: 9 })).not.toMatch(/s3cr/);
    });

    it('is not there', async () => {
      const error = await failure(
        openSource('mongodb://mona:s3cret@127.0.0.1:1/basera?serverSelectionTimeoutMS=200'),
      );
      expect(error).toMatchObject({ code: 'SOURCE_UNREACHABLE', retryable: true, exitCode: 1 });
      expect(inspect(error, { depth: 9 })).not.toMatch(/s3cret/);
    });

    it.each([
      ['mongodb://mona:s3c@ret@host/basera', 'SOURCE_URI_INVALID'],
      ['mongodb://mona:s3cret@/basera', 'SOURCE_URI_INVALID'],
      ['mongodb://mona:s3cret@host:port/basera', 'SOURCE_URI_INVALID'],
      ['mongodb://mona:s3cret@host/basera?nonsense=1', 'SOURCE_URI_INVALID'],
      ['mongodb://mona:s3cret@host', 'SOURCE_DATABASE_MISSING'],
    ])('has a URI that is wrong: %s', async (wrong, code) => {
      const error = await failure(LiveReader.connect(wrong));
      expect(error).toMatchObject({ code, exitCode: 2 });
      expect(inspect(error, { depth: 9 })).not.toMatch(/s3c/);
    });

    it('has no such database, and names those that it has', async () => {
      const error = await failure(openSource(withDatabase(mongoUri, 'etl_live_reader_none')));
      expect(error.code).toBe('SOURCE_DATABASE_MISSING');
      expect(error.message).toContain('has no database "etl_live_reader_none" (or it is empty).');
      expect(error.message).toContain(DATABASE);
    });
  });
});
