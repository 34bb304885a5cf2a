import {
  type Aggregate,
  CaptureSink,
  type Codec,
  type CollectionDefinition,
  type ColumnSpec,
  isPointInTime,
  parseLine,
  type TablePlan,
  type VerifyResult,
} from '@etl/core';
import { exampleOf } from '../hostile/plain-document';
import { parentsOf, sampleLines } from '../trial/sample-lines';
import { type Trial, withTrial } from '../trial/trial';
import { requireNone } from './violation';

const quoted = (name: string): string => `"${name}"`;

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

const deletion = ({ name }: TablePlan): string =>
  `DELETE FROM ${quoted(name)} WHERE id = (SELECT min(id) FROM ${quoted(name)})`;

/** A copy of a row under another id; the columns of unique keys get values that no other row has. */
function addition({ name, columns, indexes }: TablePlan): string {
  const unique = new Set([
    'id',
    ...indexes.filter((index) => index.unique).flatMap((index) => index.columns),
  ]);
  const values = columns.map((column) => {
    if (!unique.has(column.name)) return quoted(column.name);
    return column.type.kind === 'other' ? otherValue(column) : `${quoted(column.name)} || '-added'`;
  });
  return `INSERT INTO ${quoted(name)} SELECT ${values.join(', ')} FROM ${quoted(name)} WHERE id = (SELECT min(id) FROM ${quoted(name)})`;
}

/** A position that no sample reaches: its example is in no row. */
const FAR = 987_654_321;

/** A value of a codec of somebody's own that no row has. */
function ownValue(codec: Codec, type: string): string {
  const capture = new CaptureSink();
  const ignored = { beside: () => undefined, repaired: () => undefined };
  codec.encode(parseLine(exampleOf(codec, FAR)).document, capture, ignored);
  return capture.value === null ? 'NULL' : `'${capture.value.replaceAll("'", "''")}'::${type}`;
}

/** Another value than the row has, of a kind that moves the row to another group, or changes a sum. */
function otherValue(column: ColumnSpec): string {
  const name = quoted(column.name);
  switch (column.type.kind) {
    case 'boolean':
      return `NOT ${name}`;
    case 'enum': {
      const [first = '', second = ''] = column.type.definition.values;
      return `CASE WHEN ${name} = '${first}' THEN '${second}' ELSE '${first}' END::${quoted(column.type.definition.name)}`;
    }
    case 'timestamp':
      return `${name} + interval '40 days'`;
    case 'integer':
    case 'double precision':
    case 'numeric':
      return `${name} + 1`;
    case 'other':
      return isPointInTime(column.type)
        ? `${name} + interval '40 days'`
        : ownValue(column.codec, column.type.name);
    default:
      return `${name} || '-changed'`;
  }
}

/** Changes one row that the aggregate counts: of its first group, so that a top N shows it. */
function disturbance(table: TablePlan, { groupBy, sum, where }: Aggregate): string | null {
  const column = table.columns.find(({ name }) => name === (sum ?? groupBy[0]));
  if (column === undefined) return null;
  const name = quoted(table.name);
  const filter = where === undefined ? 'true' : `${quoted(where.column)} = '${String(where.equals)}'`;
  const keys = groupBy.length === 0 ? '' : `GROUP BY ${groupBy.map(quoted).join(', ')}`;
  const order = groupBy.map((key) => `, ${quoted(key)}::text COLLATE "C"`).join('');
  const firstOfGroup = `SELECT min(id) FROM ${name} WHERE ${filter} AND ${quoted(column.name)} IS NOT NULL ${keys} ORDER BY count(*) DESC${order} LIMIT 1`;
  return `UPDATE ${name} SET ${quoted(column.name)} = ${otherValue(column)} WHERE id = (${firstOfGroup})`;
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

async function aggregateFindings(trial: Trial): Promise<string[]> {
  const [main] = trial.plan.tables;
  const findings: string[] = [];
  for (const aggregate of trial.plan.aggregates) {
    const change = disturbance(main, aggregate);
    if (change === null) continue;
    const { changed, result } = await verifiedAfter(trial, main, change);
    if (changed !== 1) findings.push(`${aggregate.name}: the sample leaves no row that it counts`);
    const comparison = result.aggregates.find(({ name }) => name === aggregate.name);
    if (comparison?.equal !== false || result.status !== 'different') {
      findings.push(`${aggregate.name}: a changed row goes unnoticed`);
    }
  }
  return findings;
}

/** Verification agrees with an import, and disagrees once a row is deleted, added or changed behind its back. */
export async function verificationNoticesDamage(
  definition: CollectionDefinition,
  properties: number,
): Promise<void> {
  await withTrial(definition, async (trial) => {
    const lines = sampleLines(definition, properties);
    await trial.write(lines);
    await trial.addParents(parentsOf(trial.plan, lines));
    await trial.import();
    const clean = await trial.verify();
    requireNone(`Verifying ${trial.plan.name}, untouched`, [
      ...clean.counts
        .filter(({ status }) => status === 'different')
        .map(
          ({ label, source, target, unexplained }) =>
            `${label}: ${source} | ${target}, ${unexplained} unexplained`,
        ),
      ...clean.aggregates
        .filter(({ equal }) => !equal)
        .map(({ name, rows }) => `${name}: ${JSON.stringify(rows.filter(({ equal }) => !equal))}`),
    ]);
    requireNone(`Verifying ${trial.plan.name}, damaged`, [
      ...(await countFindings(trial)),
      ...(await aggregateFindings(trial)),
    ]);
    const restored = await trial.verify();
    requireNone(
      `Verifying ${trial.plan.name}, restored`,
      restored.status === clean.status ? [] : [`${restored.status}, before it was ${clean.status}`],
    );
  });
}
