import type { LossLine, ResidueLine } from '@etl/core';
import { count } from './numbers';
import { oneLine, textTable } from './text-table';

const MOST_LINES = 20;
/** What cost most first: a repair changed the value, a warning did not, a coercion only changed its spelling; then by count. */
const OUTCOMES = ['repaired', 'warned', 'coerced', 'defaulted'] as const;

/** Values that were changed on their way and fields that no column takes. Empty where there are none. */
export function lossReport(losses: readonly LossLine[], residue: readonly ResidueLine[]): string[] {
  return [
    ...changes(losses),
    ...(losses.length > 0 && residue.length > 0 ? [''] : []),
    ...leftovers(residue),
  ];
}

function changes(losses: readonly LossLine[]): string[] {
  if (losses.length === 0) return [];
  const ordered = OUTCOMES.flatMap((outcome) =>
    losses.filter((loss) => loss.outcome === outcome).sort((a, b) => b.count - a.count),
  );
  const shown = ordered.slice(0, MOST_LINES);
  return [
    'Values that changed on their way, or that a constraint of the entity warns of',
    ...textTable(
      [{ title: 'column' }, { title: 'outcome' }, { title: 'reason' }, { title: 'values', align: 'right' }],
      shown.map((loss) => [
        `${loss.table}.${loss.column}`,
        loss.outcome,
        loss.reason ?? '',
        count(loss.count),
      ]),
      '  ',
    ),
    ...more(losses.length - shown.length),
  ];
}

function more(hidden: number): string[] {
  return hidden > 0 ? [`  … and ${count(hidden)} more in losses.json`] : [];
}

function leftovers(residue: readonly ResidueLine[]): string[] {
  if (residue.length === 0) return [];
  const shown = [...residue].sort((a, b) => b.documents - a.documents).slice(0, MOST_LINES);
  return [
    'Fields without a column, kept in _etl.residue',
    ...textTable(
      [{ title: 'collection' }, { title: 'field' }, { title: 'documents', align: 'right' }],
      shown.map((line) => [line.collection, oneLine(line.path), count(line.documents)]),
      '  ',
    ),
    ...more(residue.length - shown.length),
  ];
}
