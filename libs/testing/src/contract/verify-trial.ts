import {
  type Aggregate,
  type CollectionDefinition,
  type ColumnSpec,
  isPointInTime,
  type TablePlan,
  type VerifyResult,
} from '@etl/core';
import { primaryKeyOf, quoted } from '@etl/postgres';
import { parentsOf, sampleLines } from '../trial/sample-lines';
import { type Trial, withTrial } from '../trial/trial';
import { imported } from './imported';
import { verifiedFindings } from './verified-findings';
import { nearestOther, type OtherValue, ownValue } from './damage';
import { requireNone } from './violation';

/** Changes the target behind the importer's back, has it verified, and undoes the change. */
async function verifiedAfter(
  trial: Trial,
  table: TablePlan,
  change: string,
): Promise<{ changed: number; result: VerifyResult }> {
  const { sql } = trial;
  const name = quoted(table.name);
  // Keys are not looked at: whoever damages a database does not ask them.
  await sql.query('SET session_replication_role = replica');
  await sql.query(`CREATE TEMPORARY TABLE untouched AS TABLE ${name}`);
  const { rowCount } = await sql.query(change);
  const result = await trial.verify();
  await sql.query(`DELETE FROM ${name}`);
  await sql.query(`INSERT INTO ${name} TABLE untouched`);
  await sql.query('DROP TABLE untouched');
  return { changed: rowCount ?? 0, result };
}

/** The row with the first key. */
function firstRow(table: TablePlan): string {
  const key = quoted(primaryKeyOf(table).name);
  return `${key} = (SELECT min(${key}) FROM ${quoted(table.name)})`;
}

const deletion = (table: TablePlan): string => `DELETE FROM ${quoted(table.name)} WHERE ${firstRow(table)}`;

/** A value that no other row has. */
function freeValue({ name, type, codec }: ColumnSpec, table: string): string {
  switch (type.kind) {
    case 'integer':
    case 'double precision':
    case 'numeric':
      return `(SELECT max(${quoted(name)}) + 1 FROM ${quoted(table)})`;
    case 'timestamp':
      return `(SELECT max(${quoted(name)}) + interval '1 day' FROM ${quoted(table)})`;
    case 'other':
      return ownValue(codec, type.name);
    default:
      return `${quoted(name)} || '-added'`;
  }
}

/** A copy of a row under another id; the columns of unique keys get values that no other row has. */
function addition(table: TablePlan): string {
  const { name, columns, indexes } = table;
  const unique = new Set([
    primaryKeyOf(table).name,
    ...indexes.filter((index) => index.unique).flatMap((index) => index.columns),
  ]);
  const values = columns.map((column) =>
    unique.has(column.name) ? freeValue(column, name) : quoted(column.name),
  );
  return `INSERT INTO ${quoted(name)} SELECT ${values.join(', ')} FROM ${quoted(name)} WHERE ${firstRow(table)}`;
}

/** Another value, that moves the row to another group, or changes a sum. */
const movingOther: OtherValue = (column) =>
  isPointInTime(column.type) ? `${quoted(column.name)} + interval '40 days'` : nearestOther(column);

/** The columns that decide what an aggregate says of a row. */
const columnsOf = ({ groupBy, sum, where }: Aggregate): readonly string[] => [
  ...new Set([
    ...groupBy,
    ...(sum === undefined ? [] : [sum]),
    ...(where === undefined ? [] : [where.column]),
  ]),
];

/** Changes a column of one row that the aggregate counts: of its first group, so that a top N shows it. */
function disturbance(table: TablePlan, { groupBy, where }: Aggregate, column: ColumnSpec): string | null {
  const value = movingOther(column);
  if (value === null) return null;
  const [name, key, changed] = [quoted(table.name), quoted(primaryKeyOf(table).name), quoted(column.name)];
  const filter = where === undefined ? 'true' : `${quoted(where.column)} = '${String(where.equals)}'`;
  const keys = groupBy.length === 0 ? '' : `GROUP BY ${groupBy.map(quoted).join(', ')}`;
  const order = groupBy.map((key) => `, ${quoted(key)}::text COLLATE "C"`).join('');
  const firstOfGroup = `SELECT min(${key}) FROM ${name} WHERE ${filter} AND ${changed} IS NOT NULL ${keys} ORDER BY count(*) DESC${order} LIMIT 1`;
  return `UPDATE ${name} SET ${changed} = ${value} WHERE ${key} = (${firstOfGroup})`;
}

async function countFindings(trial: Trial): Promise<string[]> {
  const findings: string[] = [];
  for (const table of trial.plan.tables) {
    for (const [what, change, sign] of [
      ['deleted', deletion(table), 1],
      ['added', addition(table), -1],
    ] as const) {
      const { changed, result } = await verifiedAfter(trial, table, change);
      if (changed !== 1) findings.push(`${table.name}: the sample leaves no row that could be ${what}`);
      const count = result.counts.find((line) => line.table === table.name);
      if (count?.unexplained !== sign || count.status !== 'different' || result.status !== 'different') {
        findings.push(
          `${table.name}: a row ${what} behind its back gives ${count?.status ?? 'no line'}, Δ ${count?.unexplained ?? '–'}`,
        );
      }
    }
  }
  return findings;
}

/** Damage in each column that an aggregate looks at. */
async function coveredFindings(trial: Trial): Promise<string[]> {
  const [main] = trial.plan.tables;
  const findings: string[] = [];
  for (const aggregate of trial.plan.aggregates) {
    const covered = main.columns.filter(({ name }) => columnsOf(aggregate).includes(name));
    for (const column of covered) {
      const change = disturbance(main, aggregate, column);
      if (change === null) continue;
      const where = `${aggregate.name}, ${column.name}`;
      const { changed, result } = await verifiedAfter(trial, main, change);
      if (changed !== 1) findings.push(`${where}: the sample leaves no row that it counts`);
      const comparison = result.aggregates.find(({ name }) => name === aggregate.name);
      if (comparison?.equal !== false || result.status !== 'different')
        findings.push(`${where}: a changed row goes unnoticed`);
    }
  }
  return findings;
}

/**
 * What `verify` promises: it agrees with an import, and disagrees once a row is deleted or added behind its back, or a
 * column is changed that an aggregate covers (its group, its sum, its filter), so that the row moves to another group,
 * in or out, or the sum is another. Of a top N the groups beyond are not looked at, of a month only the month. In every
 * other column it does not notice damage: it compares figures, not rows.
 */
export async function verificationNoticesDamage(
  definition: CollectionDefinition,
  properties: number,
): Promise<void> {
  await withTrial(definition, async (trial) => {
    const lines = sampleLines(definition, properties);
    await trial.write(lines);
    await trial.addParents(parentsOf(trial.plan, lines));
    await imported(trial, lines);
    const clean = await trial.verify();
    requireNone(`Verifying ${trial.plan.name}, untouched`, verifiedFindings(clean));
    requireNone(`Verifying ${trial.plan.name}, damaged`, [
      ...(await countFindings(trial)),
      ...(await coveredFindings(trial)),
    ]);
    const restored = await trial.verify();
    requireNone(
      `Verifying ${trial.plan.name}, restored`,
      restored.status === clean.status ? [] : [`${restored.status}, before it was ${clean.status}`],
    );
  });
}
