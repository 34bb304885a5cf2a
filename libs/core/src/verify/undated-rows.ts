import type { ColumnSpec } from '../collection/column-spec';
import { pickValue } from '../collection/column-value';

/** Asks the target: ids → texts of the columns. */
export type StoredTexts = (
  columns: readonly string[],
  ids: readonly string[],
) => Promise<ReadonlyMap<string, readonly (string | null)[]>>;

/** So many documents wait at most: one question to the target for all of them, and memory that does not grow. */
export const SETTLED_AT_ONCE = 1_000;

type Row = Map<string, string | null>;

/**
 * Rows of documents without a date where the column's default is `now`: it became the start of the import that
 * inserted the row, whichever that was (later ones keep what the row has). Only the target knows it, so the target's
 * date counts on both sides, and how often it did is said: for these documents an aggregate proves that the row is
 * there, and nothing about its date.
 */
export class UndatedRows {
  private readonly columns: readonly ColumnSpec[];
  private rows: { readonly id: string; readonly row: Row; readonly undated: readonly string[] }[] = [];
  private readonly counts = new Map<string, number>();

  constructor(used: readonly ColumnSpec[]) {
    this.columns = used.filter((column) => column.default?.kind === 'now');
  }

  get waiting(): number {
    return this.rows.length;
  }

  /** `id` is the row's. Keeps the row where one of its dates is missing; true means that it is kept and must not change any more. */
  take(id: string, source: Readonly<Record<string, unknown>>, row: Row): boolean {
    const undated: string[] = [];
    for (const column of this.columns) {
      if (column.source.kind !== 'field') continue;
      if (pickValue(column, column.source.names, source).state === 'missing') undated.push(column.name);
    }
    if (undated.length === 0) return false;
    this.rows.push({ id, row, undated });
    return true;
  }

  /** The rows that waited, with the dates that the target has for them; null where it has no such row. */
  async settle(storedTexts: StoredTexts): Promise<readonly Row[]> {
    if (this.rows.length === 0) return [];
    const names = this.columns.map(({ name }) => name);
    const rows = this.rows;
    this.rows = [];
    const stored = await storedTexts(
      names,
      rows.map(({ id }) => id),
    );
    for (const { id, row, undated } of rows) {
      const texts = stored.get(id);
      for (const name of undated) {
        row.set(name, texts?.[names.indexOf(name)] ?? null);
        if (texts !== undefined) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
      }
    }
    return rows.map(({ row }) => row);
  }

  /** One sentence a column that took dates from the target. */
  notes(): string[] {
    return [...this.counts].map(
      ([column, count]) =>
        `${count === 1 ? '1 document has' : `${count.toLocaleString('en')} documents have`} no ${column}: ` +
        'what the target holds there counts on both sides of the aggregates.',
    );
  }
}
