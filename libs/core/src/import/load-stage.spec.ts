import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planCollection } from '../collection/plan';
import type { ChunkRunner, ChunkTask } from '../ports/chunk-runner';
import type { ImportTarget } from '../ports/target';
import { paints } from '../testing/sample-entities';
import { emptyCounts } from './chunk-counts';
import { DigestSet } from './digest-set';
import type { InputFile } from './input-folder';
import { loadStage } from './load-stage';
import { RunDigests } from './run-digests';

const run = { id: 'r', startedAt: '2026-11-22T14:30:05.123Z' };
const progress = {
  start: () => undefined,
  advance: () => undefined,
  finish: () => undefined,
  say: () => undefined,
};
const plan = planCollection(paints);
const plans = ['a', 'b', 'c'].map((name) => ({ ...plan, name }));
const digest = Buffer.alloc(16, 'd');

/** A target that knows one digest of every collection, and in the end has a row of that document among those it has staged. */
function target(): Pick<ImportTarget, 'knownDigests' | 'digestsOfRead'> {
  return {
    knownDigests: async (_collection, _rows, memory) => {
      const set = DigestSet.withRoom(1, 1, memory);
      set.add(digest, 0, [2]);
      return set;
    },
    digestsOfRead: async function* () {
      yield digest;
      yield Buffer.alloc(16, 'x');
    },
  };
}

describe('loading the stage', () => {
  let folder: string;
  let files: readonly { file: InputFile; plan: typeof plan }[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'load-stage-'));
    const path = join(folder, 'lines.jsonl');
    await writeFile(path, '{}\n');
    files = plans.map((each) => ({ plan: each, file: { path, manifest: null } as unknown as InputFile }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Meets the known digest in each first round, as a worker would, and keeps book. */
  function runner(): ChunkRunner & { readonly tasks: ChunkTask[]; most: number } {
    let now = 0;
    const own = {
      concurrency: 1,
      tasks: [] as ChunkTask[],
      most: 0,
      expect: () => undefined,
      run: async (task: ChunkTask) => {
        own.tasks.push(task);
        own.most = Math.max(own.most, (now += 1));
        await new Promise((resolve) => setTimeout(resolve, 5));
        const { known, again } = task.digests!;
        const set = new DigestSet(known!);
        if (!again) set.meet(set.find(digest.toString('latin1')));
        now -= 1;
        return { ...emptyCounts(), documents: again ? 0 : 1, known: { Paint: again ? -1 : 1 } };
      },
      close: async () => undefined,
    };
    return own;
  }

  it('loads what was left out and is needed after all in a second round, never more chunks at a time than the runner takes', async () => {
    const own = runner();
    const digests = new RunDigests(target() as ImportTarget, new Map(), {
      onLoss: 'record',
      incremental: true,
    });
    const loaded = await loadStage(files, own, progress, { run, onLoss: 'record', digests });
    expect([...loaded]).toEqual(plans.map(({ name }) => [name, 1]));
    expect(own.most).toBe(1);
    const rounds = own.tasks.map(({ collection, index, digests: task }) => [collection, index, task!.again]);
    for (const { name } of plans)
      expect(rounds.filter(([collection]) => collection === name)).toEqual([
        [name, 0, false],
        [name, 1, true],
      ]);
    const again = new DigestSet(own.tasks.find((task) => task.digests!.again)!.digests!.known!);
    expect(again.entries(again.find(digest.toString('latin1')), 0)).toBe(2);
    expect(again.find(Buffer.alloc(16, 'x').toString('hex'))).toBe(-1);
  });

  it('hands the memory of known digests on to the collections after the next one', async () => {
    const own = runner();
    const digests = new RunDigests(target() as ImportTarget, new Map(), {
      onLoss: 'record',
      incremental: true,
    });
    const many = Array.from({ length: 20 }, (_, n) => ({
      ...files[0]!,
      plan: { ...plan, name: `many${n}` },
    }));
    const loaded = await loadStage(many, own, progress, { run, onLoss: 'record', digests });
    expect([...loaded.values()]).toEqual(many.map(() => 1));
    const buffers = new Set(own.tasks.map((task) => task.digests!.known));
    expect(buffers.size).toBeLessThan(many.length);
    const together = own.tasks.slice(1).map((task, n) => [own.tasks[n]!, task] as const);
    for (const [one, next] of together)
      if (one.collection !== next.collection) expect(one.digests!.known).not.toBe(next.digests!.known);
  });

  it('asks for rows that nobody has written since, where lines are only spared to be sent', async () => {
    const asked: string[] = [];
    const none = { knownDigests: async (_: string, rows: string) => void asked.push(rows) };
    const tasks = [{}, { incremental: true }, { compareAll: true }].map((more) =>
      new RunDigests(none as unknown as ImportTarget, new Map(), { onLoss: 'record', ...more }).begin(
        plans[0]!,
      ),
    );
    const known = null;
    expect(await Promise.all(tasks)).toMatchObject([{ known, spared: 'sending' }, { known }, { known }]);
    expect(asked).toEqual(['untouched', 'there']);
  });

  it('has another seed for another plan, loss option, plug-in or table', () => {
    const seedOf = async (
      identity: string,
      onLoss: 'record' | 'reject',
      hash: string,
      version: string | null = null,
    ): Promise<string> => {
      const plugins = [{ collection: 'a', package: 'p', version, from: 'p' }];
      const digests = new RunDigests(target() as ImportTarget, new Map([['Paint', identity]]), {
        onLoss,
        plugins,
      });
      return (await digests.begin({ ...plans[0]!, hash })).seed;
    };
    return Promise.all([
      seedOf('public.1', 'record', 'h'),
      seedOf('public.2', 'record', 'h'),
      seedOf('public.1', 'reject', 'h'),
      seedOf('public.1', 'record', 'i'),
      seedOf('public.1', 'record', 'h', '2.0.0'),
    ]).then((seeds) => expect(new Set(seeds).size).toBe(5));
  });
});
