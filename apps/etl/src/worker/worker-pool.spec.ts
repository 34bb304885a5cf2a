import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { ChunkTask } from '@etl/core';
import type { WorkerSetup } from './messages';
import { WorkerPool } from './worker-pool';

/** Does what the name of the file says; answers with the thread's id, so that a spec sees who worked. */
const WORKER = `
import { parentPort, threadId, workerData } from 'node:worker_threads';
parentPort.on('message', async ({ kind, task }) => {
  if (kind === 'close') return parentPort.close();
  if (task.file === 'throws') throw new Error('out of order');
  if (task.file === 'exits') process.exit(7);
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (task.file === 'fails') {
    const error = { code: 'INPUT_CHANGED', message: 'another sha256', context: { found: 'x' }, remedy: 'copy it again', stack: 'at the worker' };
    return parentPort.postMessage({ kind: 'failed', error });
  }
  parentPort.postMessage({ kind: 'loaded', counts: { documents: threadId, target: workerData.target } });
});
`;

const setup: WorkerSetup = {
  target: 'postgresql://x/y',
  run: { id: 'r', startedAt: '' },
  collections: ['users'],
  plugins: [],
  retries: 0,
};

function task(file: string, index = 3): ChunkTask {
  return {
    collection: 'users',
    planHash: '',
    run: setup.run,
    onLoss: 'record',
    index,
    file,
    offset: 0,
    length: 10,
    firstLine: 1,
    sha256: null,
    firstId: null,
    lastId: null,
  };
}

describe('WorkerPool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etl-pool-'));
  const file = pathToFileURL(join(folder, 'worker.mjs'));
  let pool: WorkerPool;

  beforeAll(() => writeFileSync(file, WORKER));
  beforeEach(() => {
    pool = new WorkerPool(2, file, setup);
  });
  afterEach(() => pool.close());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('gives every chunk to one of as many threads as it was told', async () => {
    const counts = await Promise.all(Array.from({ length: 6 }, (_, index) => pool.run(task('loads', index))));
    expect(new Set(counts.map(({ documents }) => documents)).size).toBe(2);
    expect(counts[0]).toMatchObject({ target: setup.target });
  });

  it('starts no more threads ahead than it was told, and does without those that died waiting', async () => {
    pool.expect(9);
    const counts = await Promise.all(Array.from({ length: 6 }, (_, index) => pool.run(task('loads', index))));
    expect(new Set(counts.map(({ documents }) => documents)).size).toBe(2);
    const dying = new WorkerPool(1, pathToFileURL(join(folder, 'none.mjs')), setup);
    dying.expect(1);
    await pause(300);
    await expect(dying.run(task('loads'))).rejects.toMatchObject({ code: 'INTERNAL' });
    await dying.close();
  });

  it('hands the error of a worker on, with its code and its chunk, and works on', async () => {
    await expect(pool.run(task('fails'))).rejects.toMatchObject({
      code: 'INPUT_CHANGED',
      message: 'another sha256',
      remedy: 'copy it again',
      context: { collection: 'users', chunk: 3, found: 'x' },
    });
    await expect(pool.run(task('loads'))).resolves.toBeDefined();
  });

  it.each(['throws', 'exits'])('names the chunk when a worker %s, and replaces the worker', async (how) => {
    await expect(pool.run(task(how))).rejects.toMatchObject({
      code: 'INTERNAL',
      message: 'A worker died while it loaded chunk 3 of users.',
      context: { collection: 'users', chunk: 3 },
    });
    await expect(pool.run(task('loads'))).resolves.toBeDefined();
  });

  it('refuses what waits when it is closed, and lets what runs come to its end', async () => {
    const [first, second, waiting] = ['loads', 'loads', 'loads'].map((file) => pool.run(task(file)));
    const refused = expect(waiting).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await pool.close();
    await refused;
    await expect(Promise.all([first, second])).resolves.toHaveLength(2);
    await expect(pool.run(task('loads'))).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
