import { type CollectionPlan, type ImportResult, openBalance } from '@etl/core';
import { readsBack } from '../generated/reads-back';
import { unwrapped } from '../generated/value-text';
import { plainParents } from '../hostile/plain-document';
import { lossDifferences, residueDifferences } from '../oracle/accounts';
import { type ExpectedDocument, expectedDocument } from '../oracle/expected-document';
import type { ExpectedRow } from '../oracle/expected-row';
import { mergedRows } from '../oracle/merged-rows';
import { pickedValue } from '../oracle/picked-value';
import { recordEncoding } from '../oracle/recorded-encoding';
import { foundRows, rowDifferences, storedRows } from '../oracle/row-differences';
import { rejectDifferences, settle, type Settlement } from '../oracle/settled-rows';
import { type FoundRow, KEY, type RejectEntry, type Trial } from '../trial/trial';
import { documentsIn, idleAggregates, verifiedFindings } from './verified-findings';
import { differenceText, shownValue } from './shown-value';
import { type GeneratedLine, parentCount } from './subject-lines';

/** Something that is not as it should be, and the line that shows it; none where only the whole file does. */
export interface Finding {
  readonly line?: GeneratedLine | undefined;
  readonly text: string;
  /** What it is about: of findings alike, one is shown. */
  readonly about: string;
  /** The column that it is about. */
  readonly column?: string | undefined;
  /** The import, or its verification, failed, and nothing else can be said. */
  readonly aborted?: true;
}

type Rows = ReadonlyMap<string, readonly FoundRow[]>;

/** A B-tree holds entries of so many bytes for certain; beyond, compression decides. */
const CERTAIN_TO_FIT = 2_000;

/** The import says that an index cannot hold the row's texts, and they are long enough for that. */
function isTooLong(
  { table, columns }: ExpectedRow,
  rejects: readonly RejectEntry[],
  line: number,
  entry?: number,
): boolean {
  const bytes = table.indexes.map((index) =>
    index.columns.reduce((sum, column) => sum + Buffer.byteLength(String(columns.get(column))), 0),
  );
  const said = rejects.some(
    (reject) =>
      reject.line === line &&
      reject.entry === entry &&
      reject.detail?.startsWith('too-large for the index') === true,
  );
  return said && Math.max(0, ...bytes) > CERTAIN_TO_FIT;
}

/** What has to become of the lines, where the import has a say in it only about what lines cannot know of each other. */
function settled(
  plan: CollectionPlan,
  lines: readonly GeneratedLine[],
  documents: readonly ExpectedDocument[],
  found: Rows,
  rejects: readonly RejectEntry[],
): Settlement {
  const ids = new Map<string, ReadonlySet<string | null | undefined>>([
    ...[...plainParents(plan, parentCount(plan))].map(
      ([table, parents]) => [table, new Set(parents)] as const,
    ),
    ...[...found].map(([table, rows]) => [table, new Set(rows.map((row) => row[KEY]))] as const),
  ]);
  return settle(documents, {
    exists: (table, id) => ids.get(table)?.has(id) === true,
    lost: ({ line }, row, entry) =>
      (entry === undefined && lines[line - 1]?.losing === true) || isTooLong(row, rejects, line, entry),
  });
}

/** The value that a line is about is read back from PostgreSQL as it went in. */
function readBackFindings(
  lines: readonly GeneratedLine[],
  documents: readonly ExpectedDocument[],
  found: Rows,
): Finding[] {
  const byId = new Map(
    [...found].flatMap(([table, rows]) => rows.map((row) => [`${table} ${row[KEY]}`, row] as const)),
  );
  return lines.flatMap((line, n): Finding[] => {
    const { subject } = line;
    const document = documents[n];
    if (subject === undefined || document === undefined) return [];
    const { table, column, specimen } = subject;
    const row = table.fanOut === undefined ? document.main : (document.entries[0]?.row ?? null);
    const stored = row === null ? undefined : byId.get(`${table.name} ${row.id}`)?.[column.name];
    if (row === null || typeof stored !== 'string') return [];
    const value = column.primaryKey ? row.source['_id'] : pickedValue(column, row.source).value;
    const { outcome } = recordEncoding(column, value);
    if (outcome !== 'mapped' && outcome !== 'coerced') return [];
    const given = column.codec.scalar ? unwrapped(specimen.value) : specimen.value;
    if (readsBack(column, outcome, given, column.codec.decode(stored))) return [];
    return [
      {
        line,
        about: `reading ${table.name}.${column.name}`,
        column: column.name,
        text: `${table.name}.${column.name} ← ${shownValue(specimen.json)} is ${outcome}, and reads back as ${shownValue(JSON.stringify(stored))}`,
      },
    ];
  });
}

const ledgerFindings = ({ ledger }: ImportResult, found: Rows): Finding[] =>
  ledger.flatMap((row): Finding[] => [
    ...(openBalance(row) === 0
      ? []
      : [{ about: 'ledger', text: `the ledger of ${row.table} does not close` }]),
    ...(row.inserted === found.get(row.table)?.length
      ? []
      : [
          {
            about: 'ledger',
            text: `${row.table}: ${row.inserted} rows are called inserted, ${found.get(row.table)?.length} are there`,
          },
        ]),
  ]);

/**
 * Imports the lines into an empty target, and holds everything that came of them against what each line asks for.
 * @throws what the import throws
 */
export async function arrivalFindings(trial: Trial, lines: readonly GeneratedLine[]): Promise<Finding[]> {
  const { plan } = trial;
  const documents = lines.map(({ json }, n) => expectedDocument(plan, json, n + 1));
  await trial.addParents(plainParents(plan, parentCount(plan)));
  await trial.write(lines.map(({ json }) => json));
  const result = await trial.import();
  const rejects = (await trial.rejects(result)).flatMap((line) => line.rejects);
  const found = await foundRows(trial);
  const settlement = settled(plan, lines, documents, found, rejects);
  const rows = mergedRows(settlement.rows);
  const stored = await storedRows(trial, rows);
  const verified = await trial.verify();
  const lineOf = (line: number | undefined): GeneratedLine | undefined => lines[(line ?? 0) - 1];
  return [
    ...rejectDifferences(settlement.rejects, rejects).map(({ line, table, expected, found: said }) => ({
      line: lineOf(line),
      about: `rejects of ${table}`,
      text: `${table}: expected ${expected} ↔ found ${said}`,
    })),
    ...rowDifferences(stored, found).map((difference) => ({
      line: lineOf(difference.source?.line),
      about: `${difference.table}.${difference.column}`,
      column: difference.column ?? undefined,
      text: differenceText(difference),
    })),
    ...readBackFindings(lines, documents, found),
    ...residueDifferences(settlement.arrived, settlement.rows, await trial.residue()).map(
      ({ document, text }) => ({
        line: lineOf(document.line),
        about: 'residue',
        text: `document ${document.id}: ${shownValue(text)}`,
      }),
    ),
    ...lossDifferences(documents, rows, result.losses).map((text) => ({ about: text, text })),
    ...ledgerFindings(result, found),
    ...verifiedFindings(verified, documentsIn(plan.aggregates, stored)).map((text) => ({
      about: text.split(/[,:]/)[0] ?? text,
      text,
    })),
    ...idleAggregates(verified).map((text) => ({ about: text, text })),
  ];
}
