import { type CollectionDefinition, type CollectionPlan, type ColumnSpec, planCollection } from '@etl/core';
import { codecFinding, ownColumns } from '../contract/codec-columns';
import { testRuns } from '../contract/test-runs';
import { requireNone } from '../contract/violation';
import { exampleOf } from '../hostile/plain-document';
import { CodecThrows, recordEncoding } from '../oracle/recorded-encoding';
import { withTrial } from '../trial/trial';
import { readValue } from './encoded-values';
import { printedFindings } from './printed-findings';

/** So many examples are tried before documents are made of them. */
const TRIED = 3;

function saidOf(column: ColumnSpec, json: string): string {
  try {
    const { outcome } = recordEncoding(column, readValue(column, json));
    return typeof outcome === 'string' ? outcome : `unfit (${outcome.unfit})`;
  } catch (error) {
    return String(error instanceof CodecThrows ? error.thrown : error);
  }
}

/**
 * Every document of the suite holds an example of each codec of somebody's own, so one that is not taken would show in
 * all of them.
 * @throws ContractViolation where an example is not mapped
 */
export function requireExamples({ name, tables }: CollectionPlan): void {
  requireNone(
    `Examples of the codecs of ${name}`,
    ownColumns(tables).flatMap((one) => {
      const wrong = Array.from({ length: TRIED }, (_, n) => ({ n, json: exampleOf(one.column.codec, n) }))
        .map(({ n, json }) => ({ n, json, said: saidOf(one.column, json) }))
        .find(({ said }) => said !== 'mapped');
      if (wrong === undefined) return [];
      const { n, json, said } = wrong;
      const finding = `says ${said} of its own example(${n}): it has to be a value that the column holds as it is`;
      return [codecFinding(one, json, finding)];
    }),
  );
}

/**
 * What the codecs of somebody's own write is text that PostgreSQL takes for the column's type, and prints as it is.
 * @throws ContractViolation that names the column, the value and what PostgreSQL says
 */
export async function ownTextsAreTaken(definition: CollectionDefinition): Promise<void> {
  const { name, tables } = planCollection(definition);
  const columns = ownColumns(tables);
  if (columns.length === 0) return;
  const runs = testRuns();
  const findings = await withTrial(definition, async ({ sql }) => {
    const all: string[] = [];
    for (const { table, column } of columns) {
      if (column.type.kind !== 'other') continue;
      for (const { json, finding } of await printedFindings(sql, column, column.type.name, runs))
        all.push(codecFinding({ table, column }, json, finding));
    }
    return all;
  });
  requireNone(`What the codecs of ${name} write (${runs.again})`, findings);
}
