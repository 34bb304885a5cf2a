import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from './run-files';

const NAME = 'UNFINISHED';
const TEXT = 'This export has not come to its end: collections may be missing, and there is no manifest.\n';

/**
 * Puts a mark into the folder of an export, which goes when its manifest is there. Without it, the files of an export that
 * died would pass for a folder of loose files, and an import of them for the whole.
 */
export function markUnfinished(folder: string): Promise<void> {
  return writeWhole(join(folder, NAME), [Buffer.from(TEXT)]);
}

export async function markFinished(folder: string): Promise<void> {
  await rm(join(folder, NAME), { force: true });
}

export async function isUnfinished(folder: string): Promise<boolean> {
  return stat(join(folder, NAME)).then(
    () => true,
    () => false,
  );
}
