import type { TablePlan } from '@etl/core';
import { type FoundRow, KEY, type Row, type Trial } from '../trial/trial';
import { groupBy } from './group-by';
import type { SettledRow } from './settled-rows';
import { printedTexts } from './stored-texts';

/** A row as PostgreSQL has to print it, and the document that it comes from. */
export interface StoredRow {
  readonly table: TablePlan;
  readonly id: string;
  readonly texts: Row;
  readonly json: string;
  readonly line: number;
}

/** One column of one row that is not as its document asks for, or a row that is missing or too many. */
export interface RowDifference {
  readonly table: string;
  readonly id: string;
  /** Null where the whole row is meant. */
  readonly column: string | null;
  readonly expected: string | null;
  readonly found: string | null;
  /** The row's document; undefined where none asks for the row. */
  readonly source: { readonly line: number; readonly json: string } | undefined;
}

/** The rows of one table after the other, with every text as PostgreSQL prints it. */
export async function storedRows({ sql, plan }: Trial, rows: readonly SettledRow[]): Promise<StoredRow[]> {
  const values = rows.flatMap(({ row, columns }) =>
    row.table.columns.map((column) => ({
      ...{ column, written: columns.get(column.name) ?? null },
      isDefault: row.defaulted.has(column.name),
    })),
  );
  const printed = await printedTexts(sql, values);
  let at = 0;
  const stored = rows.map(({ row, document }): StoredRow => {
    const texts = Object.fromEntries(row.table.columns.map(({ name }) => [name, printed[at++] ?? null]));
    return { table: row.table, id: row.id, texts, json: document.json, line: document.line };
  });
  const order = plan.tables.map(({ name }) => name);
  return stored.sort((a, b) => order.indexOf(a.table.name) - order.indexOf(b.table.name));
}

export async function foundRows({ plan, rows }: Trial): Promise<ReadonlyMap<string, readonly FoundRow[]>> {
  const found = new Map<string, readonly FoundRow[]>();
  for (const { name } of plan.tables) found.set(name, await rows(name));
  return found;
}

/** Holds every row of the target against the row that its document asks for, column by column. */
export function rowDifferences(
  expected: readonly StoredRow[],
  found: ReadonlyMap<string, readonly FoundRow[]>,
): RowDifference[] {
  const wanted = groupBy(expected, ({ table }) => table.name);
  return [...found].flatMap(([table, rows]) => tableDifferences(table, wanted.get(table) ?? [], rows));
}

function tableDifferences(
  table: string,
  expected: readonly StoredRow[],
  rows: readonly FoundRow[],
): RowDifference[] {
  const byId = new Map(rows.map((row) => [row[KEY], row]));
  const differences = expected.flatMap(({ table: { columns }, id, texts, json, line }): RowDifference[] => {
    const row = byId.get(id);
    byId.delete(id);
    const place = { table, id, source: { line, json } };
    if (row === undefined) return [{ ...place, column: null, expected: 'a row', found: 'none' }];
    return columns.flatMap(({ name }) => {
      const [want, have] = [texts[name] ?? null, row[name] ?? null];
      return want === have ? [] : [{ ...place, column: name, expected: want, found: have }];
    });
  });
  const tooMany = [...byId.keys()].map((id): RowDifference => ({
    table,
    id,
    column: null,
    expected: 'none',
    found: 'a row',
    source: undefined,
  }));
  return [...differences, ...tooMany];
}
