import { type CollectionPlan, Id, Reference, Table, Text, Timestamp, UniqueKey } from '@etl/core';
import { ImportTrial, planOf, type TrialWay, WAYS } from '../testing/import-trial';
import { houses, nodes, people } from '../testing/trial-entities';

const DAY = (n: number): string => `2020-01-${String(n).padStart(2, '0')} 00:00:00`;
const person = (
  id: string,
  more: Record<string, string | readonly string[] | null> = {},
): Record<string, string | readonly string[] | null> => ({ id, name: id, createdAt: DAY(1), ...more });

@Table('Weird "T"')
@UniqueKey("ke'y")
class Weird {
  @Id() "i'd"!: string;
  @Text() "ke'y"!: string;
  @Reference({ table: 'Weird "T"', nullable: true }) 'pa"rent'!: string | null;
}
const weird = planOf("wei'rd", Weird);

@Table('Left')
@UniqueKey('name')
class Left {
  @Id() id!: string;
  @Text() name!: string;
  @Reference({ table: 'Right', nullable: true }) rightId!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
}
@Table('Right')
@UniqueKey('leftId', 'name')
class Right {
  @Id() id!: string;
  @Text() name!: string;
  @Reference({ table: 'Left', nullable: true }) leftId!: string | null;
}
const lefts = planOf('lefts', Left);
const rights = planOf('rights', Right);

/** More references than one statement looks at. */
@Table('Deal')
class Deal {
  @Id() id!: string;
  @Reference({ table: 'Person' }) sellerId!: string;
  @Reference({ table: 'Person' }) buyerId!: string;
  @Reference({ table: 'House' }) houseId!: string;
  @Reference({ table: 'Person', nullable: true }) agentId!: string | null;
  @Reference({ table: 'Person', nullable: true }) lawyerId!: string | null;
  @Reference({ table: 'House', nullable: true }) otherId!: string | null;
}
const deals = planOf('deals', Deal);

describe.each(WAYS)('resolving %s', (way: TrialWay) => {
  let trial: ImportTrial;
  const begin = async (...plans: CollectionPlan[]): Promise<void> => {
    trial = await ImportTrial.begin(way, ...plans);
  };
  afterEach(() => trial.end());

  const staged = (table: string, columns?: string): Promise<string[]> => trial.surviving(table, columns);

  it('is for one import a database: another one is told which, and begins nothing', async () => {
    await begin(people, houses);
    await trial.load('Person', [person('a')]);
    const other = await trial.target.openImport({ id: 'other', startedAt: '2026-11-22T14:30:05.000Z' }, [
      people,
    ]);
    await expect(other.begin()).rejects.toMatchObject({
      code: 'IMPORT_RUNNING',
      message: expect.stringMatching(/^The import .* of postgres is writing into postgresql:/) as string,
    });
    await other.finish({ status: 'failed', ledger: null });
    expect(await staged('Person')).toEqual(['a']);
    await trial.again();
    expect(await trial.rows(`SELECT status FROM _etl.run ORDER BY started_at`)).toHaveLength(2);
  });

  describe('the same id twice', () => {
    beforeEach(() => begin(people, houses));

    it('merges equal rows and keeps one', async () => {
      await trial.load('Person', [
        person('a', { tags: ['x'] }),
        person('a', { tags: ['x'] }),
        person('a', { tags: ['x'] }),
        person('b'),
      ]);
      const { merged, rejected } = await trial.import.resolve();
      expect([merged.get('Person'), rejected.get('Person')]).toEqual([2, 0]);
      expect(await staged('Person', 'id, _line')).toEqual(['a 3', 'b 4']);
    });

    it('of different rows keeps the last by updatedAt, whatever was read last, and rejects the others', async () => {
      await trial.load('Person', [
        person('a', { slug: 'new', updatedAt: DAY(9) }),
        person('a', { slug: 'old', updatedAt: DAY(3) }),
        person('a', { slug: 'none' }),
        person('b', { slug: 'b1' }),
        person('b', { slug: 'b2' }),
      ]);
      await trial.import.resolve();
      expect(await staged('Person', 'id, slug')).toEqual(['a new', 'b b2']);
      expect(await trial.rejects()).toEqual([
        'Person a DUPLICATE_ID _id "a" the document of line 1 has the same _id and stays',
        'Person a DUPLICATE_ID _id "a" the document of line 1 has the same _id and stays',
        'Person b DUPLICATE_ID _id "b" the document of line 5 has the same _id and stays',
      ]);
    });

    it('counts a default that was taken as a difference', async () => {
      await trial.load('Person', [person('a'), [person('a'), { defaulted: ['name'] }]]);
      const { merged, rejected } = await trial.import.resolve();
      expect([merged.get('Person'), rejected.get('Person')]).toEqual([0, 1]);
    });

    it('takes the entries of a rejected document along, and leaves those of a merged one', async () => {
      await trial.load('House', [
        { id: 'h1', ownerId: 'a' },
        { id: 'h2', ownerId: 'a' },
      ]);
      await trial.load('Person', [
        [person('a', { slug: 'x' }), { line: 1 }],
        [person('a', { slug: 'y' }), { line: 2 }],
        [person('b'), { line: 3 }],
        [person('b'), { line: 4 }],
      ]);
      await trial.load('Visit', [
        [
          { id: 'a-h1', personId: 'a', houseId: 'h1', times: 1, seenAt: DAY(1) },
          { of: 'a', line: 1, entry: 0 },
        ],
        [
          { id: 'a-h2', personId: 'a', houseId: 'h2', times: 1, seenAt: DAY(1) },
          { of: 'a', line: 2, entry: 0 },
        ],
        [
          { id: 'b-h1', personId: 'b', houseId: 'h1', times: 1, seenAt: DAY(1) },
          { of: 'b', line: 3, entry: 0 },
        ],
        [
          { id: 'b-h1', personId: 'b', houseId: 'h1', times: 1, seenAt: DAY(1) },
          { of: 'b', line: 4, entry: 0 },
        ],
      ]);
      const { merged } = await trial.import.resolve();
      expect(await staged('Visit')).toEqual(['a-h2', 'b-h1']);
      expect([merged.get('Person'), merged.get('Visit')]).toEqual([1, 1]);
      expect(await trial.rejects('people')).toEqual([
        expect.stringContaining('Person a DUPLICATE_ID'),
        'Visit a[0] DOCUMENT_REJECTED visits ← Person a DUPLICATE_ID',
      ]);
    });
  });

  describe('a text that no index can hold', () => {
    /** Nothing that compression could help with. */
    const long = Array.from({ length: 3_000 }, (_, n) =>
      String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000)),
    ).join('');

    it('is a reject before any key is given away, and what refers to its row is gone', async () => {
      await begin(people, houses);
      await trial.load('Person', [
        person('a', { email: long, slug: 's' }),
        person('b', { slug: 's', createdAt: DAY(2) }),
        person('c', { email: 'x'.repeat(20_000) }),
      ]);
      await trial.load('House', [{ id: 'h', ownerId: 'a' }]);
      await trial.import.resolve();
      // What PostgreSQL can compress enough is taken.
      expect(await staged('Person')).toEqual(['b', 'c']);
      expect((await trial.rejects('people')).map((line) => line.replace(long.slice(0, 999), '…'))).toEqual([
        expect.stringMatching(/^Person a VALUE_UNFIT email "….*too-large for the index Person_email_key$/),
      ]);
      expect(await trial.rejects('houses')).toEqual([expect.stringContaining('House h REFERENCE_GONE')]);
      expect(
        await trial.rows(`SELECT 1 FROM pg_class WHERE relname IN ('stage#probe', 'stage#too_long')`),
      ).toEqual([]);
    });
  });

  it('also judges the texts of an index together, whatever another session still sees', async () => {
    await begin(people, houses);
    const half = (seed: number): string =>
      Array.from({ length: 500 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * seed) % 20_000))).join('');
    const [personId, houseId] = [half(7919), half(6841)];
    await trial.load('Person', [[person(personId), { line: 1 }]]);
    await trial.load('House', [{ id: houseId, ownerId: personId }]);
    await trial.load('Visit', [
      [
        { id: 'v', personId, houseId, times: 1, seenAt: DAY(1) },
        { of: personId, line: 1, entry: 0 },
      ],
    ]);
    // As a report or a backup does. To an index that is built now, a row that was deleted since is still one to hold.
    await trial.rows('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
    const { rejected } = await trial.import.resolve();
    await trial.rows('COMMIT');
    expect([rejected.get('Person'), rejected.get('House'), rejected.get('Visit')]).toEqual([0, 0, 1]);
    expect(await trial.rejects('people')).toEqual([
      expect.stringMatching(
        /VALUE_UNFIT personId, houseId .*too-large for the index Visit_personId_houseId_key$/,
      ),
    ]);
  });

  describe('a nullable reference that is gone, where losses are refused', () => {
    it('is a reject, and so is whatever refers to its row', async () => {
      await begin(people, houses);
      await trial.again('reject');
      await trial.load('Person', [
        person('a', { bossId: 'gone' }),
        person('b', { bossId: 'a' }),
        person('c'),
      ]);
      await trial.load('House', [
        { id: 'h', ownerId: 'b' },
        { id: 'i', ownerId: 'c', guestId: 'a' },
        { id: 'j', ownerId: 'c' },
      ]);
      await trial.import.resolve();
      expect(await staged('Person')).toEqual(['c']);
      expect(await staged('House')).toEqual(['j']);
      expect((await trial.rejects()).map((line) => line.split(' ').slice(0, 3).join(' ')).sort()).toEqual([
        'House h REFERENCE_GONE',
        'House i LOSS_REFUSED',
        'Person a LOSS_REFUSED',
        'Person b LOSS_REFUSED',
      ]);
    });
  });

  describe('a pair twice', () => {
    beforeEach(async () => {
      await begin(people, houses);
      await trial.load('Person', [[person('a'), { line: 1 }]]);
      await trial.load('House', [{ id: 'h', ownerId: 'a' }]);
    });
    it('whose house is gone is two rejects, and nothing is merged', async () => {
      const gone = { id: 'a-x', personId: 'a', houseId: 'x', times: 1, seenAt: DAY(1) };
      await trial.load(
        'Visit',
        [0, 1].map((entry) => [gone, { of: 'a', line: 1, entry }]),
      );
      const { merged, rejected } = await trial.import.resolve();
      expect([merged.get('Visit'), rejected.get('Visit')]).toEqual([0, 2]);
    });

    const visit = (
      entry: number,
      row: Record<string, string | number | null>,
      defaulted: string[] = [],
    ): [
      Record<string, string | number | null>,
      { of: string; line: number; entry: number; defaulted: string[] },
    ] => [
      { id: 'a-h', personId: 'a', houseId: 'h', times: 1, seenAt: DAY(20), ...row },
      { of: 'a', line: 1, entry, defaulted },
    ];

    it('keeps the latest date and the largest count, the rest from the last read', async () => {
      await trial.load('Visit', [
        visit(0, { times: 7, seenAt: DAY(3), note: 'first' }),
        visit(1, { times: 2, seenAt: DAY(5), note: 'last' }),
      ]);
      const { merged } = await trial.import.resolve();
      expect(merged.get('Visit')).toBe(1);
      expect(await staged('Visit', 'id, times, "seenAt"::text, note, _defaulted')).toEqual([
        `a-h 7 ${DAY(5)} last 0`,
      ]);
    });

    it('lets a given value beat a default, though the default were later or larger', async () => {
      await trial.load('Visit', [visit(0, { times: 0, seenAt: DAY(3) }), visit(1, {}, ['times', 'seenAt'])]);
      await trial.import.resolve();
      expect(await staged('Visit', 'times, "seenAt"::text, _defaulted')).toEqual([`0 ${DAY(3)} 0`]);
    });

    it('remains a default where all were', async () => {
      await trial.load('Visit', [visit(0, {}, ['times', 'seenAt']), visit(1, { seenAt: DAY(2) }, ['times'])]);
      await trial.import.resolve();
      expect(await staged('Visit', 'times, "seenAt"::text, _defaulted')).toEqual([`1 ${DAY(2)} 1`]);
    });
  });

  it('looks at every one of many references, several of which may be gone, or lead to an id that came twice', async () => {
    await begin(people, houses, deals);
    await trial.load('Person', [
      person('a', { slug: 's', createdAt: DAY(1) }),
      person('late', { slug: 's', createdAt: DAY(2) }),
      person('twice', { name: 'old', updatedAt: DAY(1) }),
      person('twice', { name: 'new', updatedAt: DAY(2) }),
    ]);
    await trial.load('House', [
      { id: 'h', ownerId: 'twice' },
      { id: 'lost', ownerId: 'late' },
    ]);
    const deal = (id: string, more: Record<string, string>): Record<string, string> => ({
      ...{ id, sellerId: 'a', buyerId: 'twice', houseId: 'h', agentId: 'a', lawyerId: 'twice', otherId: 'h' },
      ...more,
    });
    await trial.load('Deal', [
      deal('whole', {}),
      deal('no-seller', { sellerId: 'gone', lawyerId: 'gone' }),
      deal('no-house', { houseId: 'lost' }),
      deal('no-buyer', { buyerId: 'late', houseId: 'lost' }),
      deal('no-lawyer', { lawyerId: 'gone' }),
      deal('alone', { agentId: 'late', lawyerId: 'late', otherId: 'lost' }),
    ]);
    await trial.import.resolve();
    expect(await trial.rejects('deals')).toEqual([
      'Deal no-seller REFERENCE_GONE sellerId "gone" not in Person',
      'Deal no-house REFERENCE_GONE houseId "lost" not in House ← Person late UNIQUE_TAKEN',
      'Deal no-buyer REFERENCE_GONE buyerId "late" not in Person ← Person late UNIQUE_TAKEN',
    ]);
    expect(await staged('Deal', 'id, "agentId", "lawyerId", "otherId"')).toEqual([
      'alone   ',
      'no-lawyer a  h',
      'whole a twice h',
    ]);
    expect((await trial.merge()).get('Deal')).toMatchObject({ inserted: 3, rejected: 0 });
  });

  describe('references', () => {
    beforeEach(() => begin(people, houses));

    it('that are required and gone reject the row, with the root cause of the reject they follow from', async () => {
      await trial.client.query(
        `INSERT INTO "Person" (id, name, "createdAt") VALUES ('there', 'x', now()), ('old', 'x', now())`,
      );
      await trial.load('Person', [
        person('winner', { slug: 's', createdAt: DAY(1) }),
        person('loser', { slug: 's', createdAt: DAY(2) }),
      ]);
      await trial.write(people, ({ rejects }) => {
        for (const id of ['old', 'broken']) {
          rejects.beginRow();
          rejects.text('Person');
          rejects.text(id);
          for (const number of ['90', '0', '5']) rejects.literal(number);
          rejects.null();
          rejects.text('VALUE_UNFIT');
          for (const text of ['role', '"x"', 'not-in-enum']) rejects.text(text);
          rejects.endRow();
        }
      });
      await trial.load('House', [
        { id: 'h1', ownerId: 'winner' },
        { id: 'h2', ownerId: 'loser' },
        { id: 'h3', ownerId: 'nobody' },
        { id: 'h4', ownerId: 'there' },
        { id: 'h5', ownerId: 'broken' },
        { id: 'h6', ownerId: 'old' },
      ]);
      await trial.load('Visit', [
        [
          { id: 'w-h2', personId: 'winner', houseId: 'h2', times: 1, seenAt: DAY(1) },
          { of: 'winner', entry: 4 },
        ],
      ]);
      const { rejected } = await trial.import.resolve();
      expect(await staged('House')).toEqual(['h1', 'h4', 'h6']);
      expect(await trial.rejects('houses')).toEqual([
        'House h2 REFERENCE_GONE owner "loser" not in Person ← Person loser UNIQUE_TAKEN',
        'House h3 REFERENCE_GONE owner "nobody" not in Person',
        'House h5 REFERENCE_GONE owner "broken" not in Person ← Person broken VALUE_UNFIT',
      ]);
      expect((await trial.rejects('people')).at(-3)).toBe(
        'Visit winner[4] REFERENCE_GONE house "h2" not in House ← Person loser UNIQUE_TAKEN',
      );
      expect(rejected.get('House')).toBe(3);
    });

    it('that are nullable and gone become null and are written down, also those to the table itself', async () => {
      await trial.load('Person', [
        person('a', { bossId: 'b' }),
        person('b', { bossId: 'gone' }),
        person('c', { bossId: 'c', slug: 'x' }),
        person('d', { slug: 'x', bossId: 'a' }),
        person('e', { bossId: 'd' }),
      ]);
      await trial.load('House', [{ id: 'h', ownerId: 'a', guestId: 'd' }]);
      await trial.import.resolve();
      expect(await staged('Person', 'id, "bossId"')).toEqual(['a b', 'b ', 'c c', 'e ']);
      expect(await trial.nulled('people')).toEqual([
        {
          collection: 'people',
          table: 'Person',
          column: 'bossId',
          documentId: 'b',
          place: { line: 2, offset: 0, length: 10 },
          entry: null,
        },
        {
          collection: 'people',
          table: 'Person',
          column: 'bossId',
          documentId: 'e',
          place: { line: 5, offset: 0, length: 10 },
          entry: null,
        },
      ]);
      expect((await trial.nulled('houses')).map(({ column }) => column)).toEqual(['guestId']);
    });

    it('find nothing new when asked again', async () => {
      await trial.load('Person', [
        person('a', { bossId: 'gone' }),
        person('a', { slug: 's' }),
        person('c', { slug: 's' }),
      ]);
      await trial.load('House', [{ id: 'h', ownerId: 'c' }]);
      const first = await trial.import.resolve();
      expect(await trial.import.resolve()).toEqual(first);
    });
  });

  describe('unique keys', () => {
    beforeEach(() => begin(people, houses));

    it('go to the oldest document, then to the smallest id, and a default date is no date', async () => {
      await trial.load('Person', [
        [person('z', { slug: 's', createdAt: DAY(1) }), { defaulted: ['createdAt'] }],
        person('b', { slug: 's', createdAt: DAY(5) }),
        person('B', { slug: 's', createdAt: DAY(5) }),
        person('n1', { email: null }),
        person('n2', { email: null }),
      ]);
      await trial.import.resolve();
      expect(await staged('Person')).toEqual(['B', 'n1', 'n2']);
      expect(await trial.rejects()).toEqual([
        'Person z UNIQUE_TAKEN slug "s" B',
        'Person b UNIQUE_TAKEN slug "s" B',
      ]);
    });

    it('are held by saved rows only: who loses by one key does not hold the other', async () => {
      await trial.load('Person', [
        person('1', { email: 'e', createdAt: DAY(1) }),
        person('2', { email: 'e', slug: 's', createdAt: DAY(2) }),
        person('3', { email: 'f', slug: 's', createdAt: DAY(3) }),
        person('4', { email: 'f', slug: 't', createdAt: DAY(4) }),
        person('5', { email: 'g', slug: 't', createdAt: DAY(5) }),
      ]);
      await trial.import.resolve();
      expect(await staged('Person')).toEqual(['1', '3', '5']);
      expect(await trial.rejects()).toEqual([
        'Person 2 UNIQUE_TAKEN email "e" 1',
        'Person 4 UNIQUE_TAKEN email "f" 3',
      ]);
    });

    it('that the target holds under another id are taken, also where that row would change its key', async () => {
      await trial.client.query(
        `INSERT INTO "Person" (id, slug, name, "createdAt") VALUES ('old', 's', 'x', now()), ('own', 'o', 'x', now())`,
      );
      await trial.load('Person', [
        person('old', { slug: 'changed' }),
        person('new', { slug: 's' }),
        person('own', { slug: 'o' }),
      ]);
      await trial.import.resolve();
      expect(await staged('Person')).toEqual(['old', 'own']);
      expect(await trial.rejects()).toEqual(['Person new UNIQUE_TAKEN slug "s" old']);
    });

    it('come out even when thousands want them', async () => {
      await trial.load(
        'Person',
        Array.from({ length: 5_000 }, (_, n) =>
          person(String(n).padStart(5, '0'), { slug: `s${n % 3}`, email: `e${n % 7}` }),
        ),
      );
      await trial.import.resolve();
      expect(await staged('Person', 'id, slug, email')).toEqual([
        '00000 s0 e0',
        '00001 s1 e1',
        '00002 s2 e2',
      ]);
    });
  });

  describe('circles and chains', () => {
    it('of required references within a table fall together, a hundred levels deep', async () => {
      await begin(nodes);
      await trial.load('Node', [
        { id: 'root', parentId: 'root' },
        { id: 'child', parentId: 'root' },
        ...Array.from({ length: 100 }, (_, n) => ({ id: `n${n}`, parentId: n === 0 ? 'gone' : `n${n - 1}` })),
      ]);
      const { rejected } = await trial.import.resolve();
      expect(rejected.get('Node')).toBe(100);
      expect(await staged('Node')).toEqual(['child', 'root']);
      expect((await trial.rejects()).at(-1)).toBe(
        'Node n99 REFERENCE_GONE parent "n98" not in Node ← Node n0 REFERENCE_GONE',
      );
    });

    it('set a key free that a row held whose parent fell', async () => {
      await begin(nodes);
      await trial.load('Node', [
        { id: 'root', parentId: 'root', label: 'r', createdAt: DAY(1) },
        { id: 'rival', parentId: 'rival', label: 'r', createdAt: DAY(2) },
        { id: 'child', parentId: 'rival', label: 'x', createdAt: DAY(3) },
        { id: 'late', parentId: 'root', label: 'x', createdAt: DAY(4) },
      ]);
      await trial.import.resolve();
      expect(await staged('Node')).toEqual(['late', 'root']);
      expect(await trial.rejects()).toEqual([
        'Node rival UNIQUE_TAKEN label "r" root',
        'Node child REFERENCE_GONE parent "rival" not in Node ← Node rival UNIQUE_TAKEN',
      ]);
    });

    it('that wait for each other come to an end', async () => {
      await begin(nodes);
      await trial.load('Node', [
        { id: 'a', parentId: 'b', label: 'x', createdAt: DAY(1) },
        { id: 'b', parentId: 'a', label: 'x', createdAt: DAY(2) },
      ]);
      await trial.import.resolve();
      expect(await staged('Node')).toEqual([]);
    });

    it('of nullable references between tables settle, a null in a key conflicting with nothing', async () => {
      await begin(lefts, rights);
      await trial.load('Left', [
        { id: 'l1', name: 'n', rightId: 'r1', createdAt: DAY(1) },
        { id: 'l2', name: 'n', createdAt: DAY(2) },
      ]);
      await trial.load('Right', [
        { id: 'r1', name: 'x', leftId: 'l1' },
        { id: 'r2', name: 'x', leftId: 'l2' },
        { id: 'r3', name: 'x', leftId: 'l2' },
      ]);
      await trial.import.resolve();
      expect(await staged('Right', 'id, "leftId"')).toEqual(['r1 l1', 'r2 ', 'r3 ']);
      await trial.merge();
      expect(await trial.rows(`SELECT "rightId" FROM "Left"`)).toEqual([{ rightId: 'r1' }]);
    });

    it('go through with hostile names', async () => {
      await begin(weird);
      await trial.load('Weird "T"', [
        { id: 'a', "i'd": 'a', "ke'y": 'k', 'pa"rent': 'gone' },
        { id: 'b', "i'd": 'b', "ke'y": 'k' },
        { id: 'c', "i'd": 'c', "ke'y": 'c', 'pa"rent': 'c' },
        { id: 'c', "i'd": 'c', "ke'y": 'c', 'pa"rent': 'c' },
      ]);
      await trial.import.resolve();
      expect(await trial.rejects()).toEqual([`Weird "T" b UNIQUE_TAKEN ke'y "k" a`]);
      expect((await trial.merge()).get('Weird "T"')).toEqual({
        inserted: 2,
        updated: 0,
        unchanged: 0,
        rejected: 0,
        merged: 0,
      });
    });
  });
});
