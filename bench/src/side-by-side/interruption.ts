/** 128 + the signal's number, as shells have it. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

type Signal = keyof typeof EXIT_CODES;

const SIGNALS = Object.keys(EXIT_CODES) as Signal[];

const controller = new AbortController();

/** Aborted when the measurement is interrupted: one for the whole process, as the signals are. */
export const interruption: AbortSignal = controller.signal;

/**
 * From now on the first signal aborts `interruption`, so that all that is under way ends and is cleared away; the second
 * one ends the process at once. The exit code is set as soon as the first one comes.
 * @param onFirst called once
 */
export function watchInterruption(onFirst: () => void): void {
  let abortedAt = 0;
  const stop = (signal: Signal): void => {
    // npm passes the signal on to a process that the terminal has already told: both belong to one Ctrl-C.
    if (controller.signal.aborted) {
      if (Date.now() - abortedAt > 500) process.exit(EXIT_CODES[signal]);
      return;
    }
    abortedAt = Date.now();
    process.exitCode = EXIT_CODES[signal];
    onFirst();
    controller.abort(new Error(`Interrupted by ${signal}.`));
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  // The package of the embedded server listens too once it is loaded, and would end the process before all is cleared away.
  process.on('newListener', (event: string, listener: (...args: unknown[]) => void) => {
    if (SIGNALS.some((signal) => signal === event)) queueMicrotask(() => process.off(event, listener));
  });
}
