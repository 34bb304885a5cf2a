import type { CollectionDefinition, ColumnSpec, TablePlan } from '@etl/core';
import { foundRows, type RowDifference, rowDifferences, type StoredRow } from '../oracle/row-differences';
import { type Trial, withTrial } from '../trial/trial';
import { nearestOther, quoted, someValue } from './damage';
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

const UNIQUE_VIOLATION = '23505';

/** Damages the first row that no unique key protects, and answers it; the caller rolls back. */
async function damageOne(
  { sql }: Trial,
  { name }: TablePlan,
  { column, value, rows }: Damage,
): Promise<StoredRow | undefined> {
  for (const row of rows) {
    await sql.query('SAVEPOINT whole');
    try {
      await sql.query(`UPDATE ${quoted(name)} SET ${quoted(column.name)} = ${value} WHERE "id" = $1`, [
        row.id,
      ]);
      return row;
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      await sql.query('ROLLBACK TO whole');
    }
  }
  return undefined;
}

/** A changed key is a row that is missing, and one that nobody asked for; every other change is one column of one row. */
function names(
  differences: readonly RowDifference[],
  { id, table }: StoredRow,
  { name, primaryKey }: ColumnSpec,
): boolean {
  const [first, second, ...others] = differences;
  if (first?.table !== table.name || first.id !== id || others.length > 0) return false;
  return primaryKey
    ? first.column === null && second?.found === 'a row'
    : first.column === name && second === undefined;
}

async function findingsOf(
  trial: Trial,
  table: TablePlan,
  damage: Damage,
  stored: readonly StoredRow[],
): Promise<string[]> {
  const { sql } = trial;
  const where = `${table.name}.${damage.column.name}`;
  await sql.query('BEGIN');
  try {
    // Foreign keys are not looked at: whoever damages a database does not ask them.
    await sql.query('SET LOCAL session_replication_role = replica');
    const row = await damageOne(trial, table, damage);
    if (row === undefined) return [`${where}: the sample leaves no row that could be ${damage.what}`];
    const found = new Map([[table.name, await trial.rows(table.name)]]);
    const differences = rowDifferences(stored, found);
    if (names(differences, row, damage.column)) return [];
    const instead = differences.map(shownRowDifference).join('; ');
    return [`${where} ${damage.what} in row ${row.id}: found ${instead === '' ? 'nothing' : instead}`];
  } finally {
    await sql.query('ROLLBACK');
  }
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
      for (const damage of table.columns.flatMap((column) => damagesOf(column, rows)))
        findings.push(...(await findingsOf(trial, table, damage, rows)));
    }
    findings.push(...rowDifferences(stored, await foundRows(trial)).map(shownRowDifference));
    requireNone(`Damaged rows of ${trial.plan.name}`, findings);
  });
}
