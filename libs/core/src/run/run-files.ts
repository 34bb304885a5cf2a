import { constants } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigError, LoadError } from '../errors/etl-error';

/** `2026-11-22T14-30-05Z`: sorts by time and is a file name everywhere. */
export function runName(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}

/**
 * Makes a run's folder, readable by its owner only. Two runs in one second get names of their own.
 * @throws ConfigError OUTPUT_NOT_WRITABLE
 */
export async function makeRunFolder(parent: string, name: string): Promise<{ name: string; path: string }> {
  try {
    await mkdir(parent, { recursive: true, mode: 0o700 });
    await access(parent, constants.W_OK);
    for (let n = 1; ; n += 1) {
      const unique = n === 1 ? name : `${name}-${n}`;
      const path = join(parent, unique);
      try {
        await mkdir(path, { mode: 0o700 });
        return { name: unique, path };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  } catch (error) {
    throw new ConfigError(
      'OUTPUT_NOT_WRITABLE',
      `A folder for this run cannot be made in ${parent}: ${(error as Error).message}.`,
      {
        context: { output: parent },
        cause: error,
      },
    );
  }
}

/**
 * A file that is complete or not there: written as `.part`, flushed to the disk, renamed.
 * @throws LoadError OUTPUT_FAILED where the disk is full or the file cannot be written.
 */
export class AtomicFile {
  private constructor(
    readonly path: string,
    private readonly handle: Awaited<ReturnType<typeof open>>,
  ) {}

  static async create(path: string): Promise<AtomicFile> {
    return guarded(path, async () => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      return new AtomicFile(path, await open(`${path}.part`, 'w', 0o600));
    });
  }

  async write(bytes: Uint8Array): Promise<void> {
    await guarded(this.path, async () => {
      let written = 0;
      while (written < bytes.length) written += (await this.handle.write(bytes, written)).bytesWritten;
    });
  }

  async commit(): Promise<void> {
    await guarded(this.path, async () => {
      await this.handle.sync();
      await this.handle.close();
      await rename(`${this.path}.part`, this.path);
    });
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(`${this.path}.part`, { force: true });
  }
}

/** Writes a small file whole, as {@link AtomicFile} does. */
export async function writeJson(path: string, content: unknown): Promise<void> {
  const file = await AtomicFile.create(path);
  try {
    await file.write(Buffer.from(`${JSON.stringify(content, null, 2)}\n`));
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new LoadError('OUTPUT_FAILED', `${path} cannot be written: ${(error as Error).message}.`, {
      context: { file: path },
      cause: error,
    });
  }
}
