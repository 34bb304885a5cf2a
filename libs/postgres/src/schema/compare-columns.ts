import type { ColumnSpec, SchemaDifference, TablePlan } from '@etl/core';
import type { ColumnRow } from '../sql/catalog/columns';

/** The type as `format_type` prints it; an enum goes by its name. */
function expectedType({ type }: ColumnSpec): string {
  switch (type.kind) {
    case 'numeric':
      return `numeric(${type.precision},${type.scale})`;
    case 'timestamp':
      return `timestamp(${type.precision}) without time zone`;
    case 'enum':
      return type.definition.name;
    case 'other':
      return type.name;
    default:
      return type.kind;
  }
}

function compareColumn(
  table: string,
  column: ColumnSpec,
  found: ColumnRow | undefined,
): readonly SchemaDifference[] {
  const expected = expectedType(column);
  const at = { table, object: column.name };
  if (found === undefined) return [{ ...at, kind: 'missing', expected, blocking: true }];
  const differs = (wanted: string, is: string, blocking = true): SchemaDifference => ({
    ...at,
    kind: 'differs',
    expected: wanted,
    found: is,
    blocking,
  });
  const named = (labels: readonly string[]): string => `${expected} (${labels.join(', ')})`;
  const differences: SchemaDifference[] = [];
  if ((found.labels === null) !== (column.type.kind !== 'enum') || found.type !== expected) {
    differences.push(differs(expected, found.type));
  } else if (column.type.kind === 'enum') {
    const labels = found.labels ?? [];
    const wanted = column.type.definition.values;
    if (JSON.stringify(labels) !== JSON.stringify(wanted)) {
      // A type that has all labels and more takes every row; the difference is still said.
      const lacking = wanted.filter((label) => !labels.includes(label));
      const found = lacking.length > 0 ? `${expected} without ${lacking.join(', ')}` : named(labels);
      differences.push(differs(named(wanted), found, lacking.length > 0));
    }
  }
  if (found.generated) differences.push(differs('a column that can be written', 'a generated column'));
  if (found.notNull === column.nullable)
    differences.push(differs(column.nullable ? 'NULL' : 'NOT NULL', found.notNull ? 'NOT NULL' : 'NULL'));
  // An import writes every default itself: only the API misses one that is not there.
  if (found.hasDefault !== (column.default !== undefined) && !found.generated) {
    differences.push(
      differs(
        column.default === undefined ? 'no default' : 'a default',
        found.hasDefault ? 'a default' : 'no default',
        false,
      ),
    );
  }
  return differences;
}

export function compareColumns(table: TablePlan, rows: readonly ColumnRow[]): readonly SchemaDifference[] {
  const known = new Set(table.columns.map((column) => column.name));
  const extra = rows
    .filter(
      (row) => !known.has(row.name) && row.notNull && !row.hasDefault && !row.identity && !row.generated,
    )
    .map((row): SchemaDifference => ({
      table: table.name,
      object: row.name,
      kind: 'extra',
      found: `${row.type} NOT NULL without a default`,
      blocking: true,
    }));
  return [
    ...table.columns.flatMap((column) =>
      compareColumn(
        table.name,
        column,
        rows.find((row) => row.name === column.name),
      ),
    ),
    ...extra,
  ];
}
