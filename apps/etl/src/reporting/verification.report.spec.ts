import type { AggregateComparison, CountComparison, VerifyResult } from '@etl/core';
import { expectGolden } from '../testing/golden';
import { aggregateReport, countLine, verificationReport } from './verification.report';

function line(figures: Partial<CountComparison>): CountComparison {
  return {
    collection: 'properties',
    table: 'Property',
    label: 'properties',
    source: 123_456,
    target: 123_456,
    rejected: 0,
    merged: 0,
    unexplained: 0,
    status: 'equal',
    ...figures,
  };
}

describe('countLine', () => {
  it.each<[string, Partial<CountComparison>]>([
    ['✅ properties → Mongo: 123,456 | Postgres: 123,456 | Δ 0', {}],
    [
      '⚠️ properties → Mongo: 123,456 | Postgres: 123,454 | Δ 2 (2 rejected)',
      { target: 123_454, rejected: 2, status: 'explained' },
    ],
    [
      '❌ properties → Mongo: 123,456 | Postgres: 123,454 | Δ 2 (2 unexplained)',
      { target: 123_454, unexplained: 2, status: 'different' },
    ],
    [
      '⚠️ users.viewedProperties → Mongo: 10 | Postgres: 8 | Δ 2 (1 rejected, 1 merged)',
      { label: 'users.viewedProperties', source: 10, target: 8, rejected: 1, merged: 1, status: 'explained' },
    ],
    [
      '❌ properties → Mongo: 10 | Postgres: 5 | Δ 5 (1 rejected, 1 merged, 3 unexplained)',
      { source: 10, target: 5, rejected: 1, merged: 1, unexplained: 3, status: 'different' },
    ],
    [
      '❌ properties → Mongo: 10 | Postgres: 11 | Δ -1 (1 too many)',
      { source: 10, target: 11, unexplained: -1, status: 'different' },
    ],
    [
      '❌ properties → Mongo: 10 | Postgres: 9 | Δ 1 (2 rejected, 1 too many)',
      { source: 10, target: 9, rejected: 2, unexplained: -1, status: 'different' },
    ],
    [
      '⚠️ properties → Mongo: 10 | Postgres: 10 | Δ 0 (1 rejected, 1 from before)',
      { source: 10, target: 10, rejected: 1, unexplained: 0, status: 'explained' },
    ],
  ])('%s', (text, figures) => {
    expect(countLine(line(figures))).toBe(text);
  });
});

const byStatus: AggregateComparison = {
  collection: 'properties',
  table: 'Property',
  name: 'count by status, city',
  columns: ['status', 'cityId'],
  withSum: false,
  equal: false,
  rows: [
    row(['for-sale', 'a\nb'], 1_000_000, 1_000_000),
    row(['sold', null], 12, 11),
    row(['rented', 'القاهرة'], 3, null),
  ],
};

function row(
  key: (string | null)[],
  source: number | null,
  target: number | null,
  sums: [string, string] | null = null,
): AggregateComparison['rows'][number] {
  return {
    key,
    source: source === null ? null : { key, count: source, sum: sums?.[0] ?? null },
    target: target === null ? null : { key, count: target, sum: sums?.[1] ?? null },
    equal: source === target && sums?.[0] === sums?.[1],
  };
}

const total: AggregateComparison = {
  collection: 'properties',
  table: 'Property',
  name: 'sum of price',
  columns: [],
  withSum: true,
  equal: false,
  rows: [row([], 3, 3, ['12345678901234567890.5', '12345678901234567890.25'])],
};

describe('the verification report', () => {
  const result: VerifyResult = {
    run: 'r',
    folder: 'f',
    status: 'different',
    startedAt: '',
    finishedAt: '',
    counts: [line({}), line({ target: 1, unexplained: 123_455, status: 'different' })],
    aggregates: [byStatus, total],
    unknown: [],
    skipped: [],
    warnings: ['The source has no sessions: it was read without a snapshot.'],
  };

  it('is what the golden file says', () => {
    expectGolden(__dirname, 'verification.txt', verificationReport(result).join('\n'));
  });

  it.each([
    ['equal', [], 'Verified: source and target agree.'],
    ['equal', ['books', 'notes'], 'Verified, without books, notes (skipped): source and target agree.'],
    ['different', ['books'], 'NOT verified, without books (skipped): source and target differ.'],
  ] as const)(
    'ends, where they are %s and %p were skipped, with what was compared',
    (status, skipped, last) => {
      expect(verificationReport({ ...result, status, skipped }).at(-1)).toBe(last);
    },
  );

  it('shows the groups that differ however many there are', () => {
    const equal = Array.from({ length: 200 }, (_, n) => row([`city-${n}`], n, n));
    const report = aggregateReport({
      ...byStatus,
      columns: ['cityId'],
      rows: [...equal, row(['lost'], 1, 0)],
    });
    expect(report.filter((text) => text.includes('≠'))).toHaveLength(1);
    expect(report.length).toBeLessThan(20);
    expect(report.at(-1)).toBe('    … and 189 groups more, all equal');
  });
});
