import { PostgresTarget } from '../postgres-target';
import { catalogOf } from '../testing/catalog-of';
import { ImportTrial } from '../testing/import-trial';
import { createTestDatabase } from '../testing/test-database';
import { houses, people } from '../testing/trial-entities';

const person = (id: string, more: Record<string, string> = {}): Record<string, string> => ({
  id,
  name: id,
  createdAt: '2020-01-01 00:00:00',
  ...more,
});

describe('an import that dies while keys are put aside', () => {
  let trial: ImportTrial;
  let before: Record<string, unknown[]>;
  beforeEach(async () => {
    trial = await ImportTrial.begin('by the stage', people, houses);
    before = await catalogOf(trial.client);
    await trial.in('in place');
  });
  afterEach(() => trial.end());

  const load = async (): Promise<void> => {
    await trial.load('Person', [
      person('a', { bossId: 'b' }),
      person('b', { slug: 's' }),
      person('c', { slug: 's' }),
      person('d', { bossId: 'gone' }),
      person('d', { bossId: 'gone' }),
    ]);
    await trial.load('House', [{ id: 'h', ownerId: 'a', guestId: 'c' }]);
    await trial.load('Visit', [
      [
        { id: 'v', personId: 'a', houseId: 'h', times: 1, seenAt: '2020-01-01' },
        { of: 'a', line: 1, entry: 0 },
      ],
    ]);
  };
  const wholeImport = async (): Promise<Record<string, unknown>> => {
    await load();
    await trial.import.resolve();
    return Object.fromEntries(await trial.merge());
  };
  /** What is in the target, and how it looks. */
  const expectWhole = async (): Promise<void> => {
    expect(await trial.rows(`SELECT id, "bossId" FROM "Person" ORDER BY 1`)).toEqual([
      { id: 'a', bossId: 'b' },
      { id: 'b', bossId: null },
      { id: 'd', bossId: null },
    ]);
    expect(await trial.rows('SELECT id, "guestId" FROM "House"')).toEqual([{ id: 'h', guestId: null }]);
    expect(await catalogOf(trial.client)).toEqual(before);
    expect(
      await trial.rows(
        `SELECT 1 FROM _etl.put_aside UNION ALL SELECT 1 FROM _etl.direct_table UNION ALL SELECT 1 FROM _etl.direct_chunk`,
      ),
    ).toEqual([]);
  };
  /** All sessions of the run are gone, and nobody has closed anything. */
  const die = (): Promise<unknown> =>
    trial.client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'etl' AND datname = current_database()`,
    );

  /** What a server that crashed and is back has left: everything that is logged. */
  const crash = async (): Promise<void> => {
    await trial.client.query(
      `DO $$ DECLARE t text; BEGIN FOR t IN SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relpersistence = 'u' AND relnamespace = '_etl'::regnamespace LOOP EXECUTE 'TRUNCATE ' || t; END LOOP; END $$`,
    );
    await die();
  };

  it.each([
    ['during the load', load],
    [
      'after resolving',
      async () => {
        await load();
        await trial.import.resolve();
      },
    ],
  ])('%s loses its rows again before the next one begins, and that one is whole', async (_when, until) => {
    await until();
    await die();
    await trial.beginAnother();
    const { rows, keys } = trial.beginning.restored;
    expect([...rows.keys()]).toEqual(expect.arrayContaining(['Person', 'Visit']));
    expect(keys).toContain('Person_pkey of Person');
    expect(trial.beginning.direct).toHaveLength(3);
    expect(await wholeImport()).toMatchObject({ Person: { inserted: 3 }, House: { inserted: 1 } });
    await expectWhole();
  });

  it('between its keys leaves nothing but what somebody else has written', async () => {
    await load();
    await trial.import.resolve();
    // Unique keys hold from here on, foreign keys do not yet.
    const add = (id: string): Promise<unknown> =>
      trial.client.query(`INSERT INTO "Person" (id, name, "bossId") VALUES ($1, 'mine', 'nobody')`, [id]);
    await expect(add('a')).rejects.toThrow(/duplicate key value violates unique constraint "Person_pkey"/);
    await add('x');
    await die();
    await expect(trial.beginAnother()).rejects.toMatchObject({ code: 'TARGET_KEYS_BROKEN' });
    expect(await trial.rows('SELECT id, name FROM "Person"')).toEqual([{ id: 'x', name: 'mine' }]);
    await trial.client.query('DELETE FROM "Person"');
    await trial.beginAnother();
    expect(await wholeImport()).toMatchObject({ Person: { inserted: 3 } });
    await expectWhole();
  });

  it('cannot bring back what rows of somebody else break, and takes its own out again', async () => {
    await load();
    await trial.client.query(
      `INSERT INTO "Person" (id, name, slug) VALUES ('x', 'x', 'twice'), ('y', 'y', 'twice')`,
    );
    await expect(trial.import.resolve()).rejects.toThrow(
      /Person_slug_key of Person cannot come back; somebody else/,
    );
    await expect(trial.import.finish({ status: 'failed', ledger: null })).rejects.toMatchObject({
      code: 'TARGET_KEYS_BROKEN',
    });
    expect(await trial.rows('SELECT id FROM "Person" ORDER BY 1')).toEqual([{ id: 'x' }, { id: 'y' }]);
    await trial.client.query('DELETE FROM "Person"');
    await trial.target.restoreKeys();
    expect(await catalogOf(trial.client)).toEqual(before);
  });

  it('after its foreign keys are there keeps its rows, and only checks what is left', async () => {
    await load();
    await trial.import.resolve();
    await trial.client.query(`INSERT INTO "House" (id, "ownerId") VALUES ('x', 'nobody')`);
    await expect(trial.merge()).rejects.toThrow(/House_ownerId_fkey of House cannot come back/);
    await die();
    const broken = { code: 'TARGET_KEYS_BROKEN' };
    await expect(trial.beginAnother()).rejects.toMatchObject({
      ...broken,
      message: expect.stringMatching(/House_ownerId_fkey of House: .*\(Key \(ownerId\)=\(nobody\)/) as string,
    });
    await trial.client.query(`DELETE FROM "House" WHERE id = 'x'`);
    expect((await trial.target.restoreKeys()).rows.size).toBe(0);
    await expectWhole();
    await trial.beginAnother();
    expect(await wholeImport()).toMatchObject({ Person: { unchanged: 3 }, House: { unchanged: 1 } });
  });

  it('gives everything back that the rows of others allow, and names those that stand in the way', async () => {
    await load();
    await trial.client.query(
      `INSERT INTO "Person" (id, name, slug) VALUES ('x', 'x', 'twice'), ('y', 'y', 'twice')`,
    );
    await die();
    await expect(trial.target.restoreKeys()).rejects.toMatchObject({
      code: 'TARGET_KEYS_BROKEN',
      message: expect.stringMatching(
        /Person_slug_key of Person: could not create unique index .* \(Key \(slug\)=\(twice\) is duplicated/,
      ) as string,
    });
    expect(await trial.rows('SELECT DISTINCT name FROM _etl.put_aside')).toEqual([
      { name: 'Person_slug_key' },
    ]);
    expect(await trial.rows('SELECT id FROM "Person" ORDER BY 1')).toEqual([{ id: 'x' }, { id: 'y' }]);
    await trial.client.query('DELETE FROM "Person"');
    expect((await trial.target.restoreKeys()).keys).toEqual(['Person_slug_key of Person']);
    expect(await catalogOf(trial.client)).toEqual(before);
  });

  it('is mended though somebody has made a key by hand or dropped a table', async () => {
    await load();
    await die();
    await trial.client.query(
      `TRUNCATE "Person"; ALTER TABLE "Person" ADD PRIMARY KEY (id); DROP TABLE "Visit"`,
    );
    await trial.target.restoreKeys();
    await trial.client.query(`CREATE TABLE "Visit" ()`);
    const after = await catalogOf(trial.client);
    const without = (rows: unknown[] = []): unknown[] =>
      rows.filter((row) => !JSON.stringify(row).includes('Visit'));
    expect(after['constraints']).toEqual(without(before['constraints']));
    expect(await trial.rows('SELECT 1 FROM _etl.put_aside')).toEqual([]);
  });

  it.each([
    [
      'another name',
      'ALTER TABLE "Person" RENAME TO "Parked"',
      'ALTER TABLE "Parked" RENAME TO "Person"',
      'public\\."Parked"',
    ],
    [
      'another schema',
      'CREATE SCHEMA parked; ALTER TABLE "Person" SET SCHEMA parked',
      'ALTER TABLE parked."Person" SET SCHEMA public; DROP SCHEMA parked',
      'parked\\."Person"',
    ],
  ])(
    'is mended once a table that has %s has its own again, and forgets nothing until then',
    async (_what, away, back, now) => {
      await load();
      await die();
      const lines = await trial.rows('SELECT * FROM _etl.put_aside ORDER BY id');
      await trial.client.query(away);
      const moved = {
        code: 'TARGET_TABLE_MOVED',
        message: expect.stringMatching(new RegExp(`public\\."Person" is ${now} now`)) as string,
      };
      await expect(trial.target.restoreKeys()).rejects.toMatchObject(moved);
      expect(await trial.rows('SELECT * FROM _etl.put_aside ORDER BY id')).toEqual(lines);
      await trial.client.query(back);
      expect((await trial.target.restoreKeys()).rows.get('Person')).toBe(4);
      expect(await catalogOf(trial.client)).toEqual(before);
    },
  );

  it('is not mended by a role that may not, and that role is told who may', async () => {
    await load();
    await die();
    const role = `etl_other_${process.pid}`;
    const uri = new URL(trial.database.uri);
    uri.username = role;
    uri.password = 'other';
    await trial.client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'other'`);
    try {
      const other = new PostgresTarget(uri.href);
      await expect(other.restoreKeys()).rejects.toMatchObject({
        code: 'TARGET_PERMISSION',
        message: expect.stringMatching(/may not read _etl\.put_aside/) as string,
      });
      const [missing] = (await other.checkSchema(trial.plans)).filter(({ kind }) => kind === 'missing');
      expect(missing).toMatchObject({
        blocking: true,
        found: expect.stringMatching(/^or put aside by an import that has died/) as string,
      });
      await trial.client.query(
        `GRANT USAGE, CREATE ON SCHEMA _etl TO ${role}; GRANT ALL ON ALL TABLES IN SCHEMA public, _etl TO ${role}`,
      );
      const before = await trial.rows('SELECT * FROM _etl.put_aside ORDER BY id');
      await expect(other.restoreKeys()).rejects.toMatchObject({
        code: 'TARGET_PERMISSION',
        message: expect.stringMatching(
          /only the owner of the tables .* is not:\n {2}House, Person, Visit: postgres/,
        ) as string,
        remedy: expect.stringMatching(/restore` as postgres/) as string,
      });
      expect(await trial.rows('SELECT * FROM _etl.put_aside ORDER BY id')).toEqual(before);
    } finally {
      await trial.client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });

  it('because the server crashed notices, and takes its rows out again', async () => {
    await load();
    await trial.import.resolve();
    await crash();
    expect(await trial.rows(`SELECT 1 FROM "Person" WHERE id = 'a'`)).toHaveLength(1);
    await expect(trial.merge()).rejects.toThrow(/crashed and lost the staged rows/);
    const finishing = trial.import.finish({ status: 'failed', ledger: null });
    await expect(finishing).rejects.toThrow(/crashed/);
    expect(await trial.rows('SELECT 1 FROM "Person"')).toEqual([]);
    expect(await catalogOf(trial.client)).toEqual(before);
  });

  it('because the server crashed does not let a chunk in twice', async () => {
    await trial.load('Person', [person('a')]);
    await crash();
    await expect(trial.loadAgain('Person', [person('a')])).rejects.toThrow(
      /crashed and lost the staged rows/,
    );
    await trial.beginAnother();
    expect(trial.beginning.restored.rows.get('Person')).toBe(1);
    expect(await wholeImport()).toMatchObject({ Person: { inserted: 3 } });
    await expectWhole();
  });

  it('is not mended while others hold a table: who waits is told, and tries again later', async () => {
    await load();
    await die();
    await trial.client.query('BEGIN; SELECT 1 FROM "Person"');
    const impatient = new PostgresTarget(trial.database.uri, { lockWaitMs: 50 });
    await expect(impatient.restoreKeys()).rejects.toMatchObject({
      code: 'TARGET_LOCKED',
      message: expect.stringMatching(/^Another session of .* did not let go of .*lock timeout/) as string,
    });
    await trial.client.query('COMMIT');
    expect((await impatient.restoreKeys()).rows.get('Person')).toBe(4);
    expect(await catalogOf(trial.client)).toEqual(before);
  });

  it('is not mended while another one is at work', async () => {
    await expect(trial.target.restoreKeys()).rejects.toMatchObject({ code: 'IMPORT_RUNNING' });
  });
});

it('restoring finds nothing where no import ever ran', async () => {
  const database = await createTestDatabase();
  const target = new PostgresTarget(database.uri);
  expect(await target.restoreKeys()).toEqual({ rows: new Map(), keys: [] });
  await database.drop();
});
