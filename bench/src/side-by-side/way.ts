import type { Measured } from './measured-process';

/** Something that takes the same data to the same place as others do. */
export interface Way {
  readonly name: string;
  /** What is measured, in words. */
  readonly title: string;
  /** Rows or documents, and bytes read, of one run. */
  readonly documents: number;
  readonly bytes: number;
  /** Makes everything ready outside the clock, runs once, and clears away. `round` 0 is the first. */
  run(round: number): Promise<Measured>;
}

/** What the runs of one way gave, a number a round. */
export interface WayResult {
  readonly name: string;
  readonly title: string;
  readonly documents: number;
  readonly bytes: number;
  readonly seconds: readonly number[];
  readonly cpuSeconds: readonly (number | null)[];
  readonly peakMb: readonly (number | null)[];
}
