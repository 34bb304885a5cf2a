/** 128 + SIGINT, as shells have it. */
export const EXIT_INTERRUPTED = 130;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let stopping = false;

/** True from the first Ctrl-C on. */
export const isStopping = (): boolean => stopping;

export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the signals back to Node; not from the first Ctrl-C on, since a second one has to end with the same exit code. */
  release(): void;
}

/**
 * The first Ctrl-C (or SIGTERM, or SIGHUP: a terminal that was closed) asks for a clean stop through the AbortSignal; the second one ends the process at once.
 * @param onFirst called when the clean stop begins
 */
export function watchInterruption(onFirst: () => void): Interruption {
  const controller = new AbortController();
  const stop = (): void => {
    // npm and Nx pass the signal on to a process that the terminal has already told: both belong to one Ctrl-C.
    if (controller.signal.aborted) {
      if (Date.now() - abortedAt > 500) process.exit(EXIT_INTERRUPTED);
      return;
    }
    abortedAt = Date.now();
    stopping = true;
    controller.abort();
    onFirst();
  };
  let abortedAt = 0;
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal: controller.signal,
    release: () => {
      if (controller.signal.aborted) return;
      for (const name of SIGNALS) process.off(name, stop);
    },
  };
}
