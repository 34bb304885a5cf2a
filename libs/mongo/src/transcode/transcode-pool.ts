import { EtlError, type LineBatch, type ReadOptions } from '@etl/core';
import { LineWriter } from './line-writer';
import { type PackedBatch, packedBatches } from './packed-batches';
import { SpareMemory } from './thread-memory';
import type { TranscodeAnswer } from './transcode-messages';
import { transcodePacked } from './transcode-packed';
import { TranscodeThread } from './transcode-thread';
import type { Transcoder } from './transcoder';

export interface TranscodeThreads {
  readonly most: number;
  /** The bundle of `transcode-worker.ts`. */
  readonly file: URL;
  /** So many bytes of BSON are transcoded in this thread first; {@link START_BYTES} where it is left out. */
  readonly startBytes?: number;
}

/** Below, starting threads (and warming up their code) costs more than they save. */
const START_BYTES = 8 * 1024 * 1024;
/** What the documents and the lines of nearly every batch fit in, so that memory can be used again: a full batch, and half a megabyte. */
const INPUT_ROOM = 1024 * 1024;
const OUTPUT_ROOM = 1024 * 1024;
const LARGEST_OUTPUT_KEPT = 4 * OUTPUT_ROOM;
/** Batches under way for each thread: one that it works on, one that waits, one that is being written. */
const BATCHES_PER_THREAD = 3;
/** BSON under way at most, unless it is a single document. */
const BYTES_UNDER_WAY = 8 * 1024 * 1024;

/** A batch that a thread has; never rejects, since nobody may be waiting when a thread dies. */
interface UnderWay {
  readonly size: number;
  readonly outcome: Promise<{ readonly answer: TranscodeAnswer } | { readonly error: unknown }>;
  settled: boolean;
}

/**
 * Transcodes in threads, while this one reads, frames, checks and writes. Documents are found here, by the very code that
 * finds them for one thread, and batches are given out in order: what is written, and what goes wrong, is the same.
 */
export class TranscodePool implements Transcoder {
  private readonly threads: TranscodeThread[] = [];
  private readonly inputs = new SpareMemory(INPUT_ROOM, INPUT_ROOM);
  private readonly outputs = new SpareMemory(OUTPUT_ROOM, LARGEST_OUTPUT_KEPT);
  private seen = 0;

  constructor(private readonly options: TranscodeThreads) {}

  async *lineBatches(
    collection: string,
    documents: AsyncIterable<readonly Buffer[]>,
    { batchSize, signal }: ReadOptions,
  ): AsyncGenerator<LineBatch, void, undefined> {
    const here = new LineWriter(Infinity);
    const underWay: UnderWay[] = [];
    let bytes = 0;
    for await (const batch of packedBatches(documents, batchSize, this.inputs)) {
      this.seen += batch.bytes.length;
      if (this.seen <= (this.options.startBytes ?? START_BYTES)) {
        yield transcodePacked(here, batch);
        this.inputs.giveBack(batch.bytes.buffer);
      } else {
        bytes += batch.bytes.length;
        underWay.push(this.send(batch));
        while (underWay[0]?.settled || bytes >= BYTES_UNDER_WAY || underWay.length >= this.mostUnderWay) {
          yield* this.receive(collection, underWay[0]!);
          bytes -= underWay.shift()!.size;
        }
      }
      signal?.throwIfAborted();
    }
    for (const each of underWay) {
      yield* this.receive(collection, each);
      signal?.throwIfAborted();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.splice(0).map((thread) => thread.close()));
  }

  private get mostUnderWay(): number {
    return this.options.most * BATCHES_PER_THREAD;
  }

  private send(batch: PackedBatch): UnderWay {
    const size = batch.bytes.length;
    const outcome = this.freest()
      .transcode({ batch, room: this.outputs.take() })
      .then(
        (answer) => ({ answer }),
        (error: unknown) => ({ error }),
      );
    const underWay: UnderWay = { size, outcome, settled: false };
    void outcome.then(() => (underWay.settled = true));
    return underWay;
  }

  private freest(): TranscodeThread {
    const freest = this.threads.reduce<TranscodeThread | undefined>(
      (best, thread) => (best !== undefined && best.load <= thread.load ? best : thread),
      undefined,
    );
    if (freest !== undefined && (freest.load === 0 || this.threads.length === this.options.most))
      return freest;
    const started = new TranscodeThread(this.options.file);
    this.threads.push(started);
    return started;
  }

  private async *receive(collection: string, { outcome }: UnderWay): AsyncGenerator<LineBatch> {
    const settled = await outcome;
    if ('error' in settled) {
      throw new EtlError('INTERNAL', `A worker died while it wrote documents of ${collection} as lines.`, {
        context: { collection },
        cause: settled.error,
      });
    }
    const { documents, lines } = settled.answer;
    this.inputs.giveBack(documents);
    yield {
      ...lines,
      bytes: Buffer.from(lines.bytes.buffer, lines.bytes.byteOffset, lines.bytes.byteLength),
    };
    this.outputs.giveBack(lines.bytes.buffer);
  }
}
