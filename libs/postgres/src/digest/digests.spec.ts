import { DigestMemory, DigestSet, type KnownRows } from '@etl/core';
import { ImportTrial, type RowPlace, type TrialRow, type TrialWay, WAYS } from '../testing/import-trial';
import { houses, people, settings } from '../testing/trial-entities';

const TIME = '2020-01-01 00:00:00';
const digest = (name: string): string => Buffer.from(name.padEnd(16, '.')).toString('hex');
const person = (id: string, more: TrialRow = {}): TrialRow => ({ id, name: id, createdAt: TIME, ...more });
/** A row of the document `name`, whose digest has that name as well. */
const row = (name: string, of: TrialRow, place: RowPlace = {}): readonly [TrialRow, RowPlace] => [
  of,
  { digest: digest(name), ...place },
];
const visit = (of: string, house: string, entry: number, name = of): readonly [TrialRow, RowPlace] =>
  row(name, { id: `${of}-${house}`, personId: of, houseId: house, times: 1, seenAt: TIME }, { of, entry });

const SAME_ROW_AGAIN = `CREATE TABLE kept AS SELECT * FROM "House" WHERE id = 'i';DELETE FROM "House" WHERE id = 'i';INSERT INTO "House" SELECT * FROM kept`;

describe.each(WAYS)('digests of rows that came %s', (way: TrialWay) => {
  let trial: ImportTrial;
  beforeEach(async () => {
    trial = await ImportTrial.begin(way, people, houses, settings);
  });
  afterEach(() => trial.end());

  const NAMES = ['a', 'b', 'c', 'd', 'e', 'h', 'i', 's', 'b2'];

  /** Names of the documents that are known, with their entries where they have any. */
  async function known(collection: string, rows: KnownRows = 'there'): Promise<string[]> {
    const set = await trial.import.knownDigests(collection, rows, new DigestMemory());
    if (set === undefined) return [];
    const again = new DigestSet(set.buffer);
    return NAMES.flatMap((name) => {
      const slot = again.find(name.padEnd(16, '.'));
      if (slot < 0) return [];
      const entries = collection === 'people' ? again.entries(slot, 0) : 0;
      return entries === 0 ? [name] : [`${name}+${entries}`];
    });
  }
  const all = async (rows?: KnownRows): Promise<string[]> => [
    ...(await known('people', rows)),
    ...(await known('houses', rows)),
  ];

  async function ofRead(collection: string): Promise<string[]> {
    const found: string[] = [];
    for await (const bytes of trial.import.digestsOfRead(collection))
      found.push(bytes.toString().replace(/\.+$/, ''));
    return found.sort();
  }

  async function complete(): Promise<void> {
    await trial.import.resolve();
    await trial.merge();
    await trial.again();
  }

  /** a has two visits, b has one, c refers to a. */
  async function loadFirst(): Promise<void> {
    await trial.load('Person', [
      row('a', person('a', { email: 'a@x' })),
      row('b', person('b')),
      row('c', person('c', { bossId: 'a' })),
    ]);
    await trial.load('House', [
      row('h', { id: 'h', ownerId: 'a', guestId: 'c' }),
      row('i', { id: 'i', ownerId: 'a' }),
    ]);
    await trial.load('Visit', [visit('a', 'h', 0), visit('a', 'i', 1), visit('b', 'h', 0)]);
  }

  it('are known to the next run, with the number of their entries', async () => {
    await loadFirst();
    expect(await all()).toEqual([]);
    await complete();
    expect(await all()).toEqual(['a+2', 'b+1', 'c', 'h', 'i']);
  });

  it('are left by no document of which anything was rejected, merged or made null', async () => {
    await loadFirst();
    await trial.load('Person', [
      row('d', person('d', { email: 'a@x', createdAt: '2021-01-01 00:00:00' })),
      row('e', person('e', { bossId: 'nobody' })),
      row('b', person('b'), { line: 50 }),
    ]);
    await trial.load('Visit', [visit('a', 'gone', 2)]);
    await complete();
    expect(await all()).toEqual(['c', 'h', 'i']);
  });

  it('are left by none of the documents that became one row', async () => {
    await trial.load('Setting', [
      row('s', { id: 'setting', updatedAt: TIME }, { of: 's' }),
      row('a', { id: 'setting', updatedAt: '2021-01-01 00:00:00' }, { of: 'a' }),
    ]);
    await complete();
    expect(await known('settings')).toEqual([]);
    await trial.load('Setting', [row('s', { id: 'setting', updatedAt: TIME }, { of: 's' })]);
    await complete();
    expect(await known('settings')).toEqual(['s']);
  });

  it.each([
    ['a row is gone', `DELETE FROM "House" WHERE id = 'i'`, ['a+2', 'b+1', 'c', 'h']],
    ['an entry is gone', `DELETE FROM "Visit" WHERE id = 'a-i'`, ['b+1', 'c', 'h', 'i']],
    ['a reference went with its row', `DELETE FROM "Person" WHERE id = 'c'`, ['a+2', 'b+1', 'i']],
  ])('are not known where %s', async (_what, sql, expected) => {
    await loadFirst();
    await complete();
    await trial.given(`ALTER TABLE "Visit" DROP CONSTRAINT "Visit_houseId_fkey"; ${sql}`);
    expect(await all()).toEqual(expected);
  });

  it.each([
    ['a row was changed', `UPDATE "House" SET "guestId" = 'b' WHERE id = 'h'`, ['a+2', 'b+1', 'c', 'i']],
    ['a row was written once more', `UPDATE "Visit" SET times = times`, ['c', 'h', 'i']],
    ['a row took the place of another', SAME_ROW_AGAIN, ['a+2', 'b+1', 'c', 'h']],
    ['a reference went with its row', `DELETE FROM "Person" WHERE id = 'c'`, ['a+2', 'b+1', 'i']],
    ['only its room was changed', 'VACUUM FULL "Visit"', ['a+2', 'b+1', 'c', 'h', 'i']],
  ])('are not those of untouched rows where %s', async (_what, sql, expected) => {
    await loadFirst();
    await complete();
    expect(await all('untouched')).toEqual(['a+2', 'b+1', 'c', 'h', 'i']);
    await trial.import.finish({ status: 'failed', ledger: null });
    for (const statement of ['ALTER TABLE "Visit" DROP CONSTRAINT "Visit_houseId_fkey"', ...sql.split(';')])
      await trial.client.query(statement);
    await trial.beginAnother();
    expect(await all('untouched')).toEqual(expected);
  });

  it('are those of untouched rows again once an import has gone over them, whether it had to write them or not', async () => {
    await loadFirst();
    await complete();
    await trial.given(`UPDATE "House" SET "guestId" = 'b' WHERE id = 'h'; UPDATE "Person" SET name = name`);
    expect(await all('untouched')).toEqual(['i']);
    await loadFirst();
    await complete();
    expect(await all('untouched')).toEqual(['a+2', 'b+1', 'c', 'h', 'i']);
  });

  it('are not those of untouched rows where somebody writes them before the run is closed', async () => {
    await loadFirst();
    await trial.import.resolve();
    await trial.merge();
    await trial.client.query(`UPDATE "Person" SET name = 'other' WHERE id = 'c'`);
    await trial.again();
    expect(await all('untouched')).toEqual(['a+2', 'b+1', 'h', 'i']);
    expect(await all()).toEqual(['a+2', 'b+1', 'c', 'h', 'i']);
  });

  it('are not those of untouched rows where a trigger may have written something else', async () => {
    await trial.given(`CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := 'other'; RETURN NEW; END $$;
      CREATE TRIGGER other BEFORE INSERT ON "Person" FOR EACH ROW EXECUTE FUNCTION other()`);
    await loadFirst();
    await complete();
    // In place there are houses, which have no trigger: what wrote their rows is certain.
    expect(await all('untouched')).toEqual(way === 'by the stage' ? [] : ['h', 'i']);
    expect(await all()).toEqual(['a+2', 'b+1', 'c', 'h', 'i']);
  });

  it('are not those of untouched rows where a trigger of another table has written them', async () => {
    await trial.given(`CREATE FUNCTION note_visit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE "Person" SET name = name || '!' WHERE id = NEW."personId"; RETURN NULL; END $$;
      CREATE TRIGGER count AFTER INSERT ON "Visit" FOR EACH ROW EXECUTE FUNCTION note_visit()`);
    await loadFirst();
    await complete();
    for (const name of ['a+2', 'b+1']) expect(await all('untouched')).not.toContain(name);
    expect(await all()).toEqual(['a+2', 'b+1', 'c', 'h', 'i']);
  });

  it('are not those of untouched rows where a dump has brought them', async () => {
    await loadFirst();
    await complete();
    // Digests of a restored dump: another transaction has written them, and the numbers of the rows' may be the same on both servers.
    await trial.given(`CREATE TEMP TABLE kept AS SELECT * FROM _etl."digest_House"; TRUNCATE _etl."digest_House";
      INSERT INTO _etl."digest_House" SELECT * FROM kept`);
    expect(await known('houses', 'untouched')).toEqual([]);
    expect(await known('houses')).toEqual(['h', 'i']);
  });

  it('lead from what was read to documents that may have been left out', async () => {
    await loadFirst();
    await complete();
    await trial.load('Person', [row('b2', person('b', { name: 'other' }))]);
    await trial.load('Visit', [visit('a', 'i', 0, 'b2')]);
    await trial.write(people, ({ rejects }) => {
      rejects.beginRow();
      for (const value of ['Person', 'c', '9', '0', '5']) rejects.text(value);
      rejects.null();
      rejects.text('VALUE_UNFIT');
      for (let i = 0; i < 3; i += 1) rejects.null();
      rejects.endRow();
    });
    expect(await ofRead('people')).toEqual(['a', 'b', 'c']);
    expect(await ofRead('houses')).toEqual([]);
  });

  it('go with all rows of their document before one of them changes, and stay where a run ends before', async () => {
    await loadFirst();
    await complete();
    await trial.load('Person', [row('b2', person('b', { name: 'other' }))]);
    await trial.load('Visit', [visit('a', 'i', 0, 'b2')]);
    await trial.import.resolve();
    await trial.import.finish({ status: 'dry-run', ledger: null });
    await trial.beginAnother();
    expect(await all()).toEqual(['a+2', 'b+1', 'c', 'h', 'i']);

    await trial.load('Person', [row('b2', person('b', { name: 'other' }))]);
    await trial.load('Visit', [visit('a', 'i', 0, 'b2')]);
    await trial.import.resolve();
    await trial.merge();
    await trial.import.finish({ status: 'failed', ledger: null });
    await trial.beginAnother();
    expect(await all()).toEqual(['c', 'h', 'i']);
    const left = await trial.rows(`SELECT "row_id" FROM "_etl"."digest_Visit"`);
    expect(left).toEqual([]);
  });

  it('are those of the last run that has loaded the document', async () => {
    await loadFirst();
    await complete();
    await trial.load('Person', [row('b2', person('b', { name: 'other' }))]);
    await complete();
    expect(await all()).toEqual(['a+2', 'c', 'b2', 'h', 'i']);
  });

  it('tell a table from another one in its place', async () => {
    const { identities } = trial.beginning;
    await trial.given('ALTER TABLE "House" RENAME TO "Old"; CREATE TABLE "House" (LIKE "Old" INCLUDING ALL)');
    expect(trial.beginning.identities.get('Person')).toBe(identities.get('Person'));
    expect(trial.beginning.identities.get('House')).not.toBe(identities.get('House'));
  });

  it('tell a label of an enum from another one in its place', async () => {
    await trial.given(
      `CREATE TYPE mood AS ENUM ('good', 'bad'); ALTER TABLE "Person" ADD COLUMN moods mood[]`,
    );
    const { identities } = trial.beginning;
    await trial.given(`ALTER TYPE mood RENAME VALUE 'good' TO 'other'; ALTER TYPE mood RENAME VALUE 'bad' TO 'good';
      ALTER TYPE mood RENAME VALUE 'other' TO 'bad'`);
    expect(trial.beginning.identities.get('Person')).not.toBe(identities.get('Person'));
    expect(trial.beginning.identities.get('House')).toBe(identities.get('House'));
  });

  it('tell a column from another one in its place', async () => {
    const { identities } = trial.beginning;
    await trial.given('ALTER TABLE "Person" DROP COLUMN name; ALTER TABLE "Person" ADD COLUMN name text');
    expect(trial.beginning.identities.get('Person')).not.toBe(identities.get('Person'));
  });
});
