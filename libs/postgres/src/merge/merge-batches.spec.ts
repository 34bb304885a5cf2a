import { ImportTrial } from '../testing/import-trial';
import { houses, people } from '../testing/trial-entities';

const DAY = (n: number): string => `2020-01-${String(n).padStart(2, '0')} 00:00:00`;
const person = (
  id: string,
  more: Record<string, string | readonly string[] | null> = {},
): Record<string, string | readonly string[] | null> => ({ id, name: id, createdAt: DAY(1), ...more });
const counts = (inserted: number, updated = 0, unchanged = 0, rejected = 0): object => ({
  inserted,
  updated,
  unchanged,
  rejected,
  merged: 0,
});

const KILL_SESSIONS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'etl' AND datname = current_database()`;

describe('the batches of a merge', () => {
  let trial: ImportTrial;
  afterEach(() => trial.end());

  it('go through the ids, each with its line in the journal', async () => {
    trial = await ImportTrial.begin('by the stage', people, houses);
    await trial.load(
      'Person',
      ['b', 'C', 'a', 'é', 'B'].map((id) => person(id)),
    );
    await trial.import.resolve();
    const batches: string[] = [];
    await trial.merge({
      batchSize: 2,
      onBatch: ({ table, rows, firstId, lastId }) => batches.push(`${table} ${rows} ${firstId}–${lastId}`),
    });
    expect(batches).toEqual(['Person 2 B–C', 'Person 2 a–b', 'Person 1 é–é']);
    expect(
      await trial.rows(
        `SELECT pass, batch, first_id, inserted FROM _etl.merge_journal WHERE table_name = 'Person' ORDER BY 1, 2`,
      ),
    ).toEqual([
      ...['B', 'a', 'é'].map((first_id, batch) => ({
        pass: 1,
        batch,
        first_id,
        inserted: batch === 2 ? 1 : 2,
      })),
      ...['B', 'a', 'é'].map((first_id, batch) => ({ pass: 2, batch, first_id, inserted: 0 })),
    ]);
  });

  it('takes row-level security as a refusal', async () => {
    trial = await ImportTrial.begin('by the stage', people, houses);
    const role = `etl_rls_${process.pid}`;
    const database = new URL(trial.database.uri).pathname.slice(1);
    await trial.client
      .query(`CREATE ROLE "${role}" LOGIN PASSWORD 'x'; ALTER TABLE "Person" ENABLE ROW LEVEL SECURITY;
      CREATE POLICY see ON "Person" FOR SELECT USING (true); CREATE POLICY add ON "Person" FOR INSERT WITH CHECK (id <> 'b');
      CREATE POLICY upd ON "Person" FOR UPDATE USING (true) WITH CHECK (id <> 'b');
      ALTER TABLE "Person" FORCE ROW LEVEL SECURITY`);
    await trial.client.query(`ALTER TABLE "Person" OWNER TO "${role}"`);
    await trial.load('Person', [person('a'), person('b')]);
    await trial.import.resolve();
    // Superusers bypass row-level security, so the session acts as the role that owns the table.
    await trial.client
      .query(`GRANT USAGE, CREATE ON SCHEMA _etl, public TO "${role}"; GRANT ALL ON ALL TABLES IN SCHEMA _etl, public TO "${role}";
      ALTER ROLE postgres IN DATABASE ${database} SET role = '${role}'`);
    try {
      await trial.client.query(
        `DO $$ DECLARE t text; BEGIN FOR t IN SELECT c.oid::regclass::text FROM pg_class c WHERE relkind = 'r' AND relnamespace = '_etl'::regnamespace LOOP EXECUTE 'ALTER TABLE ' || t || ' OWNER TO "${role}"'; END LOOP; END $$`,
      );
      await trial.client.query(KILL_SESSIONS);
      expect((await trial.merge()).get('Person')).toEqual(counts(1, 0, 0, 1));
      expect(await trial.rejects('people')).toEqual([expect.stringMatching(/row-level security/)]);
    } finally {
      await trial.client.query(`ALTER ROLE postgres IN DATABASE ${database} RESET role`);
      await trial.client.query(
        `RESET ROLE; REASSIGN OWNED BY "${role}" TO postgres; DROP OWNED BY "${role}"; DROP ROLE "${role}"`,
      );
    }
  });

  it('goes on where its session is killed, and ends right', async () => {
    trial = await ImportTrial.begin('by the stage', people, houses);
    await trial.load(
      'Person',
      Array.from({ length: 40 }, (_, n) => person(`p${n}`, { bossId: `p${39 - n}` })),
    );
    await trial.import.resolve();
    const notices: string[] = [];
    let kills = 0;
    const done = await trial.merge({
      batchSize: 2,
      onRetry: (message) => notices.push(message),
      onBatch: () => {
        if (kills++ % 7 !== 0) return;
        void trial.client.query(KILL_SESSIONS);
      },
    });
    expect(done.get('Person')).toEqual(counts(40));
    expect(notices.join()).toContain('Trying again');
    expect(
      await trial.rows(`SELECT count(*)::int AS n, count("bossId")::int AS bosses FROM "Person"`),
    ).toEqual([{ n: 40, bosses: 40 }]);
  });

  it('stops where the server lost the staged rows', async () => {
    trial = await ImportTrial.begin('by the stage', people, houses);
    await trial.load('Person', [person('a'), person('b')]);
    await trial.import.resolve();
    await trial.client.query('TRUNCATE _etl.load_journal');
    await trial.client.query(KILL_SESSIONS);
    await expect(trial.merge({ batchSize: 1 })).rejects.toThrow(/lost the staged rows/);
    expect(await trial.rows('SELECT 1 FROM "Person"')).toEqual([]);
  });

  it('names first and last _id of the batch in an error, and keeps nothing of it', async () => {
    trial = await ImportTrial.begin('by the stage', people, houses);
    await trial.load('Person', [person('a'), person('b'), person('c')]);
    await trial.import.resolve();
    await trial.client.query('ALTER TABLE "Person" RENAME COLUMN slug TO snail');
    await expect(trial.merge({ batchSize: 2 })).rejects.toMatchObject({
      code: 'TARGET_FAILED',
      message: expect.stringContaining('_id a to b'),
      context: { firstId: 'a', lastId: 'b', table: 'Person', collection: 'people' },
    });
    expect(await trial.rows('SELECT 1 FROM "Person"')).toEqual([]);
    await trial.client.query('ALTER TABLE "Person" RENAME COLUMN snail TO slug');
  });

  it('stops between two batches when it is told to', async () => {
    trial = await ImportTrial.begin('by the stage', people, houses);
    await trial.load('Person', [person('a'), person('b'), person('c')]);
    await trial.import.resolve();
    const abort = new AbortController();
    await expect(
      trial.merge({ batchSize: 1, signal: abort.signal, onBatch: () => abort.abort() }),
    ).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(await trial.rows('SELECT id FROM "Person"')).toEqual([{ id: 'a' }]);
  });
});
