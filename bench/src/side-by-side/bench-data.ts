import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Manifest } from '@etl/core';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { CLI } from './cli';
import { interruption } from './interruption';
import { runProcess } from './measured-process';
import { quoted, type ScratchDatabases } from './scratch-databases';
import { readSchemaParts, type SchemaParts, startsOfImports } from './schema-parts';

/** One size of data in every form that a way needs. Made before any clock runs. */
export interface BenchData {
  /** Prefix of the databases of this size. */
  readonly name: string;
  readonly properties: number;
  /** A mongodump folder. */
  readonly dump: string;
  readonly dumpBytes: number;
  /** The folder of our export of it. */
  readonly input: string;
  readonly inputBytes: number;
  readonly documents: number;
  /** `<table>.txt`: rows as COPY's text format; `<table>.jsonl`: the same rows as JSON. */
  readonly rows: string;
  /** When they were imported: what documents without a time of their own have in its place. */
  readonly now: string;
  readonly schema: SchemaParts;
  /** Databases with the finished schema, and with its bare tables, to make others of. */
  readonly finished: string;
  readonly bare: string;
}

/**
 * Makes `properties` properties and the rest in proportion, exports them, imports them once, and takes the rows of that
 * import as the ready text of the references: so all ways have the same rows to bring in.
 */
export async function makeData(
  databases: ScratchDatabases,
  folder: string,
  name: string,
  properties: number,
): Promise<BenchData> {
  const root = join(folder, name);
  await rm(root, { recursive: true, force: true });
  const sample = join(root, 'dump');
  await runProcess(process.execPath, [CLI, 'sample', '--documents', String(properties), '--output', sample]);
  const dump = join(
    sample,
    (await readdir(sample)).find((entry) => !entry.includes('.'))!,
  );
  const output = join(root, 'output');
  await runProcess(process.execPath, [CLI, 'export', '--source', dump, '--output', output]);
  const input = join(
    output,
    (await readdir(output)).find((entry) => entry !== 'latest')!,
  );

  const [finished, bare, first] = [`bench_${name}_finished`, `bench_${name}_bare`, `bench_${name}_first`];
  await databases.create(finished);
  await runProcess(process.execPath, [CLI, 'schema', 'apply', '--target', databases.uriOf(finished)]);
  const schema = await readSchemaParts(databases, finished);
  await databases.create(bare, finished);
  for (const statement of schema.dropKeys) await databases.query(bare, statement);
  await databases.create(first, finished);
  await runProcess(process.execPath, [
    ...[CLI, 'import', '--input', input, '--target', databases.uriOf(first)],
    ...['--yes', '--allow-rejects'],
  ]);
  const rows = join(root, 'rows');
  const [now] = await startsOfImports(databases, first);
  await writeRows(databases.uriOf(first), schema.tables, rows);
  await databases.drop(first);
  const { collections } = JSON.parse(await readFile(join(input, 'manifest.json'), 'utf8')) as Manifest;
  return {
    ...{ name, properties, dump, input, rows, schema, finished, bare, now: now! },
    dumpBytes: await bytesOf(dump, '.bson'),
    inputBytes: await bytesOf(input, '.jsonl'),
    documents: collections.reduce((sum, { documents }) => sum + documents, 0),
  };
}

async function bytesOf(folder: string, ending: string): Promise<number> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(ending));
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function writeRows(uri: string, tables: readonly string[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const client = new pg.Client(uri);
  // A server that is stopped meanwhile is the failure of the statement, or of the next one.
  client.on('error', () => undefined);
  const write = (sql: string, file: string): Promise<void> =>
    pipeline(client.query(copyTo(sql)), createWriteStream(join(folder, file)), { signal: interruption });
  await client.connect();
  try {
    for (const table of tables) {
      await write(`COPY ${quoted(table)} TO STDOUT`, `${table}.txt`);
      // CSV with quote and delimiter that JSON has not: it comes out as it is.
      const json = `COPY (SELECT row_to_json(t) FROM ${quoted(table)} t) TO STDOUT (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02')`;
      await write(json, `${table}.jsonl`);
    }
  } finally {
    await client.end();
  }
}
