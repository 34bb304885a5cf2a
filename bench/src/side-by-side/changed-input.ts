import { createHash } from 'node:crypto';
import { cp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '@etl/core';
import { interruption } from './interruption';

/** One document of so many is another one. */
const EVERY = 100;
const YEAR = /"updatedAt":\{"\$date":"(\d{4})-/;

/**
 * A copy of an export in which every hundredth document was changed a year later; where it has no such date, nothing changes. Lines
 * keep their lengths, so that the chunks of the manifest need another sha256 only.
 */
export async function changedInput(input: string): Promise<string> {
  const folder = `${input}-changed`;
  await rm(folder, { recursive: true, force: true });
  await cp(input, folder, { recursive: true });
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.jsonl'))) {
    interruption.throwIfAborted();
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
    await writeFile(
      join(folder, file),
      lines.map((line, index) => (index % EVERY === 0 ? line.replace(YEAR, aYearLater) : line)).join('\n'),
    );
  }
  await signAgain(folder);
  return folder;
}

const aYearLater = (text: string, year: string): string => text.replace(year, String(Number(year) + 1));

async function signAgain(folder: string): Promise<void> {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  const collections = [];
  for (const collection of manifest.collections) {
    interruption.throwIfAborted();
    const file = await open(join(folder, collection.file));
    try {
      const chunks = [];
      for (const chunk of collection.chunks) {
        const { buffer } = await file.read(Buffer.alloc(chunk.length), 0, chunk.length, chunk.offset);
        chunks.push({ ...chunk, sha256: createHash('sha256').update(buffer).digest('hex') });
      }
      collections.push({ ...collection, chunks });
    } finally {
      await file.close();
    }
  }
  await writeFile(path, JSON.stringify({ ...manifest, collections }));
}
