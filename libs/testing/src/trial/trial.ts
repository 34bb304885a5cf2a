import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CollectionDefinition,
  type CollectionPlan,
  type CollectionRegistry,
  ImportPipeline,
  type ImportResult,
  planCollection,
  type Target,
  VerifyPipeline,
  type VerifyResult,
} from '@etl/core';
import { createTestDatabase, PostgresTarget, primaryKeyOf, quoted } from '@etl/postgres';
import { Client } from 'pg';
import { inProcessRunner } from './in-process-runner';
import { noLog, noProgress, stoppedClock } from './quiet-ports';
import { parentTables, stubOf } from './stub-parents';

/** Column → text as PostgreSQL prints it. */
export type Row = Readonly<Record<string, string | null>>;

/** Of a row that was read: its key, whatever the column is called. */
export const KEY: unique symbol = Symbol('key');
export type FoundRow = Row & { readonly [KEY]: string };

/** One reject of a document, as the reject file has it. */
export interface RejectEntry {
  readonly code: string;
  readonly table: string;
  readonly entry?: number;
  readonly line: number;
  readonly _id: string | null;
  readonly field: string | null;
  readonly value: string | null;
  readonly detail: string | null;
}

/** JSON Pointer → the original of what no column holds as it was. */
export type Residue = Readonly<Record<string, unknown>>;

/** A line of the reject file, and what it says. */
export interface RejectLine {
  readonly text: string;
  readonly rejects: readonly RejectEntry[];
}

/** A database of its own with the collection's tables and stubs of their parents, and the real pipelines. */
export interface Trial {
  readonly plan: CollectionPlan;
  readonly target: Target;
  readonly sql: Client;
  /** Makes the lines the collection's file. */
  write(lines: readonly string[]): Promise<void>;
  /** Makes rows of the stubbed tables. */
  addParents(ids: ReadonlyMap<string, Iterable<string>>): Promise<void>;
  /** Empty tables are filled without their keys, unless these are kept. */
  import(options?: { readonly keepKeys: boolean }): Promise<ImportResult>;
  verify(): Promise<VerifyResult>;
  /** All rows of a table by id. */
  rows(table: string): Promise<FoundRow[]>;
  rejects(result: ImportResult): Promise<RejectLine[]>;
  /** Document → JSON Pointer → original, of the documents that became rows. */
  residue(): Promise<Map<string, Residue>>;
}

/** Runs `work` with a trial of the collection, and removes everything afterwards. */
export async function withTrial<T>(
  definition: CollectionDefinition,
  work: (trial: Trial) => Promise<T>,
): Promise<T> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'etl-trial-'));
  const target = new PostgresTarget(database.uri);
  const sql = new Client({ connectionString: database.uri });
  try {
    await sql.connect();
    await sql.query('SET TimeZone = UTC');
    return await work(await prepare(definition, target, sql, folder));
  } finally {
    await sql.end();
    await target.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(
  definition: CollectionDefinition,
  target: Target,
  sql: Client,
  folder: string,
): Promise<Trial> {
  const plan = planCollection(definition);
  const stubs = parentTables(plan);
  await target.applySchema([...stubs.map((table) => planCollection(stubOf(table))), plan]);
  const registry: CollectionRegistry = new Map([[definition.name, () => Promise.resolve(definition)]]);
  const importing = new ImportPipeline(
    target,
    registry,
    inProcessRunner(target),
    noProgress,
    noLog,
    stoppedClock,
  );
  const verifying = new VerifyPipeline(target, refuseSource, registry, noProgress, noLog, stoppedClock);
  return {
    plan,
    target,
    sql,
    write: (lines) =>
      writeFile(join(folder, `${plan.name}.jsonl`), lines.map((line) => `${line}\n`).join('')),
    addParents: async (ids) => {
      for (const [table, wanted] of ids) {
        await sql.query(
          `INSERT INTO ${quoted(table)} ("id") SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`,
          [[...wanted]],
        );
      }
    },
    import: ({ keepKeys } = { keepKeys: false }) =>
      // Batches smaller than a trial, so that more than one is committed.
      importing.run({
        input: folder,
        batchSize: 50,
        onLoss: 'record',
        dryRun: false,
        keepKeys,
        confirm: () => Promise.resolve(true),
      }),
    verify: () => verifying.run({ input: folder, output: folder, batchSize: 50 }),
    rows: (table) => rowsOf(sql, plan, table),
    rejects: async ({ rejectFiles }) => (await Promise.all(rejectFiles.map(readRejects))).flat(),
    residue: () => residueOf(sql),
  };
}

const refuseSource = (): Promise<never> => Promise.reject(new Error('A trial verifies against its file.'));

async function rowsOf(sql: Client, plan: CollectionPlan, name: string): Promise<FoundRow[]> {
  const table = plan.tables.find((candidate) => candidate.name === name);
  if (table === undefined) throw new Error(`${plan.name} has no table ${name}.`);
  const key = primaryKeyOf(table).name;
  const columns = table.columns
    .map((column) => `${quoted(column.name)}::text AS ${quoted(column.name)}`)
    .join(', ');
  const { rows } = await sql.query<Row>(
    `SELECT ${columns} FROM ${quoted(name)} ORDER BY ${quoted(key)} COLLATE "C"`,
  );
  return rows.map((row) => Object.defineProperty(row, KEY, { value: row[key] }) as FoundRow);
}

async function residueOf(sql: Client): Promise<Map<string, Residue>> {
  const { rows } = await sql.query<{ id: string; document: Residue }>(
    'SELECT document_id AS id, document FROM _etl.residue WHERE part = 0',
  );
  return new Map(rows.map(({ id, document }) => [id, document]));
}

async function readRejects(file: string): Promise<RejectLine[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((text) => ({ text, rejects: (JSON.parse(text) as { rejects: RejectEntry[] }).rejects }));
}
