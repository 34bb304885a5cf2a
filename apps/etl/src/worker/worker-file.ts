/** The bundles of the threads' entries lie beside the one of the command line. */
export const workerFile = (): URL => new URL('./chunk-worker.mjs', import.meta.url);
export const transcodeWorkerFile = (): URL => new URL('./transcode-worker.mjs', import.meta.url);
