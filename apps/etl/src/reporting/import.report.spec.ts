import type { ImportPreview, ImportResult, LedgerRow } from '@etl/core';
import { expectGolden } from '../testing/golden';
import { importReport, rejectedRows } from './import.report';
import { importQuestion, targetReport } from './target.report';

function row(table: string, figures: Partial<LedgerRow>): LedgerRow {
  const none = { read: 0, inserted: 0, updated: 0, unchanged: 0, known: 0, rejected: 0, merged: 0 };
  return {
    collection: 'users',
    table,
    ...none,
    coerced: 0,
    defaulted: 0,
    repaired: 0,
    residue: 0,
    ...figures,
  };
}

const result: ImportResult = {
  run: '2026-11-22T14-30-05Z',
  folder: 'output/2026-11-22T14-20-00Z/import-2026-11-22T14-30-05.123Z',
  dryRun: false,
  ledger: [
    row('User', {
      read: 12_000,
      inserted: 11_990,
      updated: 3,
      unchanged: 2,
      rejected: 4,
      merged: 1,
      coerced: 17,
    }),
    row('PropertyView', { read: 1_234_567, inserted: 1_234_567, defaulted: 3 }),
  ],
  losses: [
    { collection: 'users', table: 'User', column: 'email', outcome: 'coerced', count: 17 },
    { collection: 'users', table: 'PropertyView', column: 'viewCount', outcome: 'defaulted', count: 3 },
    {
      collection: 'users',
      table: 'User',
      column: 'bio',
      outcome: 'repaired',
      reason: 'nul-character',
      count: 1,
    },
    {
      collection: 'users',
      table: 'User',
      column: 'createdById',
      outcome: 'repaired',
      reason: 'reference-gone',
      count: 26,
    },
  ],
  residue: [
    { collection: 'users', path: '/legacy\u0007flag', documents: 2 },
    { collection: 'users', path: '/googleId', documents: 1_200 },
  ],
  rejects: [
    { collection: 'users', table: 'User', code: 'UNIQUE_TAKEN', field: 'email', count: 3, example: '5f00' },
    { collection: 'users', table: 'User', code: 'LINE_BROKEN', field: null, count: 1, example: 'line 12' },
  ],
  rejectFiles: ['output/2026-11-22T14-20-00Z/import-2026-11-22T14-30-05.123Z/rejects/users.jsonl'],
  skipped: ['blogs'],
  unknown: ['usres'],
  warnings: ['City.governorateId refers to Governorate, which is empty and not part of this import.'],
  restored: false,
  seconds: 75.3,
};

describe('the import report', () => {
  it('shows ledger, losses, rejects and where the files are', () => {
    expectGolden(__dirname, 'import.txt', importReport(result).join('\n'));
  });

  it('says that a dry run wrote nothing', () => {
    expect(importReport({ ...result, dryRun: true }).join('\n')).toContain(
      'Dry run: no target table was written.',
    );
  });

  it('does not say so of a dry run that made whole what a dead import had left', () => {
    const text = importReport({ ...result, dryRun: true, restored: true }).join('\n');
    expect(text).toContain(
      'Dry run: it wrote no row of its own; what a dead import had left in the target was made whole, as said above.',
    );
    expect(text).not.toContain('no target table was written');
    expect(importReport({ ...result, restored: true })).toEqual(importReport(result));
  });

  it('says that nothing changed', () => {
    const ledger = [row('User', { read: 5, unchanged: 4, rejected: 1 })];
    expect(importReport({ ...result, ledger }).join('\n')).toContain('Nothing to do: all unchanged.');
  });

  it('says what was left out, whose losses are those of the import that has loaded it', () => {
    const ledger = [row('User', { read: 5_000, unchanged: 5_000, known: 4_998 }), row('PropertyView', {})];
    const text = importReport({ ...result, ledger }).join('\n');
    expect(text).toContain(
      '  Of the unchanged, 4,998 were known from an earlier import and not looked at again',
    );
    expect(importReport(result).join('\n')).not.toContain('known');
  });

  it('says that nothing was taken', () => {
    const ledger = [row('User', { read: 5, rejected: 5 })];
    expect(importReport({ ...result, ledger }).join('\n')).toContain(
      'No row was written: all were rejected.',
    );
  });

  it('shouts where the ledger does not close', () => {
    const ledger = [row('User', { read: 5, inserted: 3 })];
    expect(importReport({ ...result, ledger }).join('\n')).toContain('DOES NOT CLOSE: User is off by 2.');
  });

  it('counts what was rejected', () => {
    expect(rejectedRows(result)).toBe(4);
  });
});

describe('before the first write', () => {
  const preview: ImportPreview = {
    target: {
      host: 'db.example',
      port: 5432,
      database: 'basera',
      role: 'migrator',
      serverVersion: '16.4',
      rows: new Map([
        ['User', 1_200],
        ['City', null],
      ]),
    },
    collections: ['cities', 'users'],
    dryRun: false,
    warnings: ['City.governorateId refers to Governorate, which is empty.'],
  };

  it('the import says where it writes, and asks', () => {
    expectGolden(
      __dirname,
      'target.txt',
      [...targetReport(preview), importQuestion(preview.target)].join('\n'),
    );
  });
});
