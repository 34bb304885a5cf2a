import type { ColumnSpec } from '@etl/core';
import { groupBy } from './group-by';
import type { SettledRow } from './settled-rows';

/** What a keeping column compares: dates and numbers. */
const weightOf = ({ codec }: ColumnSpec, { columns }: SettledRow, name: string): number =>
  Number(codec.decode(String(columns.get(name))));

/** Of rows that are one, the last read stays, with the latest or largest value that was given for a column that says so. */
function unite(rows: readonly SettledRow[]): SettledRow {
  const last = rows.at(-1)!;
  const columns = new Map(last.columns);
  for (const column of last.row.table.columns) {
    if (column.keep === undefined) continue;
    const { name } = column;
    const given = rows.filter(
      ({ row, columns: values }) => !row.defaulted.has(name) && values.get(name) !== null,
    );
    const candidates = given.length > 0 ? given : rows;
    const best = candidates.reduce((a, b) => (weightOf(column, b, name) > weightOf(column, a, name) ? b : a));
    columns.set(name, best.columns.get(name) ?? null);
  }
  return { ...last, columns };
}

/** One row for each id of each table: the same document twice, the same pair of a fan-out twice. */
export function mergedRows(rows: readonly SettledRow[]): SettledRow[] {
  return [...groupBy(rows, ({ row }) => `${row.table.name} ${row.id}`).values()].map((same) =>
    same.length === 1 ? same[0]! : unite(same),
  );
}
