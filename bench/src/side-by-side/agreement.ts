import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EJSON } from 'bson';
import type { BenchData } from './bench-data';
import { interruption } from './interruption';
import { fingerprint, startsOfImports } from './schema-parts';
import type { ScratchDatabases } from './scratch-databases';

/** Whether all ways have brought the same: what the first one has made is what the others are held against. */
export class Agreement {
  private readonly first = new Map<
    string,
    { readonly way: string; readonly prints: Record<string, string> }
  >();
  private readonly found: string[] = [];

  constructor(private readonly databases: ScratchDatabases) {}

  /** A line for each table or file in which a way differs from the first of its kind. */
  get differences(): readonly string[] {
    return this.found;
  }

  readonly tables = async (way: string, data: BenchData, database: string): Promise<void> => {
    const nows = [data.now, ...(await startsOfImports(this.databases, database))];
    const prints = await fingerprint(this.databases, database, data.schema.tables, nows);
    this.compare(`${data.name} tables`, way, prints);
  };

  /** Lines are compared as the documents that they stand for: an int64 may be spelled in two ways. */
  readonly lines = async (way: string, data: BenchData, folder: string): Promise<void> => {
    const prints: Record<string, string> = {};
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort())
      prints[file] = await documentsPrint(join(folder, file));
    this.compare(`${data.name} files`, way, prints);
  };

  private compare(kind: string, way: string, prints: Record<string, string>): void {
    const first = this.first.get(kind);
    if (first === undefined) {
      this.first.set(kind, { way, prints });
      return;
    }
    for (const name of new Set([...Object.keys(first.prints), ...Object.keys(prints)]))
      if (first.prints[name] !== prints[name])
        this.found.push(
          `${kind}: ${name} of ${way} is not that of ${first.way} (${prints[name] ?? 'none'} ↔ ${first.prints[name] ?? 'none'})`,
        );
  }
}

async function documentsPrint(path: string): Promise<string> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    interruption.throwIfAborted();
    hash.update(EJSON.stringify(EJSON.parse(line))).update('\n');
    count += 1;
  }
  return `${count} ${hash.digest('hex').slice(0, 32)}`;
}
