import { type Aggregate, InternalError, type TablePlan } from '@etl/core';
import { qualified, quoted } from '../identifier';
import { isStaleSql, type StaleSides } from './stale';

export interface AggregateQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface AggregateSqlRow {
  readonly key: readonly (string | null)[];
  readonly count: string;
  readonly sum: string | null;
}

/** The exact sum; a double counts as its shortest decimal, NaN and ±Infinity are left out: no decimal says them. */
function sumSql(table: TablePlan, name: string): string {
  const column = table.columns.find((candidate) => candidate.name === name);
  const value = `t.${quoted(name)}`;
  switch (column?.type.kind) {
    case 'numeric':
    case 'integer':
      return `sum(${value}::numeric)`;
    case 'double precision':
      return `sum(${value}::text::numeric) FILTER (WHERE ${value} NOT IN ('NaN', 'Infinity', '-Infinity'))`;
    case 'other':
      return `sum(${value}::text::numeric) FILTER (WHERE ${value}::text NOT IN ('NaN', 'Infinity', '-Infinity'))`;
    default:
      throw new InternalError('INTERNAL', `${table.name}.${name} cannot be summed up.`);
  }
}

/** As the timestamp is printed, cut behind the month; a year before the first keeps its BC. */
const monthSql = (value: string): string =>
  `pg_catalog.to_char(${value}, 'YYYY-MM') || CASE WHEN ${value} < '0001-01-01' THEN ' BC' ELSE '' END`;

/**
 * Keys as text: booleans `true` and `false`, months `YYYY-MM`. The greatest groups first where only the top is asked
 * for; equal ones, and all groups otherwise, by key COLLATE "C", nulls last. `stale` is left out where nothing was
 * ever imported.
 */
export function aggregateSql(
  schema: string,
  sides: StaleSides,
  aggregate: Aggregate,
  stale: boolean,
): AggregateQuery {
  const { table } = sides;
  const values: unknown[] = [];
  const conditions: string[] = [];
  if (aggregate.where !== undefined) {
    values.push(String(aggregate.where.equals));
    conditions.push(`t.${quoted(aggregate.where.column)}::text = $${values.length}`);
  }
  if (stale) conditions.push(`NOT ${isStaleSql(sides)}`);
  const keys = aggregate.groupBy.map((name, place) => {
    const value = `t.${quoted(name)}`;
    return aggregate.groupAs === 'month' && place === 0 ? monthSql(value) : `${value}::text`;
  });
  const names = keys.map((_, place) => `g."k${place}"`);
  const order = names.map((name) => `${name} COLLATE "C" NULLS LAST`);
  if (aggregate.top !== undefined) order.unshift('g."count" DESC');
  const selected = [
    ...keys.map((key, place) => `${key} AS "k${place}"`),
    'count(*) AS "count"',
    `${aggregate.sum === undefined ? 'NULL::numeric' : sumSql(table, aggregate.sum)} AS "sum"`,
  ];
  const lines = [
    `SELECT ARRAY[${names.join(', ')}]::text[] AS "key", g."count", trim_scale(g."sum")::text AS "sum"`,
    `  FROM (SELECT ${selected.join(', ')}`,
    `          FROM ${qualified(schema, table.name)} t`,
  ];
  if (conditions.length > 0) lines.push(`         WHERE ${conditions.join(' AND ')}`);
  // Without keys there would be a group of no rows too.
  lines.push(
    keys.length > 0
      ? `         GROUP BY ${keys.map((_, place) => place + 1).join(', ')}`
      : '        HAVING count(*) > 0',
  );
  lines.push('       ) g');
  if (order.length > 0) lines.push(` ORDER BY ${order.join(', ')}`);
  if (aggregate.top !== undefined) lines.push(` LIMIT ${Math.trunc(aggregate.top)}`);
  return { text: lines.join('\n'), values };
}
