import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { MappingTask } from './mapping-tasks';

interface Mapped {
  readonly documents: number;
  readonly bytes: number;
}

/** Worker threads that map; each takes the next task when it has done one. */
export class MappingThreads {
  private readonly workers: readonly Worker[];

  constructor(count: number) {
    const file = new URL('./mapping-worker.mjs', import.meta.url);
    this.workers = Array.from({ length: count }, () => new Worker(file));
  }

  async map(tasks: readonly MappingTask[]): Promise<Mapped> {
    const waiting = [...tasks];
    let documents = 0;
    let bytes = 0;
    await Promise.all(
      this.workers.map(async (worker) => {
        for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
          worker.postMessage(task);
          const [mapped] = (await once(worker, 'message')) as [Mapped];
          documents += mapped.documents;
          bytes += mapped.bytes;
        }
      }),
    );
    return { documents, bytes };
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
