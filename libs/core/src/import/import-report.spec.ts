import { addCounts } from './chunk-counts';
import { LoadError } from '../errors/etl-error';
import { REJECT_CODES } from '../errors/reject-codes';
import { planCollection } from '../collection/plan';
import { paints } from '../testing/sample-entities';
import { emptyCounts } from './chunk-counts';
import { closeLedger, type CollectionOutcome, ledgerOf, lossesOf, residueOf } from './import-report';
import {
  requireFittingSchema,
  requireWholeStage,
  warnOfMissingParents,
  warnOfPutAside,
} from './import-checks';
import { describeReject } from './reject-message';
import type { Reject, RejectCode } from '../ports/target';

const plan = planCollection(paints);
const counts = (change: object) => ({ ...emptyCounts(), ...change });
const outcome = (change: Partial<CollectionOutcome> = {}): CollectionOutcome => ({
  plan,
  counts: [
    counts({
      read: { Paint: 5, PaintUse: 3 },
      coerced: { 'Paint.shade': 2 },
      repaired: { 'Paint.price': { rounded: 1 } },
      residue: { '/x': 1 },
    }),
    counts({
      read: { Paint: 4 },
      defaulted: { 'Paint.shade': 1 },
      repaired: { 'Paint.price': { rounded: 2 } },
      residue: { '/x': 1 },
    }),
  ],
  rows: new Map([
    ['Paint', { inserted: 6, updated: 1, unchanged: 0 }],
    ['PaintUse', { inserted: 2, updated: 0, unchanged: 0 }],
  ]),
  merged: new Map([['Paint', 1]]),
  rejected: new Map([
    ['Paint', 1],
    ['PaintUse', 1],
  ]),
  orphans: new Map([['Paint.makerId', 2]]),
  unwritable: 0,
  ...change,
});

describe('the ledger', () => {
  it('counts what was left out as read and unchanged, but for what a second round took back', () => {
    const more = [
      counts({ known: { Paint: 10, PaintUse: 4 } }),
      counts({ known: { Paint: -1, PaintUse: -2 }, read: { Paint: 1, PaintUse: 2 } }),
    ];
    const rows = ledgerOf(
      outcome({
        counts: [...outcome().counts, ...more],
        rows: new Map([
          ['Paint', { inserted: 6, updated: 1, unchanged: 1 }],
          ['PaintUse', { inserted: 2, updated: 0, unchanged: 2 }],
        ]),
      }),
    );
    expect(rows).toMatchObject([
      { table: 'Paint', read: 19, unchanged: 10, known: 9 },
      { table: 'PaintUse', read: 7, unchanged: 4, known: 2 },
    ]);
    expect(() => closeLedger(rows)).not.toThrow();
  });

  it('accounts for everything that was read, table by table', () => {
    const rows = ledgerOf(outcome());
    expect(rows).toMatchObject([
      {
        table: 'Paint',
        read: 9,
        inserted: 6,
        updated: 1,
        unchanged: 0,
        rejected: 1,
        merged: 1,
        coerced: 2,
        defaulted: 1,
        repaired: 5,
        residue: 2,
      },
      { table: 'PaintUse', read: 3, inserted: 2, updated: 0, unchanged: 0, rejected: 1, merged: 0 },
    ]);
    expect(() => closeLedger(rows)).not.toThrow();
  });

  it('counts what the export could not write as read and rejected', () => {
    expect(ledgerOf(outcome({ unwritable: 2 }))[0]).toMatchObject({ read: 11, rejected: 3 });
  });

  it('fails the run where a document is unaccounted for', () => {
    expect(() => closeLedger(ledgerOf(outcome({ merged: new Map() })))).toThrow(
      'Paint: read 9, accounted for 8',
    );
  });
});

it('losses and residue are summed by field and reason', () => {
  expect(lossesOf(outcome())).toEqual([
    { collection: 'paints', table: 'Paint', column: 'shade', outcome: 'coerced', count: 2 },
    {
      collection: 'paints',
      table: 'Paint',
      column: 'price',
      outcome: 'repaired',
      reason: 'rounded',
      count: 3,
    },
    { collection: 'paints', table: 'Paint', column: 'shade', outcome: 'defaulted', count: 1 },
    {
      collection: 'paints',
      table: 'Paint',
      column: 'makerId',
      outcome: 'repaired',
      reason: 'reference-gone',
      count: 2,
    },
  ]);
  expect(residueOf(outcome())).toEqual([{ collection: 'paints', path: '/x', documents: 2 }]);
});

describe('before the first write', () => {
  it('missing tables and differing columns stop the import, each by name', () => {
    expect(() => requireFittingSchema([{ table: 'Paint', kind: 'missing', blocking: true }])).toThrow(
      'The target lacks the tables Paint.',
    );
    expect(() =>
      requireFittingSchema([
        {
          table: 'Paint',
          object: 'price',
          kind: 'differs',
          expected: 'numeric(18,2)',
          found: 'text',
          blocking: true,
        },
        { table: 'Paint', object: 'code', kind: 'missing', expected: 'text', blocking: true },
        { table: 'Paint', object: 'owner', kind: 'extra', found: 'text', blocking: true },
      ]),
    ).toThrow(
      /Paint\.price is text, expected numeric\(18,2\)\n.*Paint\.code is missing \(text\)\n.*Paint\.owner is in the target only/,
    );
    expect(() =>
      requireFittingSchema([{ table: 'Paint', object: 'Paint_x_idx', kind: 'missing', blocking: false }]),
    ).not.toThrow();
  });

  it('tell of imports that have put keys aside, table by table once', () => {
    const aside = { kind: 'missing', putAsideBy: 'a', blocking: false } as const;
    const warnings = warnOfPutAside([
      { table: 'Paint', object: 'Paint_pkey', ...aside },
      { table: 'Paint', object: 'Paint_slug_key', ...aside },
      { table: 'Shade', object: 'Shade_pkey', ...aside },
      { table: 'Wall', object: 'Wall_pkey', kind: 'missing', blocking: true },
    ]);
    expect(warnings).toEqual([
      expect.stringMatching(/^The import a has put keys of Paint, Shade aside: .*schema -- restore/),
    ]);
  });

  it('the counts of chunks add up, of every kind', () => {
    const one = (n: number) => ({
      ...{ documents: n, known: { A: n }, untouched: { A: n }, read: { A: n }, rejected: { A: n } },
      ...{ coerced: { 'A.a': n }, defaulted: { 'A.a': n }, residue: { '/x': n } },
      ...{ repaired: { 'A.a': { rounded: n } }, warned: { 'A.a': { isEmail: n } } },
    });
    const sum = emptyCounts();
    addCounts(sum, one(2));
    addCounts(sum, one(3));
    expect(sum).toEqual(one(5));
    addCounts(sum, { ...emptyCounts(), read: { B: 1 }, repaired: { 'A.a': { 'not-a-date': 1 } } });
    expect(sum).toMatchObject({
      documents: 5,
      read: { A: 5, B: 1 },
      repaired: { 'A.a': { rounded: 5, 'not-a-date': 1 } },
    });
  });

  it('a stage that the server has lost in the meantime stops the import', () => {
    const journal = (documents: number) => new Map([['paints', { documents }]]);
    expect(() => requireWholeStage(new Map([['paints', 5]]), journal(5))).not.toThrow();
    expect(() => requireWholeStage(new Map([['paints', 5]]), journal(3))).toThrow(
      'paints: 5 documents loaded, 3 in the stage',
    );
    expect(() => requireWholeStage(new Map([['paints', 5]]), new Map())).toThrow(LoadError);
  });

  it('references to tables that are empty and not imported are told', () => {
    const rows = new Map<string, number | null>([
      ['Maker', 0],
      ['Wall', 3],
    ]);
    const target = { host: 'h', port: 1, database: 'd', role: 'r', serverVersion: '18', rows };
    expect(warnOfMissingParents([plan], target)).toEqual([
      'Paint.makerId refers to Maker, which is empty and not part of this import: every such reference becomes null.',
    ]);
  });
});

it('every reject has a sentence and a remedy', () => {
  const reject = (code: RejectCode): Reject => ({
    collection: 'paints',
    table: 'PaintUse',
    documentId: '1',
    place: { line: 1, offset: 0, length: 1 },
    entry: 2,
    code,
    field: 'wall',
    value: '"w"',
    detail: null,
    cause: code === 'REFERENCE_GONE' ? { table: 'Wall', documentId: 'w', code: 'VALUE_MISSING' } : null,
  });
  const messages = (Object.keys(REJECT_CODES) as RejectCode[]).map(
    (code) => `${code}: ${describeReject(reject(code)).message}`,
  );
  expect(messages).toMatchInlineSnapshot(`
    [
      "LINE_BROKEN: The line holds no document.",
      "EXPORT_UNWRITABLE: No line can carry the document.",
      "ID_INVALID: The document has no usable _id: "w".",
      "VALUE_MISSING: PaintUse (entry 2).wall is required and missing.",
      "VALUE_UNFIT: PaintUse (entry 2).wall cannot hold the value: "w".",
      "LOSS_REFUSED: PaintUse (entry 2).wall could only be saved changed, and --on-loss reject forbids that.",
      "DUPLICATE_ID: Another document becomes the row.",
      "UNIQUE_TAKEN: PaintUse (entry 2).wall is a unique key that another row holds: "w".",
      "REFERENCE_GONE: PaintUse (entry 2).wall refers to a row that is not there: "w", since Wall w is rejected (VALUE_MISSING).",
      "DOCUMENT_REJECTED: The document of this entry is rejected.",
      "TARGET_REFUSED: The target refused the row.",
    ]
  `);
});
