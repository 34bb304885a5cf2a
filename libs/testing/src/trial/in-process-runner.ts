import { InProcessRunner, type OpenChunkRunner, type Target } from '@etl/core';

/** Loads chunks one after the other in the test's own process. */
export function inProcessRunner(target: Target): OpenChunkRunner {
  return async ({ run, plans }) => new InProcessRunner(() => target.openLoader(run), plans, 0);
}
