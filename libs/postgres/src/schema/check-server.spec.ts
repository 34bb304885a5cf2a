import { Id, Table } from '@etl/core';
import pg from 'pg';
import { PostgresTarget } from '../postgres-target';
import { planOf } from '../testing/import-trial';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';

@Table('Thing')
class Thing {
  @Id() id!: string;
}
const things = planOf('things', Thing);

const failureOf = (work: () => Promise<unknown>): Promise<unknown> => work().catch((error: unknown) => error);

describe('a database that is not in UTF8', () => {
  it.each(['LATIN1', 'SQL_ASCII', 'WIN1256'])(
    'but in %s is refused before anything is written',
    async (encoding) => {
      const database = await createTestDatabase(`ENCODING '${encoding}' LC_COLLATE 'C' LC_CTYPE 'C'`);
      try {
        const target = new PostgresTarget(database.uri);
        for (const work of [() => target.checkSchema([things]), () => target.applySchema([things])]) {
          expect(await failureOf(work)).toMatchObject({
            code: 'TARGET_ENCODING',
            exitCode: 2,
            message: expect.stringContaining(`has the encoding ${encoding}; only UTF8 holds every text`),
          });
        }
      } finally {
        await database.drop();
      }
    },
  );
});

describe('a server that does not take an import', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let target: PostgresTarget;
  const role = `etl_few_${process.pid}`;

  beforeAll(async () => {
    database = await createTestDatabase();
    admin = new pg.Client({ connectionString: database.uri });
    await admin.connect();
    target = new PostgresTarget(database.uri);
    await target.applySchema([things]);
    await admin.query(`CREATE ROLE "${role}" LOGIN PASSWORD 'right'`);
    await admin.query(`GRANT SELECT, INSERT, UPDATE ON "Thing" TO "${role}"`);
    await admin.query(`GRANT CREATE ON DATABASE "${target.uri.database}" TO "${role}"`);
  });
  afterAll(async () => {
    await admin.query(`DROP OWNED BY "${role}"`);
    await admin.query(`DROP ROLE "${role}"`);
    await admin.end();
    await database.drop();
  });

  const asRole = (loaders: number): PostgresTarget => {
    const uri = new URL(database.uri);
    [uri.username, uri.password] = [role, 'right'];
    return new PostgresTarget(uri.toString(), { loaders });
  };

  it('since it only reads', async () => {
    await admin.query(`ALTER DATABASE "${target.uri.database}" SET default_transaction_read_only = on`);
    for (const work of [() => target.checkAccess([things]), () => target.applySchema([things])]) {
      expect(await failureOf(work)).toMatchObject({
        code: 'TARGET_READ_ONLY',
        exitCode: 2,
        message: expect.stringContaining('default_transaction_read_only is on'),
      });
    }
    expect(await target.checkSchema([things])).toEqual([]);
    await admin.query(`ALTER DATABASE "${target.uri.database}" RESET default_transaction_read_only`);
  });

  it('since the URI names a schema that is not there', async () => {
    const other = new PostgresTarget(`${database.uri}?schema=app`);
    for (const work of [() => other.checkSchema([things]), () => other.applySchema([things])]) {
      expect(await failureOf(work)).toMatchObject({
        code: 'TARGET_SCHEMA_MISSING',
        message: expect.stringContaining('has no schema app'),
      });
    }
  });

  it.each([
    ['the role', `ALTER ROLE "${role}" CONNECTION LIMIT `],
    ['the database', `ALTER DATABASE "{database}" CONNECTION LIMIT `],
  ])('since %s has too few connections left', async (what, limit) => {
    const setLimit = (connections: number): Promise<unknown> =>
      admin.query(limit.replace('{database}', target.uri.database) + connections);
    const taken = what === 'the role' ? 0 : 1;
    await setLimit(4 + taken);
    expect(await failureOf(() => asRole(2).checkAccess([things]))).toBeUndefined();
    expect(await failureOf(() => asRole(3).checkAccess([things]))).toMatchObject({
      code: 'TARGET_CONNECTIONS',
      retryable: true,
      message: expect.stringMatching(
        `needs 5 connections to .*, but ${what} .* takes ${4 + taken}, of which ${taken} are in use\\. Nothing was written\\.`,
      ),
    });
    await setLimit(0);
    expect(await failureOf(() => asRole(1).checkAccess([things]))).toMatchObject({
      code: 'TARGET_CONNECTIONS',
      message: expect.stringMatching(`takes no more connections: too many connections for ${what.slice(4)}`),
    });
    await setLimit(-1);
  });
});
