import { catalogOf } from '../testing/catalog-of';
import { ImportTrial } from '../testing/import-trial';
import { houses, nodes, people, settings } from '../testing/trial-entities';

const person = (id: string, more: Record<string, string> = {}): Record<string, string> => ({
  id,
  name: id,
  createdAt: '2020-01-01 00:00:00',
  ...more,
});

/** Whatever a key can have beside its columns. */
const SPACE = `"etl ""space ${process.pid}"`;
const RICH = `
  COMMENT ON CONSTRAINT "Person_pkey" ON "Person" IS 'it''s the key';
  COMMENT ON INDEX "Person_pkey" IS 'its index';
  COMMENT ON INDEX "Person_slug_key" IS 'slugs';
  COMMENT ON CONSTRAINT "House_ownerId_fkey" ON "House" IS 'owners';
  DROP INDEX "Person_email_key";
  ALTER TABLE "Person" ADD CONSTRAINT "Person_email_key" UNIQUE (email) WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED;
  DROP INDEX "Visit_personId_houseId_key";
  CREATE UNIQUE INDEX "pairs of the ""Visit""" ON "Visit" ("houseId" DESC NULLS LAST, "personId") WITH (deduplicate_items = off) TABLESPACE ${SPACE};
  CREATE INDEX seen ON "Visit" ("seenAt" DESC, times);
  ALTER TABLE "House" DROP CONSTRAINT "House_guestId_fkey";
  ALTER TABLE "House" ADD CONSTRAINT "House_guestId_fkey" FOREIGN KEY ("guestId") REFERENCES "Person" (id) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE NOT VALID;
  ALTER TABLE "House" RENAME CONSTRAINT "House_pkey" TO "the key";
  ALTER INDEX "the key" DEPENDS ON EXTENSION plpgsql;
  ALTER INDEX seen DEPENDS ON EXTENSION plpgsql;
  DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_tablespace = %I', current_database(), '${SPACE.slice(1, -1).replace('""', '"')}'); END $$`;

describe('keys that are put aside', () => {
  let trial: ImportTrial;
  afterEach(async () => {
    await trial.end();
  });

  const load = async (): Promise<void> => {
    await trial.load('Person', [person('a', { bossId: 'b' }), person('b', { slug: 's' })]);
    await trial.load('Person', [person('c', { slug: 's' }), person('b', { slug: 's' })]);
    await trial.load('House', [{ id: 'h', ownerId: 'a', guestId: 'c' }]);
    await trial.load('Visit', [
      [
        { id: 'v', personId: 'a', houseId: 'h', times: 1, seenAt: '2020-01-01' },
        { of: 'a', line: 1, entry: 0 },
      ],
    ]);
  };

  describe('whatever they look like', () => {
    let before: Record<string, unknown[]>;
    beforeEach(async () => {
      trial = await ImportTrial.begin('by the stage', people, houses);
      await trial.client.query('SET allow_in_place_tablespaces = on');
      await trial.client.query(`CREATE TABLESPACE ${SPACE} LOCATION ''`);
      await trial.given(RICH);
      before = await catalogOf(trial.client);
      await trial.in('in place');
      expect([...trial.beginning.direct].sort()).toEqual(['House', 'Person', 'Visit']);
    });
    afterEach(async () => {
      await trial.import.finish({ status: 'failed', ledger: null });
      // What an import keeps for itself may lie where new tables are to lie.
      await trial.client.query('DROP INDEX "pairs of the ""Visit"""; DROP SCHEMA _etl CASCADE');
      await trial.client.query(`DROP TABLESPACE ${SPACE}`);
    });

    it('are all gone meanwhile, and stand in _etl', async () => {
      expect(
        await trial.rows(
          `SELECT 1 FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace
           UNION ALL SELECT 1 FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'`,
        ),
      ).toEqual([]);
      expect(await trial.rows('SELECT DISTINCT name FROM _etl.put_aside ORDER BY 1')).toEqual(
        [
          ...['House_guestId_fkey', 'House_ownerId_fkey', 'Person_bossId_fkey', 'Person_email_key'],
          ...['Person_pkey', 'Person_slug_key', 'Visit_houseId_fkey', 'Visit_personId_fkey', 'Visit_pkey'],
          ...['pairs of the "Visit"', 'seen', 'the key'],
        ].map((name) => ({ name })),
      );
    });

    it('come back to the letter with the rows', async () => {
      await load();
      await trial.import.resolve();
      const told: string[] = [];
      await trial.merge({ onKeys: ({ step, done, total }) => told.push(`${step} ${done}/${total}`) });
      // Unique keys came back while ids and keys were resolved.
      expect(told.slice(0, 2)).toEqual(['build 0/1', 'build 1/1']);
      expect(told.slice(2)).toEqual(Array.from({ length: 5 }, (_, done) => `check ${done}/4`));
      expect(await catalogOf(trial.client)).toEqual(before);
      expect(await trial.rows('SELECT count(*)::int AS n FROM _etl.put_aside')).toEqual([{ n: 0 }]);
      expect(await trial.rows('SELECT id FROM "Person" ORDER BY 1')).toEqual([{ id: 'a' }, { id: 'b' }]);
    });

    it('come back to the letter where the run fails', async () => {
      await load();
      await trial.import.finish({ status: 'failed', ledger: null });
      expect(await catalogOf(trial.client)).toEqual(before);
      for (const table of ['Person', 'House', 'Visit'])
        expect(await trial.rows(`SELECT 1 FROM "${table}"`)).toEqual([]);
    });

    it('are named by the schema check, and do not count as a difference that stops an import', async () => {
      const differences = await trial.target.checkSchema(trial.plans);
      const aside = differences.filter(({ found }) => found?.startsWith('put aside by the import'));
      expect(aside.map(({ table }) => table)).toEqual(expect.arrayContaining(['Person', 'House', 'Visit']));
      expect(aside.every(({ putAsideBy }) => aside[0]?.found?.includes(putAsideBy ?? 'nobody'))).toBe(true);
      expect(differences.filter(({ blocking }) => blocking)).toEqual([]);
    });
  });

  it('stay where all documents become one row', async () => {
    trial = await ImportTrial.begin('in place', settings);
    expect(trial.beginning.staged).toEqual(new Map([['Setting', 'all documents become one row']]));
  });

  it.each([
    ['rows', `INSERT INTO "Person" (id, name) VALUES ('x', 'x')`, 'it holds rows'],
    ['a check', `ALTER TABLE "Person" ADD CHECK (name <> '')`, 'it has constraints beside its keys'],
    [
      'a trigger',
      `CREATE TRIGGER t BEFORE UPDATE ON "Person" FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
      'it has triggers, or those of its keys are switched off',
    ],
    ['a rule', `CREATE RULE r AS ON DELETE TO "Person" DO ALSO NOTIFY gone`, 'it has rules'],
    ['row-level security', `ALTER TABLE "Person" ENABLE ROW LEVEL SECURITY`, 'it has row-level security'],
    ['a child table', `CREATE TABLE child () INHERITS ("Person")`, 'it inherits or is inherited from'],
    ['a publication', `CREATE PUBLICATION p FOR TABLE "Person"`, 'it is published'],
    [
      'a generated column',
      `ALTER TABLE "Person" ADD COLUMN upper text GENERATED ALWAYS AS (upper(name)) STORED`,
      'it has generated columns, domains or collations of their own',
    ],
    [
      'an index as its replica identity',
      `ALTER TABLE "Person" REPLICA IDENTITY USING INDEX "Person_pkey"`,
      'one of its indexes is its replica identity',
    ],
    [
      'an index on an expression',
      `CREATE INDEX lower ON "Person" (lower(name))`,
      'it has an index that is not plain',
    ],
    [
      'an index on a text of its own',
      `CREATE INDEX names ON "Person" (name)`,
      'its index names is not one of the entity',
    ],
    [
      'a unique index of its own',
      `CREATE UNIQUE INDEX born ON "Person" ("createdAt")`,
      'its index born is not one of the entity',
    ],
    [
      'a foreign key of its own',
      `CREATE TABLE "Name" (name text PRIMARY KEY); INSERT INTO "Name" VALUES ('a'), ('b'), ('c'); ALTER TABLE "Person" ADD CONSTRAINT names FOREIGN KEY (name) REFERENCES "Name"`,
      'its foreign key names is not that of the entity',
    ],
    [
      'a view that depends on its key',
      `CREATE VIEW v AS SELECT id, name, count(*) FROM "Person" GROUP BY id`,
      'cannot drop constraint Person_pkey on table public."Person" because other objects depend on it',
    ],
    [
      'a table outside of the import that refers to it',
      `CREATE TABLE "Pet" (id text PRIMARY KEY, owner text REFERENCES "Person" (id))`,
      'Pet refers to it and keeps its keys',
    ],
  ])('are not those of a table with %s, which goes through the stage', async (_what, sql, reason) => {
    trial = await ImportTrial.begin('in place', people, houses);
    await trial.given(sql);
    const { direct, staged } = trial.beginning;
    expect([...direct].sort()).toEqual(['House', 'Visit']);
    expect(staged.get('Person')).toBe(reason);
    await load();
    await trial.import.resolve();
    expect((await trial.merge()).get('House')).toMatchObject({ inserted: 1 });
  });

  it('are not those of a table that a staged one refers to', async () => {
    trial = await ImportTrial.begin('in place', people, houses);
    await trial.given(`CREATE TABLE "Key" (id text PRIMARY KEY, house text REFERENCES "House" (id))`);
    expect(trial.beginning.direct).toEqual(['Visit']);
    expect(Object.fromEntries(trial.beginning.staged)).toEqual({
      House: 'Key refers to it and keeps its keys',
      Person: 'House refers to it and keeps its keys',
    });
    const before = await catalogOf(trial.client);
    await load();
    await trial.import.resolve();
    await trial.merge();
    expect((await catalogOf(trial.client))['constraints']?.length).toBe(
      (before['constraints']?.length ?? 0) + 3,
    );
  });

  it('are not those of tables whose foreign keys somebody has switched off', async () => {
    trial = await ImportTrial.begin('in place', people, houses);
    await trial.given(`ALTER TABLE "Person" DISABLE TRIGGER ALL`);
    expect(trial.beginning.direct).toEqual([]);
    expect(trial.beginning.staged.get('Visit')).toBe(
      'its foreign key Visit_personId_fkey is not that of the entity',
    );
  });

  it('are not those of tables in a circle of required references', async () => {
    trial = await ImportTrial.begin('in place', nodes);
    expect(trial.beginning.staged.get('Node')).toBe('its required references go in a circle');
  });

  it('stay where the run keeps them', async () => {
    trial = await ImportTrial.begin('by the stage', people, houses);
    expect(trial.beginning.direct).toEqual([]);
    expect(await trial.rows('SELECT 1 FROM _etl.put_aside')).toEqual([]);
  });

  it('stay where somebody holds a lock on the table', async () => {
    trial = await ImportTrial.begin('in place', people, houses);
    await trial.import.finish({ status: 'failed', ledger: null });
    await trial.client.query('BEGIN; LOCK TABLE "Visit" IN ACCESS SHARE MODE');
    await trial.beginAnother();
    await trial.client.query('COMMIT');
    expect(trial.beginning.staged.get('Visit')).toBe('canceling statement due to lock timeout');
    expect(trial.beginning.direct).toEqual([]);
  });

  it('are looked at without a lock where the table holds rows', async () => {
    trial = await ImportTrial.begin('in place', people, houses);
    await trial.import.finish({ status: 'failed', ledger: null });
    await trial.client.query(`INSERT INTO "Person" (id, name, "createdAt") VALUES ('there', 'there', now())`);
    await trial.client.query('BEGIN; SELECT FROM "Person"');
    await trial.beginAnother();
    await trial.client.query('COMMIT');
    expect(trial.beginning.staged.get('Person')).toBe('it holds rows');
  });

  it('stay where the role does not own the table', async () => {
    trial = await ImportTrial.begin('in place', people, houses);
    const role = `etl_writer_${process.pid}`;
    await trial.given(`CREATE ROLE "${role}"; GRANT ALL ON ALL TABLES IN SCHEMA public TO "${role}";
      ALTER SCHEMA _etl OWNER TO "${role}"; GRANT USAGE ON SCHEMA public TO "${role}"`);
    await trial.import.finish({ status: 'failed', ledger: null });
    const database = new URL(trial.database.uri).pathname.slice(1);
    await trial.client.query(
      `DO $$ DECLARE t text; BEGIN FOR t IN SELECT c.oid::regclass::text FROM pg_class c WHERE relkind = 'r' AND relnamespace = '_etl'::regnamespace LOOP EXECUTE 'ALTER TABLE ' || t || ' OWNER TO "${role}"'; END LOOP; END $$;
       ALTER ROLE postgres IN DATABASE ${database} SET role = '${role}'`,
    );
    try {
      await trial.beginAnother();
      expect(new Set(trial.beginning.staged.values())).toEqual(new Set(['the role does not own it']));
      await load();
      await trial.import.resolve();
      expect((await trial.merge()).get('Person')).toMatchObject({ inserted: 2 });
      await trial.import.finish({ status: 'done', ledger: null });
    } finally {
      await trial.client.query(`ALTER ROLE postgres IN DATABASE ${database} RESET role`);
      await trial.client.query(
        `REASSIGN OWNED BY "${role}" TO postgres; DROP OWNED BY "${role}"; DROP ROLE "${role}"`,
      );
    }
  });
});
