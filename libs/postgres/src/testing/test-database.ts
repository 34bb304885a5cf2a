import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database that nobody else uses. */
export interface TestDatabase {
  readonly uri: string;
  drop(): Promise<void>;
}

/** The variable through which `jest-global-setup` says where the server is. */
export const TEST_DATABASE_VARIABLE = 'ETL_TEST_DATABASE_URL';

async function run(uri: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: uri });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * A new empty database on the server of `ETL_TEST_DATABASE_URL`, whose role must be allowed to create one.
 * @param options of CREATE DATABASE
 */
export async function createTestDatabase(options = "ENCODING 'UTF8'"): Promise<TestDatabase> {
  const server = process.env[TEST_DATABASE_VARIABLE];
  if (server === undefined || server === '') {
    throw new Error(
      `${TEST_DATABASE_VARIABLE} is not set: the project's jest.config.cjs needs libs/postgres/jest-global-setup as its globalSetup.`,
    );
  }
  const name = `etl_test_${randomBytes(8).toString('hex')}`;
  await run(server, `CREATE DATABASE "${name}" TEMPLATE template0 ${options}`);
  const uri = new URL(server);
  uri.pathname = `/${name}`;
  return { uri: uri.toString(), drop: () => run(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}
