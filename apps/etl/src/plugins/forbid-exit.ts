import { placeInPlugin } from '@etl/core';

/** Runs code of a plug-in that must not end the program: its `process.exit` throws, so that the command fails aloud. */
export async function forbidExit<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const { exit } = process;
  process.exit = (code) => {
    const called = new Error(`it calls process.exit(${code ?? ''})`);
    // An interruption ends the program while a plug-in hangs.
    if (placeInPlugin(called, folder) === undefined) return exit(code);
    throw called;
  };
  try {
    return await work();
  } finally {
    process.exit = exit;
  }
}
