/** The bundle of the worker's entry lies beside the one of the command line. */
export const workerFile = (): URL => new URL('./chunk-worker.mjs', import.meta.url);
