import type { CollectionPlan } from '@etl/core';
import { objectText, plainDocument, plainFields, plainId, rootDocument } from '../hostile/plain-document';
import { expectedDocument } from '../oracle/expected-document';
import type { ExpectedRow } from '../oracle/expected-row';
import { mixedLines } from './mixed-lines';
import { type GeneratedLine, parentCount, subjectLines } from './subject-lines';
import type { TestRuns } from './test-runs';

/** Lines of a file that hold no document, or none with an id. */
const NO_DOCUMENTS = ['[]', '5', 'null', '"{}"', '{}', '{"_id":null}', '{"_id":[]}', '{"a":', 'no JSON'];

/** So many documents come a second time, byte for byte. */
const REPEATED = 5;

export function rootLines(plan: CollectionPlan): GeneratedLine[] {
  const [main] = plan.tables;
  const refersToItself = plan.tables.some(({ columns }) =>
    columns.some(({ reference, source }) => reference?.table === main.name && source.kind === 'field'),
  );
  const count = refersToItself ? parentCount(plan) : 1;
  return Array.from({ length: count }, (_, n) => ({ json: rootDocument(plan, n, count) }));
}

/** The unique keys that a row wants, filled ones only. */
const keysOf = ({ table, columns }: ExpectedRow): string[] =>
  table.indexes
    .filter(({ unique }) => unique)
    .map((index) => [index.name, ...index.columns.map((column) => columns.get(column) ?? null)])
    .filter((key) => !key.includes(null))
    .map((key) => JSON.stringify(key));

/** Leaves out documents that would take the id or a unique key of one before: which of two stays is another question. */
function withoutContests(plan: CollectionPlan, lines: readonly GeneratedLine[]): GeneratedLine[] {
  const holders = new Map<string, string>();
  return lines.filter(({ json }, n) => {
    const { id, main, entries } = expectedDocument(plan, json, 0);
    const rows = [main, ...entries.map(({ row }) => row)].filter((row) => row !== null);
    // Entries of one id are one row, documents of one id are not.
    const wanted = rows.flatMap((row) =>
      keysOf(row).map((key) => [key, `${row.table.name} ${row.id}`] as const),
    );
    const all = [...wanted, [`_id ${id ?? n}`, `line ${n}`] as const];
    if (all.some(([key, row]) => (holders.get(key) ?? row) !== row)) return false;
    for (const [key, row] of all) holders.set(key, row);
    return true;
  });
}

/** A plain document, and another one with the same unique keys and a later id, where the table has any. */
function contest(plan: CollectionPlan, n: number): GeneratedLine[] {
  const [main] = plan.tables;
  if (!main.indexes.some(({ unique }) => unique)) return [];
  const loser = new Map([['_id', `{"$oid":"${plainId(n + 1)}"}`], ...plainFields(main, n)]);
  return [{ json: plainDocument(plan, n) }, { json: objectText(loser), losing: true }];
}

/** The lines of a file that has everything in it, the same for the same seed. */
export function generatedLines(plan: CollectionPlan, runs: TestRuns): GeneratedLine[] {
  const subjects = subjectLines(plan, runs);
  const mixed = mixedLines(plan, runs, subjects.length + 1);
  const lines = withoutContests(plan, [...rootLines(plan), ...subjects, ...mixed]);
  return [
    ...lines,
    ...contest(plan, subjects.length + mixed.length + 1),
    ...lines.slice(-REPEATED).map(({ json }) => ({ json })),
    ...NO_DOCUMENTS.map((json) => ({ json })),
  ];
}
