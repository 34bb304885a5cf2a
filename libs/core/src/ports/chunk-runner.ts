import type { CollectionPlan } from '../collection/plan';
import type { LossMode } from '../import/loss-mode';
import type { ChunkCounts, ImportRun } from './target';

/**
 * One chunk of one file: everything that a worker, or another machine, needs to load it. Plain data.
 */
export interface ChunkTask {
  readonly collection: string;
  /** {@link CollectionPlan.hash}: a worker whose plan differs refuses the task. */
  readonly planHash: string;
  readonly run: ImportRun;
  readonly onLoss: LossMode;
  readonly index: number;
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  /** The number of the chunk's first line, from 1. */
  readonly firstLine: number;
  /** From the manifest; null where there is none to check against. */
  readonly sha256: string | null;
  /** `_id` of the first and last document in Extended JSON; null where no manifest says. */
  readonly firstId: string | null;
  readonly lastId: string | null;
  /** Absent where rows get no digest. */
  readonly digests?: {
    /** What decides, beside its own bytes, what becomes of a line: 32 hex digits. */
    readonly seed: string;
    /** The buffer of a {@link DigestSet}: lines that are spared something; null where none is. */
    readonly known: SharedArrayBuffer | null;
    /** What they are spared: everything, or to be sent once they are mapped and counted. */
    readonly spared: 'everything' | 'sending';
    /** The second round over a file: only lines that are in `known` are loaded, which the first one has spared. */
    readonly again: boolean;
  };
}

/** Loads chunks, several at a time where it has the workers. */
export interface ChunkRunner {
  /** How many tasks it takes at a time. */
  readonly concurrency: number;
  run(task: ChunkTask): Promise<ChunkCounts>;
  /** Ends workers and their connections. */
  close(): Promise<void>;
}

/** What a runner is made for. */
export interface ChunkWork {
  readonly run: ImportRun;
  readonly plans: readonly CollectionPlan[];
  /** Of all input. */
  readonly bytes: number;
}

/**
 * Makes the runner of one import; in the process itself, or with worker threads. It may begin with whatever needs no stage,
 * which is not there yet.
 */
export type OpenChunkRunner = (work: ChunkWork) => Promise<ChunkRunner>;

export const OPEN_CHUNK_RUNNER = Symbol('OpenChunkRunner');
