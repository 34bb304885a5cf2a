import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchData } from './bench-data';
import { CLI } from './cli';
import { measureNode, type Measured } from './measured-process';
import type { Way } from './way';

/** Called after a way's first run, with the folder of `<collection>.jsonl` that it has written. */
export type CheckLines = (way: string, data: BenchData, folder: string) => Promise<void>;

/** Ways from a mongodump folder to lines of Extended JSON. */
export class ExportWays {
  constructor(
    private readonly data: BenchData,
    private readonly folder: string,
    private readonly check: CheckLines,
  ) {}

  etl(name: string, title: string, ...options: readonly string[]): Way {
    return this.way(name, title, async (output) => {
      const measured = await measureNode([
        CLI,
        'export',
        '--source',
        this.data.dump,
        '--output',
        output,
        ...options,
      ]);
      const [run] = (await readdir(output)).filter((entry) => entry !== 'latest');
      return { measured, written: join(output, run!) };
    });
  }

  /** The ordinary way: `deserialize`, `EJSON.stringify`, a line. */
  ejson(name: string): Way {
    const peer = fileURLToPath(new URL('./ejson-export-peer.mjs', import.meta.url));
    return this.way(name, 'export: `deserialize` and `EJSON.stringify`', async (output) => ({
      measured: await measureNode([peer, this.data.dump, output]),
      written: output,
    }));
  }

  private way(
    name: string,
    title: string,
    write: (output: string) => Promise<{ measured: Measured; written: string }>,
  ): Way {
    return {
      ...{ name, title, documents: this.data.documents, bytes: this.data.dumpBytes },
      run: async (round) => {
        const output = join(this.folder, `${this.data.name}-${name}`);
        const { measured, written } = await write(output);
        if (round === 0) await this.check(name, this.data, written);
        await rm(output, { recursive: true });
        return measured;
      },
    };
  }
}
