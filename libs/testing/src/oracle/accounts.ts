import { type LossLine, stringifyExtended } from '@etl/core';
import type { Residue } from '../trial/trial';
import type { ExpectedDocument } from './expected-document';
import { pathOf } from './expected-row';
import { groupBy } from './group-by';
import { type Leaf, leavesOf, pointerOf } from './leaves';
import { pickedValue } from './picked-value';
import type { SettledRow } from './settled-rows';

/** What losses.json has to say: `<table>.<column> <outcome> <reason>` → count. */
function expectedLosses(
  documents: readonly ExpectedDocument[],
  rows: readonly SettledRow[],
): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (table: string, column: string, outcome: string, reason: string): void => {
    const key = `${table}.${column} ${outcome} ${reason}`.trim();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const { table, main, failure, entries, events } of documents) {
    if (main === null || failure !== null) continue;
    for (const { column, outcome, reason } of [...events, ...main.events])
      add(table, column, outcome, reason);
    for (const { row } of entries) {
      if (row.failures.length > 0) continue;
      for (const { column, outcome, reason } of row.events) add(row.table.name, column, outcome, reason);
    }
  }
  for (const { row, gone } of rows)
    for (const { name } of gone) add(row.table.name, name, 'repaired', 'reference-gone');
  return counts;
}

/** Every value that was changed on its way is counted, by column and reason, and nothing else is. */
export function lossDifferences(
  documents: readonly ExpectedDocument[],
  rows: readonly SettledRow[],
  losses: readonly LossLine[],
): string[] {
  const expected = expectedLosses(documents, rows);
  const found = new Map<string, number>();
  for (const { table, column, outcome, reason, count } of losses)
    if (outcome !== 'warned') found.set(`${table}.${column} ${outcome} ${reason ?? ''}`.trim(), count);
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key) => {
    const [want, have] = [expected.get(key) ?? 0, found.get(key) ?? 0];
    return want === have ? [] : [`${key} is counted ${have} times, expected ${want}`];
  });
}

/** The original of a reference whose row is gone, with all that it said. */
const goneLeaves = ({ row: { source, place }, gone }: SettledRow): Leaf[] =>
  gone.flatMap((column) => {
    const { field } = pickedValue(column, source);
    return leavesOf(source[field], pointerOf(pathOf(place, field)));
  });

/** A pointer that is there twice has a number behind it, which no key could be. */
const NUMBERED = /~(?:[2-9]|\d{2,})$/;

/** What is kept of each document that arrived is what no column holds as it was: every leaf of it, and nothing else. */
export function residueDifferences(
  documents: ReadonlySet<ExpectedDocument>,
  rows: readonly SettledRow[],
  residue: ReadonlyMap<string, Residue>,
): { document: ExpectedDocument; text: string }[] {
  const ofDocument = groupBy(rows, ({ document }) => document);
  return [...documents].flatMap((document) => {
    const rowsOf = ofDocument.get(document) ?? [];
    const leaves = [
      ...[document.main, ...document.entries.map(({ row }) => row)].flatMap((row) =>
        row === null || row.failures.length > 0 ? [] : row.residue,
      ),
      ...rowsOf.flatMap(goneLeaves),
      ...document.unmapped,
    ];
    const textOf = ({ pointer, json }: Leaf): string => `${pointer} ${json}`;
    const expected = new Set(leaves.map(textOf));
    const kept = Object.entries(residue.get(document.id ?? '') ?? {});
    const found = new Set(
      kept.map(([pointer, value]) =>
        textOf({ pointer: pointer.replace(NUMBERED, ''), json: stringifyExtended(value) }),
      ),
    );
    const lost = [...expected].filter((leaf) => !found.has(leaf));
    const invented = [...found].filter((leaf) => !expected.has(leaf));
    return [
      ...lost.map((leaf) => ({ document, text: `${leaf} is not kept in the residue` })),
      ...invented.map((leaf) => ({ document, text: `${leaf} is in the residue, and nothing asks for it` })),
    ];
  });
}
