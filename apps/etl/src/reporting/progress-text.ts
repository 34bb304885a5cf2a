import type { Unit } from './command-progress';
import { bytes, count } from './numbers';

export function amount(value: number, unit: Unit): string {
  if (unit === 'bytes') return bytes(value);
  return `${count(value)} ${value === 1 ? unit.slice(0, -1) : unit}`;
}

/** `1,200 of 5,000 documents (24%)`; without a total only what is done. */
export function progressState({
  done,
  total,
  unit,
}: {
  done: number;
  total: number | null;
  unit: Unit;
}): string {
  if (total === null || total === 0) return amount(done, unit);
  // A source that is written to can hold more than it said at first.
  const share = Math.min(100, Math.floor((done / total) * 100));
  const of =
    unit === 'bytes' ? `${bytes(done)} of ${bytes(total)}` : `${count(done)} of ${amount(total, unit)}`;
  return `${of} (${share}%)`;
}
