import { type CollectionDefinition, type ImportResult, openBalance, planCollection } from '@etl/core';
import { hostileCases } from '../hostile/hostile-cases';
import { plainParents } from '../hostile/plain-document';
import { withRowsOfTheirOwn } from '../trial/rows-of-their-own';
import { parentsOf, sampleLines } from '../trial/sample-lines';
import { type RejectLine, type Residue, type Row, type Trial, withTrial } from '../trial/trial';
import { requireNone } from './violation';

/** Everything that an import leaves. */
interface Outcome {
  readonly tables: readonly (readonly Row[])[];
  readonly rejects: readonly RejectLine[];
  readonly residue: ReadonlyMap<string, Residue>;
  readonly told: Pick<ImportResult, 'ledger' | 'losses' | 'residue'>;
}

async function outcomeOf(trial: Trial, result: ImportResult): Promise<Outcome> {
  const tables: Row[][] = [];
  for (const { name } of trial.plan.tables) tables.push(await trial.rows(name));
  const { ledger, losses, residue } = result;
  return {
    tables,
    rejects: await trial.rejects(result),
    residue: await trial.residue(),
    told: { ledger, losses, residue },
  };
}

/**
 * Rows that go straight into an empty table end as those do that go through the stage: of the sample, of a hostile value in
 * every column, and of documents that come twice.
 */
export async function bothWaysAreOne(definition: CollectionDefinition, properties: number): Promise<void> {
  const own = withRowsOfTheirOwn(definition);
  const plan = planCollection(own);
  const sample = sampleLines(own, properties);
  const lines = [...sample, ...hostileCases(plan, {}).map(({ document }) => document), ...sample.slice(0, 5)];
  const outcomes: Outcome[] = [];
  for (const keepKeys of [false, true]) {
    await withTrial(own, async (trial) => {
      await trial.addParents(parentsOf(plan, sample));
      await trial.addParents(plainParents(plan));
      await trial.write(lines);
      outcomes.push(await outcomeOf(trial, await trial.import({ keepKeys })));
    });
  }
  const [aside, kept] = outcomes;
  requireNone(
    `The ledgers of ${plan.name}`,
    (aside?.told.ledger ?? [])
      .filter((row) => openBalance(row) !== 0)
      .map(({ table }) => `the ledger of ${table} does not close`),
  );
  expect(aside).toEqual(kept);
}
