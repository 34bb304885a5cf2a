import type { ChunkCounts, ChunkTask, ErrorCode, ErrorContext, ImportRun } from '@etl/core';
import type { PluginEntry } from '../plugins/find-plugin';

/** What a worker thread is started with. */
export interface WorkerSetup {
  readonly target: string;
  readonly run: ImportRun;
  readonly collections: readonly string[];
  /** A thread loads them itself: functions cannot be sent to it. */
  readonly plugins: readonly PluginEntry[];
  /** How often a lost connection is tried again. */
  readonly retries: number;
}

export type ToWorker = { readonly kind: 'load'; readonly task: ChunkTask } | { readonly kind: 'close' };

export type FromWorker =
  | { readonly kind: 'loaded'; readonly counts: ChunkCounts }
  | { readonly kind: 'failed'; readonly error: SentError };

/** An error as plain data: structured cloning keeps neither the class nor the code. */
export interface SentError {
  /** Absent where the error is none of ours. */
  readonly code?: ErrorCode;
  readonly remedy?: string;
  readonly message: string;
  readonly context: ErrorContext;
  readonly stack: string;
}
