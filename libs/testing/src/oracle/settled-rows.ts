import type { ColumnSpec, RejectCode } from '@etl/core';
import type { RejectEntry } from '../trial/trial';
import type { ExpectedDocument } from './expected-document';
import type { ExpectedRow } from './expected-row';
import { fieldsOf } from './picked-value';
import type { Written } from './recorded-encoding';

/** One row that has to be in the target. */
export interface SettledRow {
  readonly document: ExpectedDocument;
  readonly row: ExpectedRow;
  readonly columns: ReadonlyMap<string, Written | null>;
  /** Nullable references to rows that are gone: null, and counted. */
  readonly gone: readonly ColumnSpec[];
}

/** A row that has to be a reject: any of these, for of several reasons the import may find another first. */
export interface SettledReject {
  readonly document: ExpectedDocument;
  readonly table: string;
  readonly entry: number | undefined;
  readonly reasons: readonly { readonly code: RejectCode; readonly field?: string }[];
}

export interface Settlement {
  readonly rows: readonly SettledRow[];
  readonly rejects: readonly SettledReject[];
  /** Documents whose main row is to be there: those that have residue. */
  readonly arrived: ReadonlySet<ExpectedDocument>;
}

/** What a line alone does not decide. */
export interface Surroundings {
  /** Whether a row is there to be referred to. */
  exists(table: string, id: string): boolean;
  /** Whether the row lost to another one: what the import says of unique keys and ids that come twice is taken as given. */
  lost(document: ExpectedDocument, row: ExpectedRow, entry: number | undefined): boolean;
}

const OF_ITS_DOCUMENT = [{ code: 'DOCUMENT_REJECTED' }, { code: 'REFERENCE_GONE' }] as const;

/** Decides of every document and entry whether it is a row or a reject. */
export function settle(documents: readonly ExpectedDocument[], around: Surroundings): Settlement {
  const rows: SettledRow[] = [];
  const rejects: SettledReject[] = [];
  const arrived = new Set<ExpectedDocument>();
  const last = new Map(
    documents.filter(({ failure }) => failure === null).map((document) => [document.id, document]),
  );
  for (const document of documents) {
    const { main, failure, entries } = document;
    const found = main === null || failure !== null ? null : settledRow(document, main, undefined, around);
    if (found === null) {
      const code = failure ?? { code: 'LINE_BROKEN', field: '' };
      rejects.push({ document, table: document.table, entry: undefined, reasons: [code] });
    } else if ('reasons' in found) {
      // The same document twice is one before keys are looked at, so only the last of them is a reject.
      if (found.reasons.every(({ code }) => code !== 'REFERENCE_GONE') || last.get(document.id) === document)
        rejects.push(found);
    } else {
      rows.push(found);
      arrived.add(document);
    }
    for (const { row, entry } of entries) {
      const ofEntry = settledRow(document, row, entry, around);
      if (!arrived.has(document)) {
        rejects.push({
          document,
          table: row.table.name,
          entry,
          reasons: [...OF_ITS_DOCUMENT, ...row.failures],
        });
      } else if ('reasons' in ofEntry) rejects.push(ofEntry);
      else rows.push(ofEntry);
    }
  }
  return { rows, rejects, arrived };
}

const LOST = [{ code: 'UNIQUE_TAKEN' }, { code: 'DUPLICATE_ID' }, { code: 'VALUE_UNFIT' }] as const;

function settledRow(
  document: ExpectedDocument,
  row: ExpectedRow,
  entry: number | undefined,
  around: Surroundings,
): SettledRow | SettledReject {
  const reject = { document, table: row.table.name, entry };
  const [failure] = row.failures;
  if (failure !== undefined) return { ...reject, reasons: [failure] };
  const gone = row.table.columns.filter(({ name, reference, source }) => {
    const id = row.columns.get(name);
    return (
      reference !== undefined &&
      source.kind === 'field' &&
      typeof id === 'string' &&
      !around.exists(reference.table, id)
    );
  });
  const reasons = [
    ...(around.lost(document, row, entry) ? LOST : []),
    ...gone
      .filter(({ nullable }) => !nullable)
      .map((column) => ({ code: 'REFERENCE_GONE' as const, field: fieldsOf(column)[0] ?? column.name })),
  ];
  if (reasons.length > 0) return { ...reject, reasons };
  const columns = new Map(row.columns);
  for (const { name } of gone) columns.set(name, null);
  return { document, row, columns, gone };
}

/** A document or an entry that is rejected for another reason than it should be, or only should or should not be. */
export interface RejectDifference {
  readonly line: number;
  readonly table: string;
  readonly expected: string;
  readonly found: string;
}

const wanted = ({ reasons }: SettledReject): string =>
  `rejected as ${reasons.map(({ code, field }) => `${code}${field === undefined ? '' : ` at ${field}`}`).join(' or ')}`;

const said = ({ code, field, value, detail }: RejectEntry): string =>
  `rejected as ${code} at ${field ?? '–'}: ${[value, detail].filter((part) => part !== null).join(', ')}`;

/** Holds what the import rejected against what it has to reject. */
export function rejectDifferences(
  expected: readonly SettledReject[],
  found: readonly RejectEntry[],
): RejectDifference[] {
  const keyOf = (line: number, table: string, entry?: number): string => `${line} ${table} ${entry ?? ''}`;
  const byKey = new Map(found.map((reject) => [keyOf(reject.line, reject.table, reject.entry), reject]));
  const differences = expected.flatMap((settled): RejectDifference[] => {
    const { line } = settled.document;
    const key = keyOf(line, settled.table, settled.entry);
    const reject = byKey.get(key);
    byKey.delete(key);
    const place = { line, table: settled.table, expected: wanted(settled) };
    // Without a reject there is a row too many, or nothing at all: both are found where rows are compared and counted.
    if (reject === undefined) return [{ ...place, found: 'not rejected' }];
    const fits = settled.reasons.some(
      ({ code, field }) => reject.code === code && (field === undefined || (reject.field ?? '') === field),
    );
    return fits ? [] : [{ ...place, found: said(reject) }];
  });
  const tooMany = [...byKey.values()].map((reject) => ({
    line: reject.line,
    table: reject.table,
    expected: 'a row',
    found: said(reject),
  }));
  return [...differences, ...tooMany];
}
