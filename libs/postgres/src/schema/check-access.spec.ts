import { Id, Reference, Table } from '@etl/core';
import pg from 'pg';
import { PostgresTarget } from '../postgres-target';
import { lockImportSql, unlockImportSql } from '../sql/journal/lock';
import { planOf } from '../testing/import-trial';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';

@Table('Owner')
class Owner {
  @Id() id!: string;
}
@Table('Thing')
class Thing {
  @Id() id!: string;
  @Reference({ table: 'Owner' }) ownerId!: string;
}
const owners = planOf('owners', Owner);
const things = planOf('things', Thing);

/** Everything that an import of things needs. */
const ALL_RIGHTS = [
  'GRANT USAGE ON SCHEMA public, _etl TO app',
  'GRANT CREATE ON SCHEMA _etl TO app',
  'GRANT SELECT, INSERT, UPDATE ON "Thing" TO app',
  'GRANT SELECT ON "Owner" TO app',
  'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA _etl TO app',
];

describe('the rights of an import', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let poor: PostgresTarget;
  /** Roles belong to the whole server. */
  const role = `etl_poor_rights_${process.pid}`;
  const named = (sql: string): string => sql.replaceAll(/\bapp\b/g, role);

  beforeAll(async () => {
    database = await createTestDatabase();
    admin = new pg.Client({ connectionString: database.uri });
    await admin.connect();
    await admin.query(`CREATE ROLE "${role}" LOGIN PASSWORD 'pass'`);
    const rich = new PostgresTarget(database.uri);
    await rich.applySchema([owners, things]);
    await rich.migrate();
    const uri = new URL(database.uri);
    [uri.username, uri.password] = [role, 'pass'];
    poor = new PostgresTarget(uri.toString());
    for (const sql of ALL_RIGHTS) await admin.query(named(sql));
  });
  afterAll(async () => {
    await admin.query(`DROP OWNED BY "${role}"`);
    await admin.query(`DROP ROLE "${role}"`);
    await admin.end();
    await database.drop();
  });

  const failure = (): Promise<unknown> => poor.checkAccess([things]).catch((error: unknown) => error);

  it('are these and no more', async () => {
    expect(await failure()).toBeUndefined();
  });

  it.each([
    ['INSERT ON "Thing"', 'INSERT on the table Thing', 'GRANT INSERT ON "public"."Thing" TO "app"'],
    [
      'UPDATE, SELECT ON "Thing"',
      'SELECT, UPDATE on the table Thing',
      'GRANT SELECT, UPDATE ON "public"."Thing" TO "app"',
    ],
    ['SELECT ON "Owner"', 'SELECT on the table Owner', 'GRANT SELECT ON "public"."Owner" TO "app"'],
    ['USAGE ON SCHEMA _etl', 'USAGE on the schema _etl', 'GRANT USAGE ON SCHEMA "_etl" TO "app"'],
    ['CREATE ON SCHEMA _etl', 'CREATE on the schema _etl', 'GRANT CREATE ON SCHEMA "_etl" TO "app"'],
    [
      'INSERT, DELETE ON _etl.residue',
      'INSERT, DELETE on the table _etl.residue',
      'GRANT INSERT, DELETE ON "_etl"."residue" TO "app"',
    ],
  ])('without %s: refused, with the statement that helps', async (right, what, grant) => {
    await admin.query(named(`REVOKE ${right} FROM app`));
    expect(await failure()).toMatchObject({
      code: 'TARGET_PERMISSION',
      exitCode: 2,
      message: named(
        [
          `The role app lacks rights in ${poor.uri.redacted}; nothing was written. It needs:`,
          `  ${what}`,
          'This gives them, run by their owner:',
          `  ${grant};`,
        ].join('\n'),
      ),
    });
    await admin.query(named(grant));
    expect(await failure()).toBeUndefined();
  });

  it('are all named at once', async () => {
    await admin.query(named('REVOKE ALL ON "Thing", "Owner", _etl.run, _etl.reject FROM app'));
    const { message } = (await failure()) as Error;
    expect(message).toContain('  SELECT, INSERT, UPDATE, DELETE on the tables _etl.reject, _etl.run\n');
    expect(message.match(/^ {2}GRANT .*;$/gm)).toHaveLength(3);
    for (const sql of ALL_RIGHTS) await admin.query(named(sql));
  });

  it('do not reach a stage that an import of another role has left', async () => {
    await admin.query('CREATE TABLE _etl."stage_Thing" (id text)');
    expect(await failure()).toMatchObject({
      code: 'TARGET_PERMISSION',
      message: expect.stringMatching(
        /ownership of the table _etl\.stage_Thing, which an import of .* has left\n[^]*DROP TABLE "_etl"\."stage_Thing";/,
      ),
    });
    // While an import runs, its stage is none that was left: what keeps the second import back is the lock.
    await admin.query(lockImportSql);
    expect(await failure()).toBeUndefined();
    await admin.query(unlockImportSql);
    await admin.query('DROP TABLE _etl."stage_Thing"');
  });

  it('include making the schema _etl where it is not there', async () => {
    await admin.query('ALTER SCHEMA _etl RENAME TO kept');
    const grant = `GRANT CREATE ON DATABASE "${poor.uri.database}" TO "${role}"`;
    expect(await failure()).toMatchObject({
      code: 'TARGET_PERMISSION',
      message: expect.stringContaining(
        `for the schema _etl)\nThis gives them, run by their owner:\n  ${grant};`,
      ),
    });
    await admin.query(grant);
    expect(await failure()).toBeUndefined();
    await admin.query('ALTER SCHEMA kept RENAME TO _etl');
  });

  it('are others for creating the tables', async () => {
    await admin.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
    await expect(poor.applySchema([things])).rejects.toMatchObject({
      code: 'TARGET_PERMISSION',
      message: expect.stringContaining(`GRANT CREATE ON SCHEMA "public" TO "${role}";`),
    });
  });

  it('are asked of tables that are there', async () => {
    await admin.query('ALTER TABLE "Owner" RENAME TO "Elsewhere"');
    expect(await failure()).toMatchObject({
      code: 'TARGET_TABLES_MISSING',
      message: expect.stringContaining('lacks Owner, which the imported tables refer to'),
    });
    await admin.query('ALTER TABLE "Elsewhere" RENAME TO "Owner"');
  });
});
