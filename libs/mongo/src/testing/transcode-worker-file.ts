import { build } from 'esbuild';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The entry of the transcoder's threads as JavaScript, written into `folder`: a thread knows nothing of jest. */
export async function transcodeWorkerFile(folder: string): Promise<URL> {
  const outfile = join(folder, 'transcode-worker.mjs');
  await build({
    entryPoints: [join(__dirname, '../transcode/transcode-worker.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  return pathToFileURL(outfile);
}
