import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { CollectionPlan } from '../collection/plan';
import { EtlError, InternalError, LoadError, SourceError } from '../errors/etl-error';
import type { ChunkTask } from '../ports/chunk-runner';
import type { ChunkCounts, ChunkLoader, ChunkSinks } from '../ports/target';
import { parseLine } from '../values';
import { DocumentMapper, emptyCounts } from './document-mapper';
import { type Line, readLines } from './line-reader';

/** The same error, with the chunk in front: which documents a failure concerns is the first thing to know. */
function describeFailure(error: unknown, task: ChunkTask): unknown {
  if (!(error instanceof EtlError)) return error;
  const { collection, index, firstLine, firstId, lastId } = task;
  const ids = firstId === null ? '' : `, _id ${firstId} to ${lastId}`;
  const message = `Chunk ${index} of ${collection} (from line ${firstLine}${ids}) was not loaded: ${error.message}`;
  return new LoadError(error.code, message, {
    context: { collection, chunk: index, firstLine, firstId, lastId, ...error.context },
    cause: error,
  });
}

/** `2026-11-22T14:30:05.123Z` → `2026-11-22 14:30:05.123` */
function asTimestamp(iso: string): string {
  return iso.slice(0, 10) + ' ' + iso.slice(11, 23);
}

/**
 * Loads chunks of one collection: reads, checks, parses, maps, and commits. One of these per worker and collection;
 * the buffer of a chunk and the mapper are used again.
 */
export class ChunkLoading {
  private readonly mapper: DocumentMapper;
  private buffer = Buffer.alloc(0);

  constructor(
    private readonly plan: CollectionPlan,
    private readonly loader: ChunkLoader,
    task: Pick<ChunkTask, 'run' | 'onLoss'>,
  ) {
    this.mapper = new DocumentMapper(plan, { onLoss: task.onLoss, now: asTimestamp(task.run.startedAt) });
  }

  /**
   * @throws SourceError INPUT_CHANGED where the bytes are not those that the manifest describes.
   * @throws LoadError where the target fails; nothing of the chunk is in the stage then.
   */
  async load(task: ChunkTask): Promise<ChunkCounts> {
    try {
      return await this.loadChunk(task);
    } catch (error) {
      this.loader.abandon();
      throw describeFailure(error, task);
    }
  }

  private async loadChunk(task: ChunkTask): Promise<ChunkCounts> {
    if (task.planHash !== this.plan.hash) {
      throw new InternalError(
        'INTERNAL',
        `The plan of ${task.collection} differs between the scheduler and the worker.`,
      );
    }
    const bytes = await this.read(task);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (task.sha256 !== null && sha256 !== task.sha256) {
      throw new SourceError(
        'INPUT_CHANGED',
        `${task.file} is not the file that the manifest describes: the ${task.length} bytes from ${task.offset} have another sha256.`,
        { context: { collection: task.collection, chunk: task.index, expected: task.sha256, found: sha256 } },
      );
    }
    const sinks = this.loader.begin(this.plan);
    const counts = emptyCounts();
    for (const line of readLines(bytes, task)) this.mapLine(line, sinks, counts);
    await this.loader.commit({ collection: task.collection, chunk: task.index, sha256, counts });
    return counts;
  }

  private mapLine({ text, place, broken }: Line, sinks: ChunkSinks, counts: ChunkCounts): void {
    let parsed;
    try {
      parsed = parseLine(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      counts.documents += 1;
      this.mapper.rejectLine(place, error.message, sinks, counts);
      return;
    }
    this.mapper.map(parsed, place, broken, sinks, counts);
  }

  private async read(task: ChunkTask): Promise<Buffer> {
    if (this.buffer.length < task.length) this.buffer = Buffer.allocUnsafeSlow(task.length);
    let file: FileHandle | undefined;
    try {
      file = await open(task.file, 'r');
      let filled = 0;
      while (filled < task.length) {
        const { bytesRead } = await file.read(
          this.buffer,
          filled,
          task.length - filled,
          task.offset + filled,
        );
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      if (filled < task.length) {
        throw new SourceError(
          'INPUT_CHANGED',
          `${task.file} ends at byte ${task.offset + filled}; ${task.offset + task.length} were expected.`,
        );
      }
      return this.buffer.subarray(0, task.length);
    } catch (error) {
      if (error instanceof SourceError) throw error;
      throw new SourceError('INPUT_UNREADABLE', `${task.file} cannot be read: ${(error as Error).message}.`, {
        cause: error,
      });
    } finally {
      await file?.close();
    }
  }
}
