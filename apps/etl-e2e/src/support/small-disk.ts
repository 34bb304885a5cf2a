import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of a few megabytes, in memory. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all room but `left` bytes; what was taken before is given back first. */
  fill(left: number): Promise<void>;
  /** Gives back what `fill` took. */
  free(): Promise<void>;
  /** Mounts it again with other options: `size=8m`, `ro`. */
  change(options: string): void;
  leave(): void;
}

export function openSmallDisk(size: string): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'etl-disk-'));
  run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  const filler = join(folder, 'filler');
  const free = (): Promise<void> => rm(filler, { force: true });
  return {
    folder,
    free,
    fill: async (left) => {
      await free();
      const { bavail, bsize } = await statfs(folder);
      const taken = Buffer.alloc(Math.max(0, bavail * bsize - left));
      // Where somebody else writes meanwhile, there is less room than was thought, and it is full all the same.
      await writeFile(filler, taken).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC') throw error;
      });
    },
    change: (options) => run('mount', ['-o', `remount,${options}`, folder]),
    leave: () => {
      run('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
}

function mayMount(): boolean {
  try {
    openSmallDisk('64k').leave();
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim() : String(error);
    process.stderr.write(`\n⚠️  NO SMALL DISK FOR THE TESTS (${reason}). What needs one is SKIPPED.\n\n`);
    return false;
  }
}

/** Mounting needs Linux and root. */
export const describeWithSmallDisk = mayMount() ? describe : describe.skip;
