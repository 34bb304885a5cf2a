import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { integerCodec } from '../codecs';
import { ColumnOf } from '../collection/column-of.decorator';
import { Id } from '../collection/column.decorators';
import { planCollection } from '../collection/plan';
import { Table } from '../collection/table.decorators';
import type { ErrorCode } from '../errors/error-codes';
import { LoadError } from '../errors/etl-error';
import type { ChunkTask } from '../ports/chunk-runner';
import type { ChunkJournal, ChunkLoader } from '../ports/target';
import { RecordingSinks } from '../testing/recording-sinks';
import { paints } from '../testing/sample-entities';
import { emptyCounts } from './chunk-counts';
import { DigestMemory } from './digest-memory';
import { DigestSet } from './digest-set';
import { InProcessRunner } from './in-process-runner';
import { LineDigest } from './line-digest';

const plan = planCollection(paints);

describe('loading chunks in this thread', () => {
  let folder: string;
  let file: string;
  const content = '{"_id":"1","code":"a"}\nbroken\n{"_id":"2","code":"b"}\n';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runner-'));
    file = join(folder, 'paints.jsonl');
    await writeFile(file, content);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const task = (change: Partial<ChunkTask> = {}): ChunkTask => ({
    collection: 'paints',
    planHash: plan.hash,
    run: { id: 'r', startedAt: '2026-11-22T14:30:05.123Z' },
    onLoss: 'record',
    index: 4,
    file,
    offset: 0,
    length: content.length,
    firstLine: 11,
    sha256: null,
    firstId: '"1"',
    lastId: '"2"',
    ...change,
  });

  /** A loader whose first commits fail; `committed` are those that did not. */
  function loaders(failures: readonly ErrorCode[]) {
    const waiting = [...failures];
    const state = {
      ...{ opened: 0, closed: 0, full: false, sinks: new RecordingSinks() },
      ...{ committed: [] as ChunkJournal[], sent: [] as object[] },
    };
    const open = async (): Promise<ChunkLoader> => {
      state.opened += 1;
      return {
        begin: () => (state.sinks = new RecordingSinks()),
        get isFull() {
          return state.full;
        },
        send: async (chunk) => void state.sent.push(chunk),
        commit: async (journal) => {
          const code = waiting.shift();
          if (code !== undefined) throw new LoadError(code, 'the connection broke');
          state.committed.push(journal);
        },
        abandon: async () => undefined,
        close: async () => void (state.closed += 1),
      };
    };
    return { state, open };
  }

  it('maps what is a document and rejects what is none, with the number of its line', async () => {
    const { state, open } = loaders([]);
    const counts = await new InProcessRunner(open, [plan], 0).run(task());
    expect(counts).toMatchObject({ documents: 3, read: { Paint: 3 }, rejected: { Paint: 1 } });
    expect(state.sinks.stage('Paint').rows.map((row) => row.slice(0, 4))).toEqual([
      ['1', '11', '0', '22'],
      ['2', '13', '30', '22'],
    ]);
    expect(state.sinks.rejects.rows[0]!.slice(0, 7)).toEqual([
      'Paint',
      null,
      '12',
      '23',
      '6',
      null,
      'LINE_BROKEN',
    ]);
    expect(state.committed).toMatchObject([{ collection: 'paints', chunk: 4 }]);
  });

  it('gives rows the digest of their line, which says which of them are left out another time', async () => {
    const seed = '0'.repeat(32);
    const { state, open } = loaders([]);
    const runner = new InProcessRunner(open, [plan], 0);
    await runner.run(task({ digests: { seed, known: null, spared: 'everything', again: false } }));
    const digests = state.sinks.stage('Paint').rows.map((row) => row.at(-1)!);
    expect(new Set(digests).size).toBe(2);
    const known = DigestSet.withRoom(1, 1, new DigestMemory());
    known.add(Buffer.from(digests[1]!, 'hex'), 0, [3]);
    const counts = await runner.run(
      task({ digests: { seed, known: known.buffer, spared: 'everything', again: false } }),
    );
    expect(state.sinks.stage('Paint').rows.map(([id]) => id)).toEqual(['1']);
    expect(counts).toMatchObject({
      documents: 3,
      known: { Paint: 1, PaintUse: 3 },
      read: { Paint: 2 },
      rejected: { Paint: 1 },
    });
  });

  it('loads in a second round what the first has left out, and nothing else, and counts it as read instead', async () => {
    const seed = '0'.repeat(32);
    const { state, open } = loaders([]);
    const runner = new InProcessRunner(open, [plan], 0);
    const known = DigestSet.withRoom(1, 1, new DigestMemory());
    const line = Buffer.from(content.slice(0, content.indexOf('\n')));
    known.add(Buffer.from(new LineDigest(seed).hex(line, 0, line.length), 'hex'), 0, [3]);
    const counts = await runner.run(
      task({ digests: { seed, known: known.buffer, spared: 'everything', again: true } }),
    );
    expect(state.sinks.stage('Paint').rows.map(([id]) => id)).toEqual(['1']);
    expect(counts).toMatchObject({
      documents: 0,
      known: { Paint: -1, PaintUse: -3 },
      read: { Paint: 1 },
      rejected: {},
    });
  });

  it('maps and counts what is only spared to be sent, and in a second round sends it without counting it again', async () => {
    const seed = '0'.repeat(32);
    const { state, open } = loaders([]);
    const runner = new InProcessRunner(open, [plan], 0);
    const whole = await runner.run(task());
    const known = DigestSet.withRoom(1, 1, new DigestMemory());
    const line = Buffer.from(content.slice(0, content.indexOf('\n')));
    known.add(Buffer.from(new LineDigest(seed).hex(line, 0, line.length), 'hex'), 0, [3]);
    const spared = { seed, known: known.buffer, spared: 'sending' } as const;
    const counts = await runner.run(task({ digests: { ...spared, again: false } }));
    expect(state.sinks.stage('Paint').rows.map(([id]) => id)).toEqual(['2']);
    expect(counts).toEqual({ ...whole, untouched: { Paint: 1, PaintUse: 3 } });
    const second = await runner.run(task({ digests: { ...spared, again: true } }));
    expect(state.sinks.stage('Paint').rows.map(([id]) => id)).toEqual(['1']);
    expect(second).toEqual({ ...emptyCounts(), untouched: { Paint: -1, PaintUse: -3 } });
  });

  it('has what waits sent between two documents, where it is much', async () => {
    const { state, open } = loaders([]);
    state.full = true;
    await new InProcessRunner(open, [plan], 0).run(task());
    const [{ counts, ...chunk }] = state.committed as [ChunkJournal];
    expect(counts.documents).toBe(3);
    expect(state.sent).toEqual([chunk, chunk, chunk]);
  });

  it('loads a chunk again, over a new connection, where the old one was lost', async () => {
    const { state, open } = loaders(['TARGET_LOST', 'TARGET_UNREACHABLE']);
    await new InProcessRunner(open, [plan], 2).run(task());
    expect([state.opened, state.closed, state.committed.length]).toEqual([3, 2, 1]);
  });

  it.each([
    ['the tries are used up', ['TARGET_LOST', 'TARGET_LOST'] as const, 1],
    ['the fault is a permanent one', ['TARGET_FAILED'] as const, 5],
  ])('ends where %s, and says which documents it concerns', async (_title, failures, retries) => {
    const { state, open } = loaders(failures);
    await expect(new InProcessRunner(open, [plan], retries).run(task())).rejects.toMatchObject({
      code: failures[0],
      message: 'Chunk 4 of paints (from line 11, _id "1" to "2") was not loaded: the connection broke',
    });
    expect(state.committed).toEqual([]);
  });

  it('names line, _id, column and codec where the codec of a column throws', async () => {
    @Table('Paint')
    class Weighed {
      @Id() id!: string;
      @ColumnOf({
        type: 'bigint',
        codec: { ...integerCodec, kind: 'grams', encode: (value) => gramsOf(value) },
      })
      code!: string;
    }
    const gramsOf = (value: unknown): 'mapped' => {
      throw new Error(`no grams in ${String(value)}`);
    };
    const weighed = planCollection({ ...paints, entities: [Weighed], aggregates: [] });
    const { state, open } = loaders([]);
    const runner = new InProcessRunner(open, [weighed], 0);
    await expect(runner.run(task({ planHash: weighed.hash }))).rejects.toMatchObject({
      code: 'CODEC_FAILED',
      message: expect.stringMatching(
        /^Chunk 4 of paints .*: line 11, _id "1": The codec grams of Paint\.code throws "no grams in a" while it encodes\.$/,
      ),
      context: { collection: 'paints', column: 'Paint.code', codec: 'grams', line: 11, _id: '"1"' },
    });
    expect(state.committed).toEqual([]);
  });

  it('refuses bytes that are not those of the manifest, and a plan that is not the one of the scheduler', async () => {
    const { state, open } = loaders([]);
    const runner = new InProcessRunner(open, [plan], 0);
    await expect(runner.run(task({ sha256: 'another' }))).rejects.toMatchObject({ code: 'INPUT_CHANGED' });
    await expect(runner.run(task({ length: content.length + 1 }))).rejects.toMatchObject({
      code: 'INPUT_CHANGED',
    });
    await expect(runner.run(task({ file: join(folder, 'gone') }))).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
    });
    await expect(runner.run(task({ planHash: 'another' }))).rejects.toMatchObject({
      code: 'PLUGIN_FAILED',
      message: expect.stringContaining('The plug-in of paints returned another definition'),
      remedy: expect.stringContaining('returns the same definition whenever it is called'),
    });
    expect(state.committed).toEqual([]);
  });
});
