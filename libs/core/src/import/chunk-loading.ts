import type { CollectionPlan } from '../collection/plan';
import { ConfigError, EtlError, LoadError } from '../errors/etl-error';
import type { ChunkTask } from '../ports/chunk-runner';
import type { ChunkCounts, ChunkLoader, ChunkSinks } from '../ports/target';
import { parseLine } from '../values';
import type { ChunkReader } from './chunk-reader';
import { emptyCounts } from './chunk-counts';
import { ChunkDigests, type JudgedLine } from './chunk-digests';
import { DocumentMapper } from './document-mapper';
import { describeFailedLine } from './failed-line';
import { type Line, readLines } from './line-reader';
import { NO_SINKS } from './no-sinks';

/** The same error, with the chunk in front: which documents a failure concerns is the first thing to know. */
function describeFailure(error: unknown, task: ChunkTask): unknown {
  if (!(error instanceof EtlError)) return error;
  const { collection, index, firstLine, firstId, lastId } = task;
  const ids = firstId === null ? '' : `, _id ${firstId} to ${lastId}`;
  const message = `Chunk ${index} of ${collection} (from line ${firstLine}${ids}) was not loaded: ${error.message}`;
  return new LoadError(error.code, message, {
    context: { collection, chunk: index, firstLine, firstId, lastId, ...error.context },
    remedy: error.remedy,
    cause: error,
  });
}

/** Every line of a run that leaves no digests. */
const LOADED: JudgedLine = { work: 'load', digest: null };

/** `2026-11-22T14:30:05.123Z` → `2026-11-22 14:30:05.123` */
function asTimestamp(iso: string): string {
  return iso.slice(0, 10) + ' ' + iso.slice(11, 23);
}

/**
 * Loads chunks of one collection: reads, checks, maps, and commits. One of these per worker and collection; the mapper is
 * used again.
 */
export class ChunkLoading {
  private readonly mapper: DocumentMapper;

  constructor(
    private readonly plan: CollectionPlan,
    private readonly loader: ChunkLoader,
    private readonly reader: ChunkReader,
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
      await this.loader.abandon();
      throw describeFailure(error, task);
    }
  }

  private async loadChunk(task: ChunkTask): Promise<ChunkCounts> {
    if (task.planHash !== this.plan.hash) {
      // Those of this program are constants.
      throw new ConfigError(
        'PLUGIN_FAILED',
        `The plug-in of ${task.collection} returned another definition when it was called again, in a worker thread.`,
        {
          remedy:
            'A plug-in returns the same definition whenever it is called: let it depend on no time, random number or state. Until then, --workers 1 may do.',
        },
      );
    }
    const { bytes, sha256 } = await this.reader.read(task);
    const chunk = { collection: task.collection, chunk: task.index, sha256 };
    const sinks = this.loader.begin(this.plan);
    const counts = emptyCounts();
    /** Of what was counted in an earlier round. */
    const counted = emptyCounts();
    const digests = task.digests === undefined ? null : new ChunkDigests(task.digests, this.plan);
    for (const line of readLines(bytes, task)) {
      const { work, digest } = digests?.judge(line) ?? LOADED;
      if (work === 'leave') continue;
      this.mapper.digest = digest;
      try {
        this.mapLine(line, work === 'count' ? NO_SINKS : sinks, work === 'send' ? counted : counts);
      } catch (error) {
        throw describeFailedLine(error, line);
      }
      if (this.loader.isFull) await this.loader.send(chunk);
    }
    digests?.addTo(counts);
    await this.loader.commit({ ...chunk, counts });
    return counts;
  }

  private mapLine(line: Line, sinks: ChunkSinks, counts: ChunkCounts): void {
    const { place, broken } = line;
    if (this.mapper.mapScanned(line, sinks, counts)) return;
    let parsed;
    try {
      parsed = parseLine(line.text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      counts.documents += 1;
      this.mapper.rejectLine(place, error.message, sinks, counts);
      return;
    }
    this.mapper.map(parsed, place, broken, sinks, counts);
  }
}
