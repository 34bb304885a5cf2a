import type { EtlError, SourceReader } from '@etl/core';
import { BSON, EJSON, ObjectId } from 'bson';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openSource } from '../open-source';
import { exportedDocuments, FIXTURES, readAll } from '../testing/fixtures';
import { writeDump } from './dump-writer';

const SOURCES = [
  'mongodump',
  'mongodump/basera',
  'mongodump-gzip',
  'mongodump.archive',
  'mongodump.archive.gz',
];

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'etl-dump-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function failure(promise: Promise<unknown>): Promise<EtlError> {
  return promise.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: EtlError) => error,
  );
}

async function* chunkDocuments(count: number, size: number): AsyncGenerator<BSON.Document> {
  for (let _id = 0; _id < count; _id++) yield { _id, text: 'x'.repeat(size), updatedAt: new Date(_id) };
}

describe.each(SOURCES)('the %s that mongodump wrote', (name) => {
  let reader: SourceReader;
  beforeAll(async () => {
    reader = await openSource(join(FIXTURES, name));
  });
  afterAll(() => reader.close());

  it('gives the documents that mongoexport gives', async () => {
    expect(await reader.collections()).toEqual(['governorates', 'searches', 'users']);
    for (const collection of await reader.collections()) {
      const { lines, unwritable, replaced } = await readAll(reader, collection);
      // mongodump gives the order of the storage, mongoexport that of the index.
      const found = lines.map((line) =>
        EJSON.stringify(EJSON.parse(line, { relaxed: false }), { relaxed: false }),
      );
      const documents = exportedDocuments(collection).map((one) => EJSON.stringify(one, { relaxed: false }));
      expect(found.sort()).toEqual(documents.sort());
      expect([...unwritable, ...replaced]).toEqual([]);
    }
  });

  it('describes itself, counts, and finds the newest updatedAt', async () => {
    expect(await reader.describe()).toMatchObject({
      kind: name.includes('archive') ? 'mongodump-archive' : 'mongodump-folder',
      database: 'basera',
      serverVersion: '7.0.42',
      snapshot: false,
    });
    expect(await reader.state('governorates')).toEqual({
      documents: 2,
      newestUpdatedAt: '2024-03-31T01:30:00.000Z',
    });
    expect(await reader.state('searches')).toEqual({ documents: 2, newestUpdatedAt: null });
  });

  it('takes a collection that is not there for an empty one', async () => {
    expect(await readAll(reader, 'nothing')).toMatchObject({ lines: [], batches: [] });
    expect(await reader.state('nothing')).toEqual({ documents: 0, newestUpdatedAt: null });
  });
});

describe('a dump', () => {
  it('gives the same bytes in every form', async () => {
    const texts = await Promise.all(
      SOURCES.map(async (name) => {
        const reader = await openSource(join(FIXTURES, name));
        const all = [];
        for (const collection of await reader.collections())
          all.push((await readAll(reader, collection)).lines);
        return JSON.stringify(all);
      }),
    );
    expect(new Set(texts).size).toBe(1);
  });

  it('that was written by us is read back, batch by batch, with names that no file can have', async () => {
    const collections = { 'a/b $%': chunkDocuments(5000, 1500), empty: [] };
    await writeDump(join(scratch, 'own'), 'shop', collections);
    const reader = await openSource(join(scratch, 'own'));
    expect(await reader.describe()).toMatchObject({ database: 'shop', serverVersion: '7.0.0' });
    expect(await reader.collections()).toEqual(['a/b $%', 'empty']);
    expect((await readAll(reader, 'empty')).batches).toEqual([]);
    const { lines, batches } = await readAll(reader, 'a/b $%', { batchSize: 300 });
    expect(lines).toHaveLength(5000);
    expect(lines.at(-1)).toContain('"_id":4999,');
    expect(batches).toHaveLength(17);
    expect(batches[1]).toEqual({ firstId: '300', lastId: '599' });
    expect(await reader.state('a/b $%')).toEqual({
      documents: 5000,
      newestUpdatedAt: '1970-01-01T00:00:04.999Z',
    });
  });

  it('with documents of 15 MB and of a few bytes side by side comes through', async () => {
    const big = 'y'.repeat(15 * 1024 * 1024);
    await writeDump(join(scratch, 'big'), 'shop', { things: [{ _id: 1 }, { _id: 2, big }, { _id: 3 }] });
    const file = join(scratch, 'big/shop/things.bson');
    await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 1 }));
    for (const keep of [file, `${file}.gz`]) {
      const folder = join(scratch, keep.endsWith('.gz') ? 'big-gz' : 'big-plain');
      await mkdir(folder);
      await cp(keep, join(folder, keep.endsWith('.gz') ? 'things.bson.gz' : 'things.bson'));
      const { lines } = await readAll(await openSource(folder), 'things');
      expect(lines.map((line) => line.length)).toEqual([9, big.length + 18, 9]);
    }
  });

  it.each(['bson', 'metadata.json'])('of which only the .%s was gzipped is read whole', async (gzipped) => {
    const around = await mkdtemp(join(scratch, 'half-'));
    await writeDump(around, 'shop', { things: [{ _id: 1 }, { _id: 2 }] });
    for (const ending of ['bson', 'metadata.json']) {
      const bytes = await readFile(join(around, `shop/things.${ending}`));
      await rm(join(around, `shop/things.${ending}`));
      // Shortened, as the name of a file may be: the collection's own is in the metadata only.
      if (ending === gzipped) await writeFile(join(around, `shop/thi.${ending}.gz`), gzipSync(bytes));
      else await writeFile(join(around, `shop/thi.${ending}`), bytes);
    }
    const reader = await openSource(around);
    expect(await reader.collections()).toEqual(['things']);
    expect((await readAll(reader, 'things')).lines).toEqual(['{"_id":1}', '{"_id":2}']);
  });

  it('with two files of a collection is refused: nobody can tell which of two dumps is meant', async () => {
    const around = await mkdtemp(join(scratch, 'twice-'));
    await writeDump(around, 'shop', { things: [{ _id: 1 }] });
    const data = join(around, 'shop/things.bson');
    await writeFile(`${data}.gz`, gzipSync(await readFile(data)));
    await expect(openSource(around)).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: expect.stringMatching(/two files of things, things\.bson and things\.bson\.gz/) as string,
    });
  });

  it('stops at once when it is aborted', async () => {
    await writeDump(join(scratch, 'abort'), 'shop', { things: chunkDocuments(20_000, 1000) });
    const reader = await openSource(join(scratch, 'abort'));
    const controller = new AbortController();
    let batches = 0;
    const reading = (async () => {
      for await (const _batch of reader.read('things', { batchSize: 100, signal: controller.signal })) {
        if (++batches === 2) controller.abort();
      }
    })();
    expect((await failure(reading)).name).toBe('AbortError');
    expect(batches).toBe(2);
  });

  it('with several databases asks which, and takes the one that is named', async () => {
    const dir = join(scratch, 'several');
    for (const database of ['shop', 'crm', 'admin'])
      await writeDump(dir, database, { [database]: [{ _id: 1 }] });
    const error = await failure(openSource(dir));
    expect(error).toMatchObject({ code: 'SOURCE_DATABASE_MISSING' });
    expect(error.message).toBe(
      `${dir} holds several databases: admin, crm, shop. Pass the folder of one (${join(dir, 'crm')}).`,
    );
    expect(await (await openSource(dir, { database: 'crm' })).collections()).toEqual(['crm']);
    expect(await (await openSource(`${dir}#crm`)).collections()).toEqual(['crm']);
    expect(await (await openSource(join(dir, 'shop'))).collections()).toEqual(['shop']);
    expect((await failure(openSource(dir, { database: 'x' }))).message).toContain('has no database "x"');
    await rm(join(dir, 'crm'), { recursive: true });
    expect(await (await openSource(dir)).collections()).toEqual(['shop']);
  });
});

describe('a dump that is broken', () => {
  const read = async (path: string, collection: string): Promise<EtlError> =>
    failure(openSource(path).then((reader) => readAll(reader, collection)));

  async function folderWith(bson: Buffer, file = 'users.bson'): Promise<string> {
    const folder = await mkdtemp(join(scratch, 'broken-'));
    await writeFile(join(folder, file), bson);
    return folder;
  }

  it('names file, collection and offset where it is cut short, wherever that is', async () => {
    const whole = await readFile(join(FIXTURES, 'mongodump/basera/users.bson'));
    const second = whole.readInt32LE(0);
    for (const cut of [2, second - 1, second + 2, whole.length - 1]) {
      const folder = await folderWith(whole.subarray(0, cut));
      const error = await read(folder, 'users');
      expect(error.code).toBe('SOURCE_UNREADABLE');
      expect(error.message).toContain(`${join(folder, 'users.bson')} (collection users) is cut short`);
      expect(error.context).toMatchObject({ offset: cut < second ? 0 : second, collection: 'users' });
    }
  });

  it('names the offset of a length that cannot be', async () => {
    const whole = await readFile(join(FIXTURES, 'mongodump/basera/users.bson'));
    const second = whole.readInt32LE(0);
    const broken = Buffer.from(whole);
    broken.writeInt32LE(0x7fffffff, second);
    expect((await read(await folderWith(broken), 'users')).message).toContain(
      `holds 2147483647 where the length of a document belongs, at byte ${second}.`,
    );
    broken.writeInt32LE(3, 0);
    expect((await read(await folderWith(broken), 'users')).message).toContain('holds 3 where');
  });

  it('says so of gzip that is cut short or damaged', async () => {
    const gzip = await readFile(join(FIXTURES, 'mongodump-gzip/basera/users.bson.gz'));
    for (const bytes of [
      gzip.subarray(0, gzip.length - 10),
      Buffer.concat([gzip.subarray(0, 40), Buffer.alloc(200, 7)]),
    ]) {
      const error = await read(await folderWith(bytes, 'users.bson.gz'), 'users');
      expect(error).toMatchObject({ code: 'SOURCE_UNREADABLE', context: { collection: 'users' } });
    }
  });

  it('says so of an archive that ends anywhere before its end', async () => {
    const whole = await readFile(join(FIXTURES, 'mongodump.archive'));
    const path = join(scratch, 'cut.archive');
    for (let cut = 4; cut < whole.length; cut += 7) {
      await writeFile(path, whole.subarray(0, cut));
      const results = await Promise.allSettled([
        (async () => (await openSource(path)).state('users'))(),
        (async () => readAll(await openSource(path), 'searches'))(),
      ]);
      expect(results[0]).toMatchObject({ status: 'rejected', reason: { code: 'SOURCE_UNREADABLE' } });
      if (results[1].status === 'rejected')
        expect(results[1].reason).toMatchObject({ code: 'SOURCE_UNREADABLE' });
    }
  });

  it('notices a changed byte in an archive by its checksum', async () => {
    const broken = gunzipSync(await readFile(join(FIXTURES, 'mongodump.archive.gz')));
    broken[broken.indexOf('Mona')] = 0x4e;
    const path = join(scratch, 'changed.archive');
    await writeFile(path, broken);
    const error = await read(path, 'users');
    expect(error.code).toBe('SOURCE_UNREADABLE');
    expect(error.message).toContain('checksum');
  });

  it.each([
    ['nothing-there', 'SOURCE_NOT_FOUND'],
    ['', 'SOURCE_URI_MISSING'],
    ['mongo://u:secret@host/x', 'SOURCE_URI_INVALID'],
  ])('and a source %p that is none are errors of their own', async (location, code) => {
    const error = await failure(
      openSource(location && !location.includes(':') ? join(scratch, location) : location),
    );
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('secret');
  });

  it('says so of a collection whose file is gone, and not of a view', async () => {
    const folder = join(scratch, 'lost');
    await cp(join(FIXTURES, 'mongodump/basera'), folder, { recursive: true });
    await writeFile(join(folder, 'active.metadata.json'), '{"options":{"viewOn":"users"},"type":"view"}');
    expect(await (await openSource(folder)).collections()).toEqual(['governorates', 'searches', 'users']);
    await rm(join(folder, 'users.bson'));
    expect(await failure(openSource(folder))).toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: expect.stringContaining('users.bson is gone: the dump is not whole') as string,
    });
  });

  it('and a folder without a dump, or a file of another kind', async () => {
    expect((await failure(openSource(await mkdtemp(join(scratch, 'empty-'))))).code).toBe('SOURCE_NOT_FOUND');
    const error = await failure(openSource(join(FIXTURES, 'README.md')));
    expect(error.message).toContain('README.md is not an archive of mongodump');
  });

  it('keeps what cannot be a line whole, and goes on', async () => {
    const _id = new ObjectId();
    await writeDump(join(scratch, 'wrapper'), 'shop', {
      things: [{ _id: 1 }, { _id, d: { $date: 'x' } }, { _id: 2 }],
    });
    const { lines, unwritable } = await readAll(await openSource(join(scratch, 'wrapper')), 'things');
    expect(lines).toEqual(['{"_id":1}', '{"_id":2}']);
    expect(unwritable).toMatchObject([{ index: 1, id: `{"$oid":"${_id.toHexString()}"}`, path: '/d' }]);
    expect(BSON.deserialize(Buffer.from(unwritable[0]?.bson ?? '', 'base64'))).toEqual({
      _id,
      d: { $date: 'x' },
    });
  });
});
