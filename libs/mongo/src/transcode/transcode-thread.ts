import { Worker } from 'node:worker_threads';
import { toTransfer } from './thread-memory';
import type { TranscodeAnswer, TranscodeTask } from './transcode-messages';

interface Waiting {
  readonly resolve: (answer: TranscodeAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** What a thread makes beside the lines is garbage at once: it need not pile up to the 48 MB that V8 would let it. */
const LIMITS = { maxYoungGenerationSizeMb: 12 };

/** A thread that transcodes one batch after the other. */
export class TranscodeThread {
  private readonly worker: Worker;
  /** In the order in which the thread answers. */
  private readonly waiting: Waiting[] = [];
  private death: Error | undefined;

  constructor(file: URL) {
    this.worker = new Worker(file, { resourceLimits: LIMITS });
    this.worker.on('message', (answer: TranscodeAnswer) => this.waiting.shift()?.resolve(answer));
    this.worker.on('error', (error) => this.die(error));
    this.worker.on('exit', (code) => this.die(new Error(`The thread ended with code ${code}.`)));
  }

  /** Batches that it has been given and has not answered. */
  get load(): number {
    return this.waiting.length;
  }

  /** @throws Error that ended the thread, with this batch or before. */
  transcode(task: TranscodeTask): Promise<TranscodeAnswer> {
    if (this.death !== undefined) return Promise.reject(this.death);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(task, toTransfer(task.batch.bytes.buffer, task.room));
    });
  }

  /** Ends the thread whatever it does: it holds nothing that would have to be closed. */
  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private die(error: Error): void {
    this.death ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.death);
  }
}
