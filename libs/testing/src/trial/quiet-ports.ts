import type { Clock, OpenRunLog, Progress } from '@etl/core';

/** The start of every trial's run, and so the value of every `now` default. */
export const TRIAL_TIME = '2026-01-02T03:04:05.678Z';
export const TRIAL_TIMESTAMP = '2026-01-02 03:04:05.678';

export const stoppedClock: Clock = { now: () => new Date(TRIAL_TIME) };

const nothing = (): void => undefined;

export const noProgress: Progress = { start: nothing, advance: nothing, finish: nothing, say: nothing };

export const noLog: OpenRunLog = () => ({
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  close: () => Promise.resolve(),
});
