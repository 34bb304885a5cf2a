import { requireKnownKeys } from './known-keys';

/** Keeps the rows whose column holds this value (the stored spelling). */
export interface AggregateFilter {
  readonly column: string;
  readonly equals: string | boolean;
}

/**
 * A figure over the rows of a collection's main table, computed on both sides. Columns are the target's;
 * the source's values go through the column's codec before they are compared.
 */
export interface Aggregate {
  readonly name: string;
  /** The columns whose values form the group; with `month`, their first is cut to `YYYY-MM`. Empty: one group of all rows. */
  readonly groupBy: readonly string[];
  readonly groupAs?: 'month';
  /** Beside the count of rows: the exact sum of a numeric, integer or double column, nulls left out. */
  readonly sum?: string;
  readonly where?: AggregateFilter;
  /** Only the groups with the most rows; ties by key, COLLATE "C". */
  readonly top?: number;
}

export interface AggregateChoices {
  top?: number;
  where?: AggregateFilter;
}

const titled = (name: string, where?: AggregateFilter): string =>
  where === undefined ? name : `${name} where ${where.column} is ${String(where.equals)}`;

/** Rows per value of the columns. */
export function countBy(columns: string | readonly string[], choices: AggregateChoices = {}): Aggregate {
  requireKnownKeys('countBy', choices, ['top', 'where']);
  const groupBy = typeof columns === 'string' ? [columns] : columns;
  const top = choices.top === undefined ? '' : ` (top ${choices.top})`;
  return { name: titled(`count by ${groupBy.join(', ')}${top}`, choices.where), groupBy, ...choices };
}

/** Rows per month of a timestamp column, as `YYYY-MM`. */
export function countByMonth(column: string): Aggregate {
  return { name: `count by month of ${column}`, groupBy: [column], groupAs: 'month' };
}

/** Sum and count of a column, per value of another or in total. */
export function sumOf(column: string, choices: { by?: string; where?: AggregateFilter } = {}): Aggregate {
  requireKnownKeys('sumOf', choices, ['by', 'where']);
  const { by, where } = choices;
  return {
    name: titled(`sum of ${column}${by === undefined ? '' : ` by ${by}`}`, where),
    groupBy: by === undefined ? [] : [by],
    sum: column,
    ...(where === undefined ? {} : { where }),
  };
}
