import { countBy, countByMonth } from '../collection/aggregate';
import { planCollection } from '../collection/plan';
import { paints } from '../testing/sample-entities';
import { parseLine } from '../values';
import { AccountedDocuments } from './accounted-documents';
import { SourceTally } from './source-tally';
import type { StoredTexts } from './undated-rows';

const none = async function* (): AsyncIterable<never> {
  // nothing was rejected
};

const tallyOf = async (...documents: object[]): Promise<SourceTally> => {
  const plan = planCollection({ ...paints, aggregates: [countByMonth('createdAt'), countBy('shade')] });
  const tally = new SourceTally(plan, await AccountedDocuments.read('Paint', none(), new Set()), new Map());
  documents.forEach((document, index) => tally.add(parseLine(JSON.stringify(document)).document, index + 1));
  return tally;
};

const target =
  (rows: Record<string, string>): StoredTexts =>
  async (columns, ids) => {
    expect(columns).toEqual(['createdAt']);
    return new Map(ids.flatMap((id) => (rows[id] === undefined ? [] : [[id, [rows[id]]]])));
  };

describe('a document without a date whose default is the start of the import', () => {
  it('is in the month that the target has for it, and otherwise counted as any', async () => {
    const tally = await tallyOf(
      { _id: '1', createdAt: '2024-02-29T10:00:00Z', shade: 'light' },
      { _id: '2', createdAt: null, shade: 'dark red' },
      { _id: '3', shade: 'light' },
    );
    expect(tally.waiting).toBe(2);
    await tally.settle(target({ '2': '2026-01-02 03:04:05.678', '3': '2024-02-01 00:00:00' }));
    expect(tally.waiting).toBe(0);
    expect(tally.aggregates.map((aggregate) => aggregate.rows())).toEqual([
      [
        { key: ['2024-02'], count: 2, sum: null },
        { key: ['2026-01'], count: 1, sum: null },
      ],
      [
        { key: ['dark-red'], count: 1, sum: null },
        { key: ['light'], count: 2, sum: null },
      ],
    ]);
    expect(tally.notes()).toEqual([
      'paints: 2 documents have no createdAt: what the target holds there counts on both sides of the aggregates.',
    ]);
  });

  it('is in no month where the target has no row of it, so that a lost row stays a difference', async () => {
    const tally = await tallyOf({ _id: '1', shade: 'light' });
    await tally.settle(target({}));
    expect(tally.aggregates[0]?.rows()).toEqual([{ key: [null], count: 1, sum: null }]);
    expect(tally.notes()).toEqual([]);
  });

  it('does not wait where no aggregate asks for the date, and the target is not asked for nothing', async () => {
    const plan = planCollection({ ...paints, aggregates: [countBy('shade')] });
    const tally = new SourceTally(plan, await AccountedDocuments.read('Paint', none(), new Set()), new Map());
    tally.add(parseLine('{"_id":"1"}').document, 1);
    expect(tally.waiting).toBe(0);
    await tally.settle(() => Promise.reject(new Error('asked')));
    expect(tally.aggregates[0]?.rows()).toEqual([{ key: ['light'], count: 1, sum: null }]);
  });

  it('is also one whose date is null in an array of one', async () => {
    const tally = await tallyOf(
      { _id: '1', createdAt: '2024-02-29T10:00:00Z' },
      { _id: '2', createdAt: [null] },
    );
    expect(tally.waiting).toBe(1);
  });
});
