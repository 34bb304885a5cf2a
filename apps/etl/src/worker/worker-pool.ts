import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { type ChunkCounts, type ChunkRunner, type ChunkTask, EtlError } from '@etl/core';
import type { FromWorker, ToWorker, WorkerSetup } from './messages';
import { receiveError } from './sent-error';

interface Job {
  readonly task: ChunkTask;
  readonly resolve: (counts: ChunkCounts) => void;
  readonly reject: (error: Error) => void;
}

/**
 * V8 lets the young generation grow to 48 MB a thread before it collects what nearly all is garbage by then: 80 MB of
 * memory for two workers, and no time gained (bench/README.md).
 */
const LIMITS = { maxYoungGenerationSizeMb: 12 };

/**
 * The little that outlives a young generation is garbage a chunk later. V8 would let it grow to several times what is alive before it
 * looks; with this it does at a fifth above that (for all threads of the process), which costs 1 to 2 % of the CPU.
 */
const COLLECT_OLD_GARBAGE_EARLY = '--heap-growing-percent=20';

/** A worker that does not end by itself within this time is ended. */
const CLOSE_WITHIN = 5_000;

/** Worker threads that load chunks, each over a connection of its own, from the first chunk on. */
export class WorkerPool implements ChunkRunner {
  private readonly waiting: Job[] = [];
  private readonly idle: PooledWorker[] = [];
  private readonly all = new Set<PooledWorker>();
  private closed = false;

  constructor(
    readonly concurrency: number,
    private readonly file: URL,
    private readonly setup: WorkerSetup,
  ) {}

  /** Starts all threads before there is something to do: loading their code takes longer than a small chunk. */
  warm(): void {
    for (let worker = this.start(); worker !== undefined; worker = this.start()) this.idle.push(worker);
  }

  run(task: ChunkTask): Promise<ChunkCounts> {
    return new Promise((resolve, reject) => {
      if (this.closed)
        return reject(new EtlError('INTERRUPTED', 'The workers have ended.', { context: placeOf(task) }));
      this.waiting.push({ task, resolve, reject });
      this.assign();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const job of this.waiting.splice(0)) {
      job.reject(new EtlError('INTERRUPTED', 'The workers have ended.', { context: placeOf(job.task) }));
    }
    await Promise.all([...this.all].map((worker) => worker.close()));
  }

  private assign(): void {
    while (this.waiting.length > 0) {
      const worker = this.takeIdle() ?? this.start();
      const job = worker === undefined ? undefined : this.waiting.shift();
      if (worker === undefined || job === undefined) return;
      void worker.load(job).then(() => {
        if (worker.alive) this.idle.push(worker);
        else this.all.delete(worker);
        if (!this.closed) this.assign();
      });
    }
  }

  private takeIdle(): PooledWorker | undefined {
    for (let worker = this.idle.pop(); worker !== undefined; worker = this.idle.pop()) {
      if (worker.alive) return worker;
      // It died with nothing to do; another one will tell why, if it dies as well.
      this.all.delete(worker);
    }
    return undefined;
  }

  private start(): PooledWorker | undefined {
    if (this.all.size >= this.concurrency) return undefined;
    setFlagsFromString(COLLECT_OLD_GARBAGE_EARLY);
    const worker = new PooledWorker(this.file, this.setup);
    this.all.add(worker);
    return worker;
  }
}

class PooledWorker {
  alive = true;
  private readonly thread: Worker;
  private job: { readonly job: Job; readonly done: () => void } | undefined;
  private readonly exited: Promise<void>;
  /** Resolves when the worker has nothing to do. */
  private free: Promise<void> = Promise.resolve();

  constructor(file: URL, setup: WorkerSetup) {
    this.thread = new Worker(file, { workerData: setup, resourceLimits: LIMITS });
    this.thread.on('message', (message: FromWorker) => this.receive(message));
    this.thread.on('error', (error) => this.crash(error));
    this.exited = new Promise((resolve) => {
      this.thread.once('exit', (code) => {
        this.crash(new Error(`The thread ended with code ${code}.`));
        resolve();
      });
    });
  }

  /** Settles the job; the promise itself only says that the worker is free again, or gone. */
  load(job: Job): Promise<void> {
    this.free = new Promise((done) => {
      this.job = { job, done };
      this.send({ kind: 'load', task: job.task });
    });
    return this.free;
  }

  /** Lets a chunk that is being loaded come to its end, if that is soon. */
  async close(): Promise<void> {
    const timer = setTimeout(() => void this.thread.terminate(), CLOSE_WITHIN);
    await this.free;
    if (this.alive) this.send({ kind: 'close' });
    await this.exited;
    clearTimeout(timer);
  }

  private send(message: ToWorker): void {
    this.thread.postMessage(message);
  }

  private receive(message: FromWorker): void {
    if (message.kind === 'loaded') this.settle((job) => job.resolve(message.counts));
    if (message.kind === 'failed')
      this.settle((job) => job.reject(receiveError(message.error, placeOf(job.task))));
  }

  private crash(cause: unknown): void {
    this.alive = false;
    this.settle(({ task, reject }) =>
      reject(
        new EtlError('INTERNAL', `A worker died while it loaded chunk ${task.index} of ${task.collection}.`, {
          context: placeOf(task),
          cause,
        }),
      ),
    );
  }

  private settle(end: (job: Job) => void): void {
    const current = this.job;
    this.job = undefined;
    if (current === undefined) return;
    end(current.job);
    current.done();
  }
}

function placeOf({ collection, index, file, offset, length }: ChunkTask): Record<string, string | number> {
  return { collection, chunk: index, file, offset, length };
}
