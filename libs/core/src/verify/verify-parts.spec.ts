import fc from 'fast-check';
import { planCollection } from '../collection/plan';
import { countBy, countByMonth, sumOf } from '../collection/aggregate';
import type { AccountedDocument } from '../ports/target';
import { paints } from '../testing/sample-entities';
import { parseLine } from '../values';
import { AccountedDocuments } from './accounted-documents';
import { AggregateAccumulator } from './aggregate-accumulator';
import { compareAggregate, compareCounts } from './comparison';
import { ExactSum } from './exact-sum';
import { SourceTally } from './source-tally';

const plan = planCollection(paints);
const [main] = plan.tables;

describe('an exact sum', () => {
  const sum = (...texts: string[]) => {
    const exact = new ExactSum();
    texts.forEach((text) => exact.add(text));
    return exact.toText();
  };

  it('loses nothing, whatever the size of its parts', () => {
    expect(sum('0.1', '0.2')).toBe('0.3');
    expect(sum('9999999999999999.99', '0.01')).toBe('10000000000000000');
    expect(sum('1e+21', '-1', '0.001')).toBe('999999999999999999999.001');
    expect(sum('-0.5', '0.25')).toBe('-0.25');
  });

  it('is null where there was nothing to add, and leaves NaN and the infinities out', () => {
    expect([sum(), sum('NaN', 'Infinity', '-Infinity'), sum('NaN', '1')]).toEqual([null, null, '1']);
  });

  it('agrees with sums of integers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (values) => {
        const expected =
          values.length === 0 ? null : String(values.reduce((total, n) => total + BigInt(n), 0n));
        expect(sum(...values.map(String))).toBe(expected);
      }),
    );
  });
});

describe('an aggregate', () => {
  const rows = (
    aggregate: Parameters<typeof compareAggregate>[1],
    ...values: Record<string, string | null>[]
  ) => {
    const accumulator = new AggregateAccumulator(aggregate);
    values.forEach((value) => accumulator.add(new Map(Object.entries(value))));
    return accumulator.rows();
  };

  it('groups nulls as a key of their own, last', () => {
    expect(rows(countBy('shade'), { shade: null }, { shade: 'b' }, { shade: 'a' }, { shade: 'b' })).toEqual([
      { key: ['a'], count: 1, sum: null },
      { key: ['b'], count: 2, sum: null },
      { key: [null], count: 1, sum: null },
    ]);
  });

  it('cuts to the largest groups, ties by the bytes of the key', () => {
    const counted = rows(
      countBy('code', { top: 2 }),
      ...['ä', 'z', 'Z', '\u{1F600}', '\uFF5E'].map((code) => ({ code })),
    );
    expect(counted.map(({ key }) => key[0])).toEqual(['Z', 'z']);
    expect(rows(countBy('code', { top: 2 }), { code: '\u{1F600}' }, { code: '\uFF5E' })[0]!.key).toEqual([
      '\uFF5E',
    ]);
  });

  it('groups by month, before Christ too, and sums where a filter holds', () => {
    expect(
      rows(
        countByMonth('createdAt'),
        { createdAt: '2024-02-29 10:00:00' },
        { createdAt: '0044-03-15 00:00:00 BC' },
      ).map(({ key }) => key[0]),
    ).toEqual(['0044-03 BC', '2024-02']);
    const filtered = sumOf('price', { where: { column: 'isActive', equals: true } });
    expect(
      rows(
        filtered,
        { price: '1.50', isActive: 'true' },
        { price: '2', isActive: 'false' },
        { price: null, isActive: 'true' },
      ),
    ).toEqual([{ key: [], count: 2, sum: '1.5' }]);
  });

  it('differs where a group is missing on one side, or a count or sum is another', () => {
    const row = (key: string, count: number, sum: string | null = null) => ({ key: [key], count, sum });
    const compare = (a: ReturnType<typeof row>[], b: ReturnType<typeof row>[]) =>
      compareAggregate(main, sumOf('price', { by: 'shade' }), a, b);
    expect(compare([row('a', 1, '2.5')], [row('a', 1, '2.50')]).equal).toBe(true);
    expect(compare([row('a', 1)], []).equal).toBe(false);
    expect(compare([], [row('a', 1)]).equal).toBe(false);
    expect(compare([row('a', 1, '2')], [row('a', 1, '2.01')]).rows[0]!.equal).toBe(false);
  });
});

describe('the tally of the source', () => {
  const none = async function* (): AsyncIterable<AccountedDocument> {
    // nothing was rejected
  };
  const record = (documentId: string | null, change: Partial<AccountedDocument> = {}): AccountedDocument => ({
    table: 'Paint',
    documentId,
    entry: null,
    code: 'VALUE_MISSING',
    run: 'r',
    line: 1,
    ...change,
  });
  const tallyOf = async (
    documents: object[],
    records: AccountedDocument[] = [],
    nulled = new Map<string, Set<string>>(),
    runs: string[] = [],
  ) => {
    const source = async function* () {
      yield* records;
    };
    const tally = new SourceTally(
      plan,
      await AccountedDocuments.read('Paint', records.length > 0 ? source() : none(), new Set(runs)),
      nulled,
    );
    documents.forEach((document, index) =>
      tally.add(parseLine(JSON.stringify(document)).document, index + 1),
    );
    return tally;
  };

  it('counts documents and entries, and groups by what the column would hold', async () => {
    const tally = await tallyOf([
      { _id: '1', shade: 'Dark Red', price: '2.005', uses: ['w', 'v'] },
      { _id: '2', price: 1 },
    ]);
    expect(Object.fromEntries(tally.tables)).toEqual({
      Paint: { source: 2, rejected: 0, merged: 0 },
      PaintUse: { source: 2, rejected: 0, merged: 0 },
    });
    expect(tally.aggregates[0]!.rows()).toEqual([
      { key: ['dark-red'], count: 1, sum: null },
      { key: ['light'], count: 1, sum: null },
    ]);
    expect(tally.aggregates[1]!.rows()).toEqual([{ key: ['true'], count: 2, sum: '3.01' }]);
  });

  it('takes rejected documents, merged ones and their entries out of the aggregates, once each', async () => {
    const tally = await tallyOf(
      [
        { _id: '1', uses: ['w'] },
        { _id: '2' },
        { _id: '2' },
        { code: 'without an id', uses: ['w', 'v'] },
        { _id: '3', uses: ['w', 'w'] },
      ],
      [
        record('1'),
        record('1', { table: 'PaintUse', entry: 0, code: 'DOCUMENT_REJECTED' }),
        record('2', { code: 'MERGED' }),
        record(null, { code: 'ID_INVALID' }),
        record('3', { table: 'PaintUse', entry: 1, code: 'MERGED' }),
      ],
    );
    expect(Object.fromEntries(tally.tables)).toEqual({
      Paint: { source: 5, rejected: 2, merged: 1 },
      PaintUse: { source: 5, rejected: 3, merged: 1 },
    });
    expect(tally.aggregates[0]!.rows()).toEqual([{ key: ['light'], count: 2, sum: null }]);
  });

  it('knows by its line which of several documents with one id is no row, where the import read this file', async () => {
    const documents = [
      { _id: '1', shade: 'light' },
      { _id: '1', shade: 'dark-red', uses: ['w'] },
    ];
    const records = [
      record('1', { code: 'DUPLICATE_ID', line: 2 }),
      record('1', { table: 'PaintUse', entry: 0, code: 'DOCUMENT_REJECTED', line: 2 }),
    ];
    const kept = async (runs: string[]) =>
      (await tallyOf(documents, records, new Map(), runs)).aggregates[0]!.rows().map(({ key }) => key[0]);
    expect(await kept(['r'])).toEqual(['light']);
    expect(await kept(['another'])).toEqual(['dark-red']);
  });

  it('does not explain a document without an id that no import has rejected', async () => {
    expect((await tallyOf([{ code: 'x' }])).tables.get('Paint')).toEqual({
      source: 1,
      rejected: 0,
      merged: 0,
    });
  });
});

describe('counts', () => {
  const compare = (source: number, target: number, rejected = 0, merged = 0, stale = 0) => {
    const { unexplained, status } = compareCounts(main, { source, rejected, merged }, target, stale);
    return [unexplained, status];
  };

  it('are equal, explained or different', () => {
    expect(compare(5, 5)).toEqual([0, 'equal']);
    expect(compare(5, 3, 1, 1)).toEqual([0, 'explained']);
    expect(compare(5, 4)).toEqual([1, 'different']);
    expect(compare(5, 6)).toEqual([-1, 'different']);
    expect(compare(5, 5, 1)).toEqual([-1, 'different']);
  });

  it('put aside the older row of a document that is rejected today', () => {
    expect(compare(5, 5, 1, 0, 1)).toEqual([0, 'explained']);
  });
});
