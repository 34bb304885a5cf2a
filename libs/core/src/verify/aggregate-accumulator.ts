import type { Aggregate } from '../collection/aggregate';
import type { AggregateRow } from '../ports/target';
import { ExactSum } from './exact-sum';

interface Group {
  readonly key: readonly (string | null)[];
  count: number;
  readonly sum: ExactSum;
}

/** Computes an aggregate over rows as the target would hold them: column → text or null. */
export class AggregateAccumulator {
  private readonly groups = new Map<string | null, Group>();

  constructor(readonly aggregate: Aggregate) {}

  add(row: ReadonlyMap<string, string | null>): void {
    const { where, groupBy, groupAs, sum } = this.aggregate;
    if (where !== undefined && row.get(where.column) !== String(where.equals)) return;
    const key = groupBy.map((column) => {
      const value = row.get(column) ?? null;
      return groupAs === 'month' && value !== null ? monthOf(value) : value;
    });
    const id = key.length === 1 ? (key[0] ?? null) : JSON.stringify(key);
    let group = this.groups.get(id);
    if (group === undefined) {
      group = { key, count: 0, sum: new ExactSum() };
      this.groups.set(id, group);
    }
    group.count += 1;
    const value = sum === undefined ? null : (row.get(sum) ?? null);
    if (value !== null) group.sum.add(value);
  }

  /** Most rows first where the aggregate is cut, else by key; nulls last. */
  rows(): AggregateRow[] {
    const rows = [...this.groups.values()].map(({ key, count, sum }) => ({
      key,
      count,
      sum: this.aggregate.sum === undefined ? null : sum.toText(),
    }));
    const { top } = this.aggregate;
    if (top === undefined) return rows.sort((a, b) => compareKeys(a.key, b.key));
    return rows.sort((a, b) => b.count - a.count || compareKeys(a.key, b.key)).slice(0, top);
  }
}

/** `2026-11-22 14:30:05` → `2026-11` */
function monthOf(timestamp: string): string {
  return timestamp.slice(0, timestamp.indexOf('-', 1) + 3) + (timestamp.endsWith(' BC') ? ' BC' : '');
}

/** As ORDER BY … COLLATE "C" NULLS LAST: by bytes of UTF-8. */
export function compareKeys(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (let i = 0; i < a.length; i += 1) {
    const left = a[i] ?? null;
    const right = b[i] ?? null;
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    const order = Buffer.compare(Buffer.from(left), Buffer.from(right));
    if (order !== 0) return order;
  }
  return 0;
}
