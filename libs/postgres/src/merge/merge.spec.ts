import { Double, Id, Json, Numeric, Table, Text, TextArray } from '@etl/core';
import { ImportTrial, planOf, type TrialWay, WAYS } from '../testing/import-trial';
import { houses, nodes, people } from '../testing/trial-entities';

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

@Table('Value')
class Value {
  @Id() id!: string;
  @Json({ nullable: true }) json!: unknown;
  @Double({ nullable: true }) double!: number | null;
  @Numeric(18, 2, { nullable: true }) price!: string | null;
  @TextArray() tags!: string[] | null;
  @Text({ nullable: true }) text!: string | null;
}
const values = planOf('values', Value);

describe.each(WAYS)('merging %s', (way: TrialWay) => {
  let trial: ImportTrial;
  afterEach(() => trial.end());

  /** Resolves, and holds the plan of a dry run against what the merge then does. */
  async function resolveAndMerge(): ReturnType<ImportTrial['merge']> {
    await trial.import.resolve();
    const planned = await trial.import.plan();
    const done = await trial.merge();
    for (const [table, { inserted, updated, unchanged }] of done)
      expect({ table, ...planned.get(table) }).toEqual({ table, inserted, updated, unchanged });
    return done;
  }

  const loadAll = async (): Promise<void> => {
    await trial.load('Person', [
      person('a', { bossId: 'z' }),
      person('b', { bossId: 'a' }),
      person('z', { bossId: 'z', tags: ['x'] }),
    ]);
    await trial.load('House', [{ id: 'h', ownerId: 'b', guestId: 'z' }]);
    await trial.load('Visit', [
      [
        { id: 'a-h', personId: 'a', houseId: 'h', times: 2, seenAt: DAY(2) },
        { of: 'a', line: 1, entry: 0 },
      ],
    ]);
  };

  it('inserts everything, fan-outs after what they refer to, and the second run changes nothing', async () => {
    trial = await ImportTrial.begin(way, people, houses);
    await loadAll();
    const first = await resolveAndMerge();
    expect(Object.fromEntries(first)).toEqual({ Person: counts(3), House: counts(1), Visit: counts(1) });
    expect(await trial.rows(`SELECT id, "bossId" FROM "Person" ORDER BY 1`)).toEqual([
      { id: 'a', bossId: 'z' },
      { id: 'b', bossId: 'a' },
      { id: 'z', bossId: 'z' },
    ]);
    const before = await trial.rows(`SELECT xmin::text, id FROM "Person" ORDER BY id`);
    await trial.again();
    await loadAll();
    expect(Object.fromEntries(await resolveAndMerge())).toEqual({
      Person: counts(0, 0, 3),
      House: counts(0, 0, 1),
      Visit: counts(0, 0, 1),
    });
    expect(await trial.rows(`SELECT xmin::text, id FROM "Person" ORDER BY id`)).toEqual(before);
  });

  it('updates what differs and keeps what a row has where the document took a default', async () => {
    trial = await ImportTrial.begin(way, people, houses);
    await trial.client.query(`INSERT INTO "Person" (id, name, tags, "createdAt") VALUES
      ('a', 'kept', '{kept}', '2001-01-01'), ('b', 'old', '{}', '2001-01-01'), ('c', 'c', NULL, '2020-01-01')`);
    await trial.load('Person', [
      [person('a', { name: 'anon' }), { defaulted: ['name', 'tags', 'createdAt'] }],
      person('b', { name: 'new', tags: [] }),
      person('c', { bossId: 'a' }),
      person('d'),
    ]);
    expect((await resolveAndMerge()).get('Person')).toEqual(counts(1, 2, 1));
    expect(
      await trial.rows(`SELECT id, name, tags, "createdAt"::text AS at, "bossId" FROM "Person" ORDER BY id`),
    ).toEqual([
      { id: 'a', name: 'kept', tags: ['kept'], at: '2001-01-01 00:00:00', bossId: null },
      { id: 'b', name: 'new', tags: [], at: DAY(1), bossId: null },
      { id: 'c', name: 'c', tags: null, at: DAY(1), bossId: 'a' },
      { id: 'd', name: 'd', tags: null, at: DAY(1), bossId: null },
    ]);
  });

  it('compares by value, and tells -0 from 0', async () => {
    trial = await ImportTrial.begin(way, values);
    await trial.client.query(`INSERT INTO "Value" VALUES
      ('1', '{"b": 1.0, "a": [2]}', 'NaN', 1.5, '{a,NULL}', ''), ('2', '{"a": 1}', 0, 1, '{}', NULL), ('3', 'null', 1, 1, NULL, 'é')`);
    await trial.load('Value', [
      { id: '1', json: '{"a":[2],"b":1}', double: 'NaN', price: '1.50', tags: ['a', 'NULL'], text: '' },
      { id: '2', json: '{"a":1}', double: '-0', price: '1', tags: [], text: null },
      { id: '3', json: 'null', double: 1, price: '1.00', tags: null, text: 'é' },
    ]);
    // Row 1 differs by its array alone: an element NULL is not the text NULL.
    expect((await resolveAndMerge()).get('Value')).toEqual(counts(0, 2, 1));
    expect(await trial.rows(`SELECT double::text AS d FROM "Value" WHERE id = '2'`)).toEqual([{ d: '-0' }]);
  });

  describe('where the target refuses rows', () => {
    it('finds them one by one, saves the rest, and follows what referred to them', async () => {
      trial = await ImportTrial.begin(way, people, houses);
      await trial.given(`ALTER TABLE "Person" ADD CONSTRAINT no_bad CHECK (name NOT LIKE 'bad%')`);
      await trial.load('Person', [
        ...Array.from({ length: 50 }, (_, n) =>
          person(`p${String(n).padStart(2, '0')}`, n % 20 === 7 ? { name: 'bad' } : { bossId: 'p07' }),
        ),
        person('q', { bossId: 'p01' }),
      ]);
      await trial.load('House', [
        { id: 'h1', ownerId: 'p07' },
        { id: 'h2', ownerId: 'p08', guestId: 'p07' },
      ]);
      await trial.load('Visit', [
        [
          { id: 'p07-h2', personId: 'p07', houseId: 'h2', times: 1, seenAt: DAY(1) },
          { of: 'p07', line: 8, entry: 0 },
        ],
      ]);
      await trial.import.resolve();
      const notices: string[] = [];
      const done = await trial.merge({ onNotice: (message) => notices.push(message) });
      expect(Object.fromEntries(done)).toEqual({
        Person: counts(48, 0, 0, 3),
        House: counts(1, 0, 0, 1),
        Visit: counts(0, 0, 0, 1),
      });
      expect(notices).toEqual([expect.stringContaining('refused 3 rows of Person')]);
      expect((await trial.rejects('people')).map((reject) => reject.slice(0, 90))).toEqual([
        expect.stringMatching(
          /^Person p07 TARGET_REFUSED new row for relation "Person" violates check constraint "no_bad"/,
        ),
        'Visit p07[0] DOCUMENT_REJECTED visits ← Person p07 TARGET_REFUSED',
        expect.stringMatching(/^Person p27 TARGET_REFUSED/),
        expect.stringMatching(/^Person p47 TARGET_REFUSED/),
      ]);
      expect(await trial.rejects('houses')).toEqual([
        'House h1 REFERENCE_GONE owner "p07" not in Person ← Person p07 TARGET_REFUSED',
      ]);
      expect(await trial.rows('SELECT * FROM "House"')).toEqual([
        { id: 'h2', ownerId: 'p08', guestId: null },
      ]);
      expect(await trial.rows(`SELECT count(*)::int AS n FROM "Person" WHERE "bossId" IS NOT NULL`)).toEqual([
        { n: 1 },
      ]);
      expect(await trial.nulled('people')).toHaveLength(47);
    });

    const trigger = (body: string, when = 'BEFORE INSERT OR UPDATE'): string =>
      `CREATE FUNCTION public.judge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NEW; END $$;
       CREATE TRIGGER judge ${when} ON "Person" FOR EACH ROW EXECUTE FUNCTION public.judge()`;

    it.each([
      [
        'a trigger that raises',
        trigger(`IF NEW.id = 'b' THEN RAISE EXCEPTION 'not on my watch'; END IF;`),
        /not on my watch/,
      ],
      ['a trigger that skips', trigger(`IF NEW.id = 'b' THEN RETURN NULL; END IF;`), /skipped/],
      [
        'a deferred trigger',
        `${trigger(`IF NEW.id = 'b' THEN RAISE EXCEPTION 'at the end'; END IF;`).replace('CREATE TRIGGER judge BEFORE INSERT OR UPDATE ON "Person"', 'CREATE CONSTRAINT TRIGGER judge AFTER INSERT ON "Person" DEFERRABLE INITIALLY DEFERRED')}`,
        /at the end/,
      ],
    ])('takes %s at its word', async (_what, sql, message) => {
      trial = await ImportTrial.begin(way, people, houses);
      await trial.given(sql);
      await trial.load('Person', [person('a'), person('b'), person('c')]);
      await trial.import.resolve();
      expect((await trial.merge()).get('Person')).toEqual(counts(2, 0, 0, 1));
      expect(await trial.rejects('people')).toEqual([expect.stringMatching(message)]);
    });

    it('keeps a row whose reference to its own table is refused, and says so', async () => {
      trial = await ImportTrial.begin(way, people, houses);
      await trial.given(trigger(`IF NEW."bossId" IS NOT NULL THEN RAISE EXCEPTION 'no bosses'; END IF;`));
      await trial.load('Person', [person('a'), person('b', { bossId: 'a' })]);
      await trial.import.resolve();
      const notices: string[] = [];
      expect((await trial.merge({ onNotice: (message) => notices.push(message) })).get('Person')).toEqual(
        counts(2),
      );
      expect(notices).toEqual([expect.stringContaining('refused to set bossId of Person b')]);
      expect(await trial.nulled('people')).toMatchObject([{ documentId: 'b', column: 'bossId' }]);
    });
  });

  it('merges a table of required references to itself at once', async () => {
    trial = await ImportTrial.begin(way, nodes);
    await trial.load(
      'Node',
      Array.from({ length: 300 }, (_, n) => ({
        id: `n${n}`,
        parentId: `n${Math.min(n + 1, 299)}`,
        createdAt: DAY(1),
      })),
    );
    expect((await resolveAndMerge()).get('Node')).toEqual(counts(300));
  });

  describe('when something breaks', () => {
    it('does not double a chunk whose commit went through unheard', async () => {
      trial = await ImportTrial.begin(way, people, houses);
      const loader = await trial.loader();
      const counted = {
        known: {},
        untouched: {},
        documents: 1,
        read: {},
        rejected: {},
        coerced: {},
        defaulted: {},
        repaired: {},
        warned: {},
        residue: {},
      };
      for (let n = 0; n < 2; n += 1) {
        const { rejects } = loader.begin(people);
        rejects.beginRow();
        for (const value of ['Person', 'x', '1', '0', '5']) rejects.text(value);
        rejects.null();
        rejects.text('VALUE_UNFIT');
        for (let i = 0; i < 3; i += 1) rejects.null();
        rejects.endRow();
        await loader.commit({ collection: 'people', chunk: 7, sha256: 'f', counts: counted });
      }
      await loader.close();
      expect(await trial.rejects()).toHaveLength(1);
      expect((await trial.import.journal()).get('people')).toEqual(counted);
      expect(await trial.rows('SELECT chunk, sha256 FROM _etl.load_journal')).toEqual([
        { chunk: 7, sha256: 'f' },
      ]);
    });
  });

  describe('residue', () => {
    const residue = (): Promise<unknown[]> =>
      trial.rows(
        'SELECT document_id AS id, part, document::text AS d, xmin::text AS x FROM _etl.residue ORDER BY 1, 2',
      );
    const shown = async (): Promise<string[]> =>
      (await residue()).map((row) => {
        const { id, part, d } = row as { id: string; part: number; d: string };
        return `${id} ${part} ${d}`;
      });
    const load = async (): Promise<void> => {
      await trial.load('Person', [
        person('a'),
        person('b'),
        person('b'),
        person('b'),
        person('c', { slug: 's' }),
        person('d', { slug: 's' }),
      ]);
      await trial.residue('people', 'a', 1, '{"/x":"\\u0000","/y":"\\ud800"}');
      await trial.residue('people', 'b', 2, '{"/v":1}');
      await trial.residue('people', 'b', 3, '{"/v":2}');
      await trial.residue('people', 'b', 4, '{"/v":2}');
      await trial.residue('people', 'c', 5, '{}');
      await trial.residue('people', 'd', 6, '{"/gone":true}');
      await trial.import.resolve();
      await trial.import.addResidue('people', async function* (sink) {
        sink.beginRow();
        sink.text('a');
        sink.literal('1');
        sink.text('{"/boss":"gone"}');
        sink.endRow();
        yield;
      });
    };

    it('is one JSON document per document, verbatim, with a part for each merged one that differs', async () => {
      trial = await ImportTrial.begin(way, people, houses);
      await load();
      await trial.merge({ batchSize: 2 });
      expect(await shown()).toEqual([
        'a 0 {"/boss":"gone","/x":"\\u0000","/y":"\\ud800"}',
        'b 0 {"/v":2}',
        'b 1 {"/v":1}',
      ]);
    });

    it('is left alone by a second run, replaced where it changed, and removed where it is no more', async () => {
      trial = await ImportTrial.begin(way, people, houses);
      await load();
      await trial.merge();
      const before = await residue();
      await trial.again();
      await load();
      await trial.merge();
      expect(await residue()).toEqual(before);
      await trial.again();
      await trial.load('Person', [person('a'), person('b')]);
      await trial.residue('people', 'a', 1, '{"/x":2}');
      await trial.import.resolve();
      await trial.merge();
      expect(await shown()).toEqual(['a 0 {"/x":2}']);
    });

    it('takes what is added after the merge, and the same fragment once', async () => {
      trial = await ImportTrial.begin(way, people, houses);
      await load();
      await trial.merge();
      for (let n = 0; n < 2; n += 1) {
        await trial.import.addResidue('people', async function* (sink) {
          sink.beginRow();
          sink.text('c');
          sink.literal('5');
          sink.text('{"/late":1}');
          sink.endRow();
          yield;
        });
      }
      expect((await shown()).at(-1)).toBe('c 0 {"/late":1}');
    });
  });
});
