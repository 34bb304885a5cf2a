import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@etl/postgres';
import { Client } from 'pg';
import { runCli } from './cli';

/** A folder and a database that nobody else uses. */
export interface Workplace {
  readonly folder: string;
  readonly databaseUrl: string;
  /** Rows as text, in the order asked for. */
  query(sql: string, parameters?: readonly unknown[]): Promise<Record<string, string | null>[]>;
  /** Empties the tables and forgets every run. */
  clear(): Promise<void>;
  leave(): Promise<void>;
}

export interface WorkplaceOptions {
  /** Whether the target tables are created; they are unless this is false. */
  readonly tables?: boolean;
  /** Options of CREATE DATABASE. */
  readonly database?: string;
}

export async function openWorkplace(options: WorkplaceOptions = {}): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'etl-e2e-'));
  const database = await createTestDatabase(options.database);
  const workplace: Workplace = {
    folder,
    databaseUrl: database.uri,
    query: async (sql, parameters = []) => {
      const client = new Client({ connectionString: database.uri });
      await client.connect();
      try {
        // Several statements answer with a list, of which the last one is asked for.
        const answers = [await client.query<Record<string, string | null>>(sql, [...parameters])].flat();
        return answers.at(-1)?.rows ?? [];
      } finally {
        await client.end();
      }
    },
    clear: async () => {
      const tables = await workplace.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
      const names = tables.map(({ tablename }) => `"${tablename}"`).join(', ');
      await workplace.query(`TRUNCATE ${names}; DROP SCHEMA IF EXISTS _etl CASCADE`);
    },
    leave: async () => {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  if (options.tables !== false) {
    const applied = await runCli(['schema', 'apply'], { cwd: folder, env: { DATABASE_URL: database.uri } });
    if (applied.code !== 0) throw new Error(`schema apply failed:\n${applied.stderr}`);
  }
  return workplace;
}
