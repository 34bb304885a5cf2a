import { createTestDatabase } from '@etl/postgres';
import { Client } from 'pg';

/** A database of its own for a describe block, with these statements run in it. */
export function databaseWith(...statements: readonly string[]): { readonly uri: string } {
  let uri = '';
  let drop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const database = await createTestDatabase();
    ({ uri, drop } = database);
    await run(uri, statements);
  });
  afterAll(() => drop?.());
  return {
    get uri() {
      return uri;
    },
  };
}

/** Runs statements one after the other over a connection of their own. */
export async function run(uri: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: uri });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
