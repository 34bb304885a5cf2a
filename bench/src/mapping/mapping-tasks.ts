import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChunkTask, Manifest } from '@etl/core';

/** What the bench needs of a chunk; the plan's hash and the run are the worker's own. */
export type MappingTask = Omit<ChunkTask, 'planHash' | 'run' | 'onLoss'> & { readonly documents: number };

/** The chunks of every collection of an export; of a folder without a manifest, each file is one chunk. */
export async function tasksOf(folder: string): Promise<ReadonlyMap<string, readonly MappingTask[]>> {
  const names = await readdir(folder);
  return names.includes('manifest.json') ? tasksOfManifest(folder) : tasksOfFiles(folder, names);
}

async function tasksOfManifest(folder: string): Promise<Map<string, MappingTask[]>> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  return new Map(
    manifest.collections.map(({ name, file, chunks }) => {
      let firstLine = 1;
      const tasks = chunks.map((chunk, index) => {
        const task = { ...chunk, collection: name, index, file: join(folder, file), firstLine };
        firstLine += chunk.documents;
        return task;
      });
      return [name, tasks];
    }),
  );
}

async function tasksOfFiles(folder: string, names: readonly string[]): Promise<Map<string, MappingTask[]>> {
  const tasks = new Map<string, MappingTask[]>();
  for (const name of names.filter((file) => file.endsWith('.jsonl')).sort()) {
    const file = join(folder, name);
    const collection = name.slice(0, -'.jsonl'.length);
    const { size: length } = await stat(file);
    const ids = { sha256: null, firstId: null, lastId: null };
    tasks.set(collection, [
      { collection, index: 0, file, offset: 0, length, firstLine: 1, documents: 0, ...ids },
    ]);
  }
  return tasks;
}
