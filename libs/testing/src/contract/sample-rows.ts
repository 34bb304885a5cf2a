import type { CollectionDefinition } from '@etl/core';
import { expectedDocument } from '../oracle/expected-document';
import { mergedRows } from '../oracle/merged-rows';
import { foundRows, rowDifferences, type StoredRow, storedRows } from '../oracle/row-differences';
import { rejectDifferences, settle } from '../oracle/settled-rows';
import { parentsOf, sampleLines } from '../trial/sample-lines';
import { KEY, type RejectEntry, type Trial } from '../trial/trial';
import { imported } from './imported';
import { documentLine, shownRowDifference } from './shown-value';
import { requireNone } from './violation';

/** Rejects that lines alone do not foretell: who gets a unique key or an id is for the import to say. */
const CONTESTS: readonly string[] = ['UNIQUE_TAKEN', 'DUPLICATE_ID'];

const placeOf = ({ line, table, entry }: Pick<RejectEntry, 'line' | 'table' | 'entry'>): string =>
  `${line} ${table} ${entry ?? ''}`;

/**
 * Imports the sample, and answers the rows that its documents ask for, as PostgreSQL has to print them.
 * @throws ContractViolation where other rows are there
 */
export async function importedSample(
  trial: Trial,
  definition: CollectionDefinition,
  properties: number,
): Promise<StoredRow[]> {
  const { plan } = trial;
  const lines = sampleLines(definition, properties);
  const parents = parentsOf(plan, lines);
  await trial.addParents(parents);
  await trial.write(lines);
  const rejects = (await trial.rejects(await imported(trial, lines))).flatMap((line) => line.rejects);
  const found = await foundRows(trial);
  const ids = new Map([
    ...parents,
    ...[...found].map(([table, rows]) => [table, new Set(rows.map((row) => row[KEY]))] as const),
  ]);
  const lost = new Set(rejects.filter(({ code }) => CONTESTS.includes(code)).map(placeOf));
  const documents = lines.map((json, n) => expectedDocument(plan, json, n + 1));
  const settlement = settle(documents, {
    exists: (table, id) => ids.get(table)?.has(id) === true,
    lost: ({ line }, { table }, entry) =>
      lost.has(placeOf({ line, table: table.name, ...(entry === undefined ? {} : { entry }) })),
  });
  const stored = await storedRows(trial, mergedRows(settlement.rows));
  requireNone(`Rows of the sample of ${plan.name}`, [
    ...rowDifferences(stored, found).map(shownRowDifference),
    ...rejectDifferences(settlement.rejects, rejects).map(
      ({ line, table, expected, found: have }) =>
        `${table}: expected ${expected} ↔ found ${have}${documentLine(lines[line - 1] ?? '')}`,
    ),
  ]);
  return stored;
}
