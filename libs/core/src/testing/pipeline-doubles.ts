import type { Clock } from '../ports/clock';
import type { Progress } from '../ports/progress';
import type { OpenRunLog } from '../ports/run-log';
import type {
  CollectionState,
  LineBatch,
  ReadOptions,
  SourceDescription,
  SourceReader,
  UnwritableDocument,
} from '../ports/source-reader';

export const fixedClock: Clock = { now: () => new Date('2026-11-22T14:30:05.123Z') };

export const silentProgress: Progress = {
  start: () => undefined,
  advance: () => undefined,
  finish: () => undefined,
  say: () => undefined,
};

/** Keeps messages in `lines` and writes no file. */
export function recordingLog(lines: string[]): OpenRunLog {
  const note = (message: string): void => void lines.push(message);
  return () => ({ debug: note, info: note, warn: note, error: note, close: async () => undefined });
}

export interface MemoryCollection {
  readonly batches: readonly (readonly string[])[];
  readonly unwritable?: readonly UnwritableDocument[];
  /** What `state` answers, call by call; the last one stays. */
  readonly states?: readonly CollectionState[];
  readonly failure?: Error;
}

/** A source in memory: what the pipeline does with a source is its subject, not the source. */
export class MemorySource implements SourceReader {
  readonly readNames: string[] = [];
  /** What it was told, with each of these, that it will be asked for next. */
  readonly nextNames: (string | undefined)[] = [];
  closed = false;
  private readonly asked = new Map<string, number>();

  constructor(private readonly content: Readonly<Record<string, MemoryCollection>>) {}

  async describe(): Promise<SourceDescription> {
    return { kind: 'mongodump-folder', location: 'memory', database: 'test', snapshot: true };
  }

  async collections(): Promise<readonly string[]> {
    return Object.keys(this.content);
  }

  async state(collection: string): Promise<CollectionState> {
    const { states, batches } = this.content[collection]!;
    const asked = this.asked.get(collection) ?? 0;
    this.asked.set(collection, asked + 1);
    return (
      states?.[Math.min(asked, states.length - 1)] ?? {
        documents: batches.flat().length,
        newestUpdatedAt: null,
      }
    );
  }

  async *read(collection: string, { next }: Partial<ReadOptions> = {}): AsyncIterable<LineBatch> {
    this.readNames.push(collection);
    this.nextNames.push(next);
    const { batches, unwritable = [], failure } = this.content[collection]!;
    for (const [index, lines] of batches.entries()) {
      let end = 0;
      const ends = lines.map((line) => (end += Buffer.byteLength(line) + 1));
      yield {
        bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')),
        ends,
        firstId: lines.length === 0 ? null : `"${index}-first"`,
        lastId: lines.length === 0 ? null : `"${index}-last"`,
        unwritable: index === 0 ? unwritable : [],
        replaced: [],
      };
    }
    if (failure !== undefined) throw failure;
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}
