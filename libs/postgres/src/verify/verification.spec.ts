import {
  countBy,
  countByMonth,
  Double,
  Id,
  Bool,
  Numeric,
  sumOf,
  Table,
  Text,
  Timestamp,
  type CollectionPlan,
  type VerificationTarget,
} from '@etl/core';
import { ImportTrial, planOf } from '../testing/import-trial';
import { houses, people } from '../testing/trial-entities';

@Table('Sale')
class Sale {
  @Id() id!: string;
  @Text({ nullable: true }) city!: string | null;
  @Bool() open!: boolean;
  @Numeric(18, 2, { nullable: true }) price!: string | null;
  @Double({ nullable: true }) area!: number | null;
  @Timestamp({ nullable: true }) at!: Date | null;
}
const sales = planOf('sales', Sale);
const [sale] = sales.tables;

describe('verification', () => {
  let trial: ImportTrial;
  let snapshot: VerificationTarget;
  afterEach(async () => {
    await snapshot.close();
    await trial.end();
  });

  const list = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
    const found: T[] = [];
    for await (const item of items) found.push(item);
    return found;
  };

  describe('aggregates', () => {
    beforeEach(async () => {
      trial = await ImportTrial.begin('in place', sales);
      await trial.client
        .query(`INSERT INTO "Sale" VALUES ('1', 'é', true, 0.10, 0.1, '2020-01-31'), ('2', 'Z', true, 0.20, 0.2, '2020-01-01'),
        ('3', NULL, false, NULL, 'NaN', NULL), ('4', 'a', false, 10, '-Infinity', '10000-02-01'), ('5', 'a', true, 9007199254740993.01, 1e20, '0044-03-15 BC')`);
      snapshot = await trial.target.openVerification([sales]);
    });

    it.each([
      [
        'by a column, nulls last',
        countBy('city'),
        [
          [['Z'], 1, null],
          [['a'], 2, null],
          [['é'], 1, null],
          [[null], 1, null],
        ],
      ],
      [
        'cut to the top, ties by key',
        countBy('city', { top: 2 }),
        [
          [['a'], 2, null],
          [['Z'], 1, null],
        ],
      ],
      [
        'by two columns',
        countBy(['open', 'city'], { where: { column: 'city', equals: 'a' } }),
        [
          [['false', 'a'], 1, null],
          [['true', 'a'], 1, null],
        ],
      ],
      [
        'by month',
        countByMonth('at'),
        [
          [['0044-03 BC'], 1, null],
          [['10000-02'], 1, null],
          [['2020-01'], 2, null],
          [[null], 1, null],
        ],
      ],
      [
        'with an exact sum',
        sumOf('price', { by: 'open' }),
        [
          [['false'], 2, '10'],
          [['true'], 3, '9007199254740993.31'],
        ],
      ],
      [
        'with a sum of doubles as decimals',
        sumOf('area', { where: { column: 'open', equals: true } }),
        [[[], 3, '100000000000000000000.3']],
      ],
      [
        'with no number to sum up',
        sumOf('area', { where: { column: 'open', equals: false } }),
        [[[], 2, null]],
      ],
    ])('count %s', async (_what, aggregate, expected) => {
      const rows = await snapshot.aggregate(sale, aggregate);
      expect(rows.map(({ key, count, sum }) => [key, count, sum])).toEqual(expected);
    });

    it('can be told what rows hold, in the order of the columns, where there are rows', async () => {
      expect(await snapshot.storedTexts(sale, ['at', 'city'], ['1', '3', 'gone'])).toEqual(
        new Map([
          ['1', ['2020-01-31 00:00:00', 'é']],
          ['3', [null, null]],
        ]),
      );
    });

    it('see one snapshot', async () => {
      expect(await snapshot.count(sale)).toBe(5);
      await trial.client.query('DELETE FROM "Sale"');
      expect(await snapshot.count(sale)).toBe(5);
    });
  });

  it('accounts for what did not become a row, and for older versions of it', async () => {
    trial = await ImportTrial.begin('in place', people, houses);
    const load = async (bad: boolean): Promise<void> => {
      await trial.load('Person', [
        { id: 'a', name: 'a', createdAt: '2020-01-01', slug: 's' },
        { id: 'b', name: 'b', createdAt: '2020-01-02', slug: bad ? 's' : 't', bossId: 'gone' },
        { id: 'c', name: 'c', createdAt: '2020-01-02', bossId: 'gone' },
        { id: 'c', name: 'c', createdAt: '2020-01-02', bossId: 'gone' },
        { id: 'd', name: 'd1', createdAt: '2020-01-02' },
        { id: 'd', name: 'd2', createdAt: '2020-01-02' },
      ]);
      await trial.load('House', [{ id: 'h', ownerId: 'a' }]);
      await trial.load('Visit', [
        [
          { id: 'b-h', personId: 'b', houseId: 'h', times: 1, seenAt: '2020-01-01' },
          { of: 'b', line: 2, entry: 0 },
        ],
      ]);
      await trial.import.resolve();
      await trial.merge();
    };
    await load(false);
    await trial.again();
    await load(true);
    await trial.import.finish({ status: 'done', ledger: { fine: true } });
    snapshot = await trial.target.openVerification([people, houses]);
    const [person, visit] = people.tables as CollectionPlan['tables'];
    expect(await snapshot.count(person)).toBe(4);
    expect(await snapshot.staleRows(person)).toBe(1);
    expect(await snapshot.staleRows(visit as typeof person)).toBe(1);
    expect((await list(snapshot.accounted('people'))).map(({ run: _run, ...rest }) => rest)).toEqual([
      { table: 'Person', documentId: 'b', entry: null, code: 'UNIQUE_TAKEN', line: 2 },
      { table: 'Visit', documentId: 'b', entry: 0, code: 'DOCUMENT_REJECTED', line: 2 },
      { table: 'Person', documentId: 'c', entry: null, code: 'MERGED', line: 3 },
      { table: 'Person', documentId: 'd', entry: null, code: 'DUPLICATE_ID', line: 5 },
    ]);
    expect(await list(snapshot.nulledReferences('people'))).toEqual([{ documentId: 'c', column: 'bossId' }]);
    const names = await snapshot.aggregate(person, countBy('name'));
    expect(names.map(({ key }) => key[0])).toEqual(['a', 'c', 'd2']);
    expect(
      await trial.rows('SELECT status, ledger FROM _etl.run ORDER BY started_at, finished_at'),
    ).toMatchObject([{ status: 'done' }, { status: 'done', ledger: { fine: true } }]);
    expect(await trial.rows(`SELECT relname FROM pg_class WHERE relname LIKE 'stage%'`)).toEqual([]);
  });

  it('of a target that nothing was imported into finds nothing to account for', async () => {
    trial = await ImportTrial.begin('in place', people, houses);
    await trial.client.query('DROP SCHEMA _etl CASCADE');
    snapshot = await trial.target.openVerification([people]);
    expect(await snapshot.staleRows(people.tables[0])).toBe(0);
    expect((await list(snapshot.accounted('people'))).map(({ run: _run, ...rest }) => rest)).toEqual([]);
    expect(await snapshot.aggregate(people.tables[0], countBy('name'))).toEqual([]);
  });

  it('keeps what earlier runs said where a run only rehearsed', async () => {
    trial = await ImportTrial.begin('in place', people, houses);
    await trial.load('House', [{ id: 'h', ownerId: 'gone' }]);
    await trial.import.resolve();
    await trial.again();
    await trial.load('House', [{ id: 'h2', ownerId: 'gone' }]);
    await trial.import.resolve();
    await trial.import.finish({ status: 'dry-run', ledger: null });
    snapshot = await trial.target.openVerification([people, houses]);
    expect(await list(snapshot.accounted('houses'))).toMatchObject([{ documentId: 'h' }]);
  });
});
