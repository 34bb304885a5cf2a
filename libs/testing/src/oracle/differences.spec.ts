import { planCollection } from '@etl/core';
import { books } from '../invented/books';
import type { RejectEntry } from '../trial/trial';
import { lossDifferences, residueDifferences } from './accounts';
import { expectedDocument } from './expected-document';
import { rowDifferences, type StoredRow } from './row-differences';
import { rejectDifferences, settle } from './settled-rows';
import { KEY } from '../trial/trial';

const plan = planCollection(books());
const [table] = plan.tables;

const documentOf = (changes: object) =>
  expectedDocument(
    plan,
    JSON.stringify({ _id: 'b1', isbn: 'x', updatedAt: { $date: '2024-01-01T00:00:00Z' }, ...changes }),
    1,
  );

const everything = { exists: () => true, lost: () => false };

const reject = (changes: Partial<RejectEntry>): RejectEntry => ({
  ...{ code: 'VALUE_MISSING', table: 'Book', line: 1, _id: 'b1', field: 'isbn', value: null, detail: null },
  ...changes,
});

describe('The comparison of rejects', () => {
  const { rejects } = settle([documentOf({ isbn: null })], everything);

  it('finds nothing where the document is rejected for its reason', () => {
    expect(rejectDifferences(rejects, [reject({})])).toEqual([]);
  });

  it('finds another reason, another field, and a reject that is missing', () => {
    const found = [reject({ code: 'VALUE_UNFIT' }), reject({ field: 'price' }), undefined];
    for (const other of found) {
      expect(rejectDifferences(rejects, other === undefined ? [] : [other])).toMatchObject([
        { line: 1, table: 'Book', expected: 'rejected as VALUE_MISSING at isbn' },
      ]);
    }
  });

  it('finds a reject that nothing asks for', () => {
    expect(rejectDifferences([], [reject({ entry: 2, table: 'Loan' })])).toMatchObject([
      { table: 'Loan', expected: 'a row', found: 'rejected as VALUE_MISSING at isbn: ' },
    ]);
  });
});

describe('The comparison of residue', () => {
  const document = documentOf({ more: { a: 1 }, price: 'none' });
  const { arrived, rows } = settle([document], everything);
  const differences = (residue: object): string[] =>
    residueDifferences(arrived, rows, new Map([['b1', residue as Readonly<Record<string, unknown>>]])).map(
      ({ text }) => text,
    );

  it('finds nothing where every original is kept', () => {
    expect(differences({ '/more/a': 1, '/price': 'none' })).toEqual([]);
  });

  it('finds an original that is lost, changed or invented', () => {
    expect(differences({ '/more/a': 1 })).toEqual(['/price "none" is not kept in the residue']);
    expect(differences({ '/more/a': 2, '/price': 'none' })).toEqual([
      '/more/a 1 is not kept in the residue',
      '/more/a 2 is in the residue, and nothing asks for it',
    ]);
  });
});

describe('The comparison of losses', () => {
  const document = documentOf({ isbn: 5, price: 'none' });
  const { rows } = settle([document], everything);
  const line = (
    column: string,
    outcome: 'coerced' | 'repaired' | 'defaulted',
    reason: string,
    count = 1,
  ) => ({
    ...{ collection: 'books', table: 'Book', column, outcome, count },
    ...(reason === '' ? {} : { reason }),
  });
  const told = [
    line('isbn', 'coerced', ''),
    line('price', 'repaired', 'not-a-number'),
    ...['genre', 'inPrint', 'tags'].map((column) => line(column, 'defaulted', '')),
  ];

  it('finds nothing where each is counted', () => {
    expect(lossDifferences([document], rows, told)).toEqual([]);
  });

  it('finds one that is not counted, and one that is counted without having happened', () => {
    expect(
      lossDifferences([document], rows, [...told.slice(1), line('extra', 'repaired', 'rounded', 2)]),
    ).toEqual([
      'Book.isbn coerced is counted 0 times, expected 1',
      'Book.extra repaired rounded is counted 2 times, expected 0',
    ]);
  });
});

describe('The comparison of rows', () => {
  const texts = { id: 'b1', isbn: 'x', contact: null };
  const row: StoredRow = { table, id: 'b1', texts, json: '{}', line: 1 };
  const differences = (...rows: Record<string, string | null>[]) =>
    rowDifferences([row], new Map([['Book', rows.map((found) => ({ ...found, [KEY]: found['id']! }))]]));

  it('names the row and the column', () => {
    expect(differences({ ...texts, contact: '' })).toMatchObject([
      { table: 'Book', id: 'b1', column: 'contact', expected: null, found: '' },
    ]);
  });

  it('names a row that is missing, and one that nothing asks for', () => {
    expect(differences({ ...texts, id: 'b2' })).toMatchObject([
      { id: 'b1', column: null, expected: 'a row', found: 'none' },
      { id: 'b2', column: null, expected: 'none', found: 'a row', source: undefined },
    ]);
  });
});
