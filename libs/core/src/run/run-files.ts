import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConfigError, EtlError, LoadError } from '../errors/etl-error';

/** `2026-11-22T14-30-05Z`: sorts by time and is a file name everywhere. */
export function runName(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}

/**
 * `2026-11-22T14-30-05.123Z`. The target knows the import by it: two of a second that lie in different folders would have one name
 * without the milliseconds.
 */
export function importName(at: Date): string {
  return at.toISOString().replaceAll(':', '-');
}

/** What a log, a ledger and the like need at the least: a run that cannot write as much had better not begin. */
const LEAST_ROOM = 64 * 1024;
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Makes a run's folder, readable by its owner only. Two runs in one second get names of their own.
 * @throws ConfigError OUTPUT_NOT_WRITABLE
 * @throws LoadError OUTPUT_FAILED where the disk has no room for a run's files; the folder is gone again then.
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
        await requireRoom(path);
        return { name: unique, path };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  } catch (error) {
    if (error instanceof EtlError) throw error;
    if (NO_ROOM.has((error as NodeJS.ErrnoException).code ?? '')) throw writeError(parent, error);
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

async function requireRoom(folder: string): Promise<void> {
  try {
    const probe = await AtomicFile.create(join(folder, 'probe'));
    try {
      // Zeros would take no room where the file system compresses.
      await probe.write(randomBytes(LEAST_ROOM));
    } finally {
      await probe.discard();
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
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

  /** @param flush false where a crash of the machine may take the file: flushing takes up to 0.1 s */
  async commit(flush = true): Promise<void> {
    await guarded(this.path, async () => {
      if (flush) await this.handle.sync();
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

/** The content of a file, piece by piece. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Writes a small file as JSON, as {@link writeWhole} does. */
export function writeJson(path: string, content: unknown): Promise<void> {
  return writeWhole(path, [Buffer.from(`${JSON.stringify(content, null, 2)}\n`)]);
}

/**
 * Writes a file that is complete or not there, whatever goes wrong on either side.
 * @param flush as in {@link AtomicFile.commit}
 * @throws LoadError OUTPUT_FAILED
 */
export async function writeWhole(path: string, pieces: Pieces, flush = true): Promise<void> {
  const file = await AtomicFile.create(path);
  try {
    for await (const piece of pieces) await file.write(piece);
    await file.commit(flush);
  } catch (error) {
    await file.discard();
    throw error;
  }
}

async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw writeError(path, error);
  }
}

function writeError(path: string, cause: unknown): LoadError {
  return new LoadError('OUTPUT_FAILED', `${path} cannot be written: ${(cause as Error).message}.`, {
    context: { file: path },
    cause,
  });
}
