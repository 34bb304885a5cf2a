import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A collection of a dump: the BSON of its documents, one after the other. */
export interface DumpedCollection {
  readonly name: string;
  readonly documents: readonly Buffer[];
}

/** Reads `<folder>/*.bson`. */
export async function readDump(folder: string): Promise<DumpedCollection[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.bson')).sort();
  return Promise.all(
    names.map(async (name) => ({
      name: basename(name, '.bson'),
      documents: split(await readFile(join(folder, name))),
    })),
  );
}

function split(bytes: Buffer): Buffer[] {
  const documents: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readInt32LE(at);
    documents.push(bytes.subarray(at, at + length));
    at += length;
  }
  return documents;
}

/** Writes `<folder>/<collection>.bson`, which is what a reader of dumps needs. */
export async function writeDump(folder: string, collections: readonly DumpedCollection[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, documents } of collections) {
    await writeFile(join(folder, `${name}.bson`), Buffer.concat([...documents]));
  }
}
