import type { LineBatch, SourceReader } from '@etl/core';
import { serialize } from 'bson';
import fc from 'fast-check';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeDump } from '../dump/dump-writer';
import { openSource } from '../open-source';
import { exportedDocuments, FIXTURES } from '../testing/fixtures';
import { transcodeWorkerFile } from '../testing/transcode-worker-file';
import { TranscodePool } from './transcode-pool';
import { type Transcoder, transcoderHere } from './transcoder';

let scratch: string;
let file: URL;
const pools: TranscodePool[] = [];

function pool(most = 2, startBytes = 0, worker = file): TranscodePool {
  const made = new TranscodePool({ most, file: worker, startBytes });
  pools.push(made);
  return made;
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'etl-transcode-'));
  file = await transcodeWorkerFile(scratch);
});
afterEach(() => Promise.all(pools.splice(0).map((each) => each.close())));
afterAll(() => rm(scratch, { recursive: true, force: true }));

const bson = (document: object): Buffer =>
  Buffer.from(serialize(document as Record<string, unknown>, { ignoreUndefined: false }));

async function* inRuns(documents: readonly Buffer[], size = 7): AsyncGenerator<readonly Buffer[]> {
  for (let at = 0; at < documents.length; at += size) yield documents.slice(at, at + size);
}

/** Batches as values: what they hold is only valid until the next. */
async function batchesOf(batches: AsyncIterable<LineBatch>): Promise<object[]> {
  const all: object[] = [];
  for await (const { bytes, ends, ...rest } of batches) {
    all.push({ ...rest, lines: bytes.toString('latin1'), ends: Array.from(ends) });
  }
  return all;
}

const transcode = (
  transcoder: Transcoder,
  documents: readonly Buffer[],
  batchSize = 2000,
): Promise<object[]> => batchesOf(transcoder.lineBatches('things', inRuns(documents), { batchSize }));

describe('threads that transcode', () => {
  it('give the batches that one thread gives: lines, ends, ids, what cannot be written, what was replaced', async () => {
    const broken = bson({ _id: 3, text: 'x' });
    broken[broken.length - 3] = 0xff;
    const special = [
      ...exportedDocuments('everytype').map((document) => bson(document)),
      bson({ _id: 1, when: { $date: 'x' } }),
      bson({ none: 'without an id' }),
      broken,
    ];
    const document = fc.oneof(
      { arbitrary: fc.constantFrom(...special), weight: 1 },
      {
        arbitrary: fc
          .record({ _id: fc.integer(), text: fc.string({ unit: 'binary', size: 'medium' }) })
          .map(bson),
        weight: 4,
      },
      {
        arbitrary: fc
          .constantFrom(20, 300_000, 700_000)
          .map((size) => bson({ _id: 'big', text: 'b'.repeat(size) })),
        weight: 1,
      },
    );
    const threads = [pool(1), pool(2), pool(3, 500_000)];
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { maxLength: 30, size: 'max' }),
        fc.constantFrom(1, 3, 10, 2000),
        async (documents, batchSize) => {
          const expected = await transcode(transcoderHere, documents, batchSize);
          for (const each of threads) expect(await transcode(each, documents, batchSize)).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('keep the order though documents of 15 MB take their time beside small ones', async () => {
    const documents = Array.from({ length: 9 }, (_, n) =>
      bson({ _id: n, text: 'ü'.repeat(n % 4 === 0 ? 7_500_000 : 10) }),
    );
    const found = await transcode(pool(), documents);
    expect(found).toHaveLength(3);
    expect(found).toEqual(await transcode(transcoderHere, documents));
  });

  it('are not started for what this thread has done meanwhile', async () => {
    const nowhere = pathToFileURL(join(scratch, 'there-is-none.mjs'));
    const documents = Array.from({ length: 100 }, (_, n) => bson({ _id: n, text: 'x'.repeat(5_000) }));
    expect(await transcode(pool(2, 600_000, nowhere), documents, 10)).toHaveLength(10);
    await expect(transcode(pool(2, 400_000, nowhere), documents, 10)).rejects.toThrow('A worker died');
  });

  it('are given no more documents than they and the writer can take', async () => {
    let given = 0;
    const document = bson({ _id: 1, text: 'x'.repeat(100_000) });
    async function* endless(): AsyncGenerator<readonly Buffer[]> {
      for (;;) {
        given += document.length;
        yield [document];
      }
    }
    const batches = pool().lineBatches('things', endless(), { batchSize: 2000 });
    for (let taken = 0; taken < 20; taken++) await batches.next();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(given).toBeLessThan(30 * 650_000);
    await batches.return();
  });

  it('stop when they are told to', async () => {
    const controller = new AbortController();
    const documents = Array.from({ length: 200 }, (_, n) => bson({ _id: n, text: 'x'.repeat(100_000) }));
    const { signal } = controller;
    const reading = (async () => {
      for await (const _batch of pool().lineBatches('things', inRuns(documents), { batchSize: 5, signal }))
        controller.abort();
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    ['throws', `throw new Error('out of order')`, 'out of order'],
    ['exits', 'process.exit(7)', 'code 7'],
  ])('name the collection when one of them %s', async (_how, code, reason) => {
    const worker = join(scratch, `dies-${reason.length}.mjs`);
    await writeFile(
      worker,
      `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => { ${code} });\n`,
    );
    const error: unknown = await transcode(pool(2, 0, pathToFileURL(worker)), [bson({ _id: 1 })]).catch(
      (reported: unknown) => reported,
    );
    expect(error).toMatchObject({
      code: 'INTERNAL',
      message: 'A worker died while it wrote documents of things as lines.',
      context: { collection: 'things' },
      cause: { message: expect.stringContaining(reason) as string },
    });
  });
});

describe('a dump that is read with threads', () => {
  const outcome = async (
    reader: SourceReader,
    collection: string,
    batchSize: number,
  ): Promise<object | string> => {
    try {
      return await batchesOf(reader.read(collection, { batchSize }));
    } catch (error) {
      return String(error);
    } finally {
      await reader.close();
    }
  };

  async function expectSame(location: string, collection: string): Promise<object | string> {
    const threads = { most: 2, file, startBytes: 0 };
    for (const batchSize of [2, 2000]) {
      const expected = await outcome(await openSource(location), collection, batchSize);
      expect(await outcome(await openSource(location, { threads }), collection, batchSize)).toEqual(expected);
    }
    return outcome(await openSource(location, { threads }), collection, 2000);
  }

  it.each(['mongodump', 'mongodump-gzip', 'mongodump.archive', 'mongodump.archive.gz'])(
    'gives what one thread gives of %s',
    async (name) => {
      for (const collection of ['governorates', 'searches', 'users', 'not there'])
        expect(await expectSame(join(FIXTURES, name), collection)).not.toEqual(expect.any(String));
    },
  );

  it('ends with the same error wherever it is cut short or damaged', async () => {
    const folder = join(scratch, 'broken');
    await cp(join(FIXTURES, 'mongodump/basera'), folder, { recursive: true });
    const users = join(folder, 'users.bson');
    const whole = await readFile(users);
    for (const cut of [2, whole.readInt32LE(0) - 1, whole.readInt32LE(0) + 3, whole.length - 1]) {
      await writeFile(users, whole.subarray(0, cut));
      expect(await expectSame(folder, 'users')).toMatch('is cut short');
    }
    const damaged = Buffer.from(whole);
    damaged.writeInt32LE(0x7fffffff, whole.readInt32LE(0));
    await writeFile(users, damaged);
    expect(await expectSame(folder, 'users')).toMatch('holds 2147483647');
  });

  it('rejects the documents that one thread rejects', async () => {
    await writeDump(join(scratch, 'rejects'), 'shop', {
      things: Array.from({ length: 50 }, (_, _id) => (_id % 3 === 0 ? { _id, d: { $date: 'x' } } : { _id })),
    });
    const found = await expectSame(join(scratch, 'rejects'), 'things');
    expect(found).toMatchObject([{ unwritable: { length: 17 } }]);
  });
});
