import { type CollectionDefinition, openBalance } from '@etl/core';
import { parentsOf, sampleLines } from '../trial/sample-lines';
import { type Row, type Trial, withTrial } from '../trial/trial';
import { imported } from './imported';
import { requireNone } from './violation';

async function allRows(trial: Trial): Promise<Row[][]> {
  const tables: Row[][] = [];
  for (const { name } of trial.plan.tables) tables.push(await trial.rows(name));
  return tables;
}

/** A second import of the same sample finds everything unchanged, and both ledgers close. */
export async function importingTwiceChangesNothing(
  definition: CollectionDefinition,
  properties: number,
): Promise<void> {
  await withTrial(definition, async (trial) => {
    const lines = sampleLines(definition, properties);
    await trial.write(lines);
    await trial.addParents(parentsOf(trial.plan, lines));
    const first = await imported(trial, lines);
    const before = await allRows(trial);
    const second = await trial.import();
    const after = await allRows(trial);
    requireNone(`Importing ${trial.plan.name} twice`, [
      ...[...first.ledger, ...second.ledger]
        .filter((row) => openBalance(row) !== 0)
        .map(({ table }) => `the ledger of ${table} does not close`),
      ...second.ledger.flatMap(({ table, inserted, updated, unchanged }, i) => {
        const expected = first.ledger[i]?.inserted ?? 0;
        const same = inserted === 0 && updated === 0 && unchanged === expected;
        return same
          ? []
          : [
              `${table}: ${inserted} inserted, ${updated} updated, ${unchanged} unchanged by the second; the first inserted ${expected}`,
            ];
      }),
    ]);
    expect(after).toEqual(before);
  });
}
