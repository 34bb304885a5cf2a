import type { CollectionDefinition, ColumnSpec, TablePlan } from '@etl/core';
import { primaryKeyOf, quoted } from '@etl/postgres';
import { foundRows, type RowDifference, rowDifferences, type StoredRow } from '../oracle/row-differences';
import { type Trial, withTrial } from '../trial/trial';
import { nearestOther, someValue } from './damage';
import { importedSample } from './sample-rows';
import { shownRowDifference } from './shown-value';
import { requireNone } from './violation';

/** A change of one column of one row. */
interface Damage {
  readonly what: string;
  readonly column: ColumnSpec;
  /** The value that is put there, as SQL. */
  readonly value: string;
  /** Rows that it changes. */
  readonly rows: readonly StoredRow[];
}

/** What can be done to a column: another value, null, and a value where there is none. */
function damagesOf(column: ColumnSpec, rows: readonly StoredRow[]): Damage[] {
  const filled = rows.filter(({ texts }) => texts[column.name] !== null);
  const empty = rows.filter(({ texts }) => texts[column.name] === null);
  const possible = [
    { what: 'changed', value: nearestOther(column), rows: filled },
    { what: 'set to null', value: column.nullable ? 'NULL' : null, rows: filled },
    { what: 'filled', value: someValue(column), rows: empty },
  ];
  return possible.flatMap(({ what, value, rows: of }) =>
    value === null || of.length === 0 ? [] : [{ what, column, value, rows: of }],
  );
}

/** A row, and what was done to it. */
interface Hit {
  readonly row: StoredRow;
  readonly damage: Damage;
}

const UNIQUE_VIOLATION = '23505';

/** Damages the first row that is whole and that no unique key protects; the caller rolls back. */
async function damageOne(
  { sql }: Trial,
  table: TablePlan,
  damage: Damage,
  hits: readonly Hit[],
): Promise<Hit | undefined> {
  const { column, value } = damage;
  for (const row of damage.rows) {
    if (hits.some((hit) => hit.row === row)) continue;
    await sql.query('SAVEPOINT whole');
    try {
      await sql.query(
        `UPDATE ${quoted(table.name)} SET ${quoted(column.name)} = ${value} WHERE ${quoted(primaryKeyOf(table).name)} = $1`,
        [row.id],
      );
      return { row, damage };
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      await sql.query('ROLLBACK TO whole');
    }
  }
  return undefined;
}

/** A changed key is a row that is missing, and one that nobody asked for; every other change is one column of one row. */
const shownBy = (differences: readonly RowDifference[], { row: { id }, damage: { column } }: Hit): boolean =>
  differences.some((one) => one.id === id && one.column === (column.primaryKey ? null : column.name));

function hitFindings(
  table: TablePlan,
  hits: readonly Hit[],
  differences: readonly RowDifference[],
): string[] {
  const named = hits.length + hits.filter(({ damage }) => damage.column.primaryKey).length;
  if (differences.length === named && hits.every((hit) => shownBy(differences, hit))) return [];
  const done = hits.map(
    ({ row, damage }) => `${table.name}.${damage.column.name} ${damage.what} in row ${row.id}`,
  );
  const found = differences.map(shownRowDifference).join('; ');
  return [`${done.join(', ')}: found ${found === '' ? 'nothing' : found}`];
}

/** Does to one column all that can be done to it, each to another row, and has the rows compared. */
async function columnFindings(
  trial: Trial,
  table: TablePlan,
  damages: readonly Damage[],
  stored: readonly StoredRow[],
): Promise<string[]> {
  const { sql } = trial;
  const hits: Hit[] = [];
  const left: Damage[] = [];
  const findings: string[] = [];
  await sql.query('BEGIN');
  try {
    // Foreign keys are not looked at: whoever damages a database does not ask them.
    await sql.query('SET LOCAL session_replication_role = replica');
    for (const damage of damages) {
      const hit = await damageOne(trial, table, damage, hits);
      if (hit !== undefined) hits.push(hit);
      else if (hits.length > 0) left.push(damage);
      else
        findings.push(
          `${table.name}.${damage.column.name}: the sample leaves no row that could be ${damage.what}`,
        );
    }
    const found = new Map([[table.name, await trial.rows(table.name)]]);
    findings.push(...hitFindings(table, hits, rowDifferences(stored, found)));
  } finally {
    await sql.query('ROLLBACK');
  }
  return left.length === 0 ? findings : [...findings, ...(await columnFindings(trial, table, left, stored))];
}

/**
 * The rows of the sample are, text by text, those that its documents ask for; and whichever column of a row is damaged,
 * by however little, the comparison names that row and that column.
 *
 * The comparison is the suite's own: `verify` counts rows and compares aggregates, so it finds damage only where
 * {@link verificationNoticesDamage} says.
 */
export async function damageIsNamed(definition: CollectionDefinition, properties: number): Promise<void> {
  await withTrial(definition, async (trial) => {
    const stored = await importedSample(trial, definition, properties);
    const findings: string[] = [];
    for (const table of trial.plan.tables) {
      const rows = stored.filter((row) => row.table === table);
      if (rows.length === 0) findings.push(`${table.name}: the sample leaves no row that could be damaged`);
      for (const column of table.columns)
        findings.push(...(await columnFindings(trial, table, damagesOf(column, rows), rows)));
    }
    findings.push(...rowDifferences(stored, await foundRows(trial)).map(shownRowDifference));
    requireNone(`Damaged rows of ${trial.plan.name}`, findings);
  });
}
