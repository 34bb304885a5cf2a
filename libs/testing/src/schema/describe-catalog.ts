import { quoted } from '@etl/postgres';
import type { Client } from 'pg';
import {
  byName,
  type ColumnDescription,
  type IndexDescription,
  type TableDescription,
} from './table-description';

const COLUMNS = `
SELECT a.attname AS name,
       CASE WHEN t.typtype = 'e' THEN t.typname ELSE format_type(a.atttypid, a.atttypmod) END AS type,
       NOT a.attnotnull AS nullable,
       coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS "default",
       coalesce((
         SELECT format('%s.%s (%s) %s %s', f.relname, fa.attname, k.confdeltype, k.confupdtype, k.conname)
         FROM pg_constraint k
         JOIN pg_class f ON f.oid = k.confrelid
         JOIN pg_attribute fa ON fa.attrelid = k.confrelid AND fa.attnum = k.confkey[1]
         WHERE k.contype = 'f' AND k.conrelid = a.attrelid AND k.conkey = ARRAY[a.attnum]
       ), '') AS "references"
FROM pg_attribute a
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum`;

const INDEXES = `
SELECT c.relname AS name, i.indisunique AS "unique", i.indisprimary AS "primary",
       ARRAY(SELECT a.attname::text FROM unnest(i.indkey::int[]) WITH ORDINALITY k(n, place)
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n ORDER BY place) AS columns
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = $1::regclass`;

const ENUM = `
SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS labels
FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = $1`;

const DELETE_ACTIONS: Readonly<Record<string, string>> = { n: 'set null', r: 'restrict' };

/** The words of target-schema.md for what the catalog says. */
function defaultOf(expression: string): string {
  if (expression === 'CURRENT_TIMESTAMP') return 'now';
  if (/^('\{\}'::text\[\]|ARRAY\[\]::text\[\])$/.test(expression)) return 'empty array';
  const number = /^'?(-?\d+(?:\.\d+)?)'?(?:::(?:double precision|integer|numeric|bigint|smallint))?$/.exec(
    expression,
  );
  return number?.[1] ?? expression.replace(/::"?[\w ]+"?$/, '');
}

function referencesOf(table: string, column: string, found: string): string {
  if (found === '') return '';
  const [, target = '', action = '', onUpdate = '', name = ''] =
    /^(\S+) \((\w)\) (\w) (\S+)$/.exec(found) ?? [];
  const wanted = `${table}_${column}_fkey`;
  const oddities = [
    onUpdate === 'c' ? '' : ' without ON UPDATE CASCADE',
    name === wanted ? '' : ` named ${name}`,
  ];
  return `${target} (${DELETE_ACTIONS[action] ?? action})${oddities.join('')}`;
}

interface ColumnRow extends ColumnDescription {
  readonly type: string;
}

/** What the catalog of a database says of a table; what has another name than it should has that in its words. */
export async function describeCatalog(sql: Client, table: string, key = 'id'): Promise<TableDescription> {
  const name = quoted(table);
  const columns = await sql.query<ColumnRow>(COLUMNS, [name]);
  const indexes = await sql.query<IndexDescription & { primary: boolean }>(INDEXES, [name]);
  const primary = indexes.rows
    .filter((index) => index.primary)
    .map(({ name, columns: keys }) => `${name} (${keys.join(', ')})`);
  const wanted = `${table}_pkey (${key})`;
  if (primary.join() !== wanted)
    throw new Error(`${table} has the primary key ${primary.join() || 'none'}, not ${wanted}.`);
  return {
    name: table,
    columns: columns.rows.map(({ name: column, type, nullable, default: value, references }) => ({
      name: column,
      type: type.replace(' without time zone', ''),
      nullable,
      default: defaultOf(value),
      references: referencesOf(table, column, references),
    })),
    indexes: indexes.rows
      .filter((index) => !index.primary)
      .map(({ name: index, columns: keys, unique }) => ({ name: index, columns: keys, unique }))
      .sort(byName),
  };
}

export async function describeEnum(sql: Client, name: string): Promise<readonly string[]> {
  const { rows } = await sql.query<{ labels: string[] | null }>(ENUM, [name]);
  return rows[0]?.labels ?? [];
}
