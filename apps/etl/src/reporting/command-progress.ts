import type { Progress } from '@etl/core';

export type Unit = Parameters<Progress['start']>[2];

/** Progress that gives the terminal back, also where a task never finished. */
export interface CommandProgress extends Progress {
  close(): void;
}
