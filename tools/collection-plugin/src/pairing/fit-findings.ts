import type { ColumnSpec } from '@etl/core';
import type { DecisionDraft } from '../draft/collection-draft';
import type { Fit } from './measure';

/** What a person should know, or decide, of a column and its fields. */
export interface Findings {
  readonly decisions: readonly DecisionDraft[];
  readonly notes: readonly string[];
}

/** What will become of the documents of the sample in one column. */
export function findingsOn(
  column: ColumnSpec,
  fields: readonly string[],
  fit: Fit,
  { read, settledOrder }: { read: number; settledOrder: boolean },
): Findings {
  const decisions: DecisionDraft[] = [];
  const notes: string[] = [];
  const from = fields.join(', else ');
  const named = from === column.name ? column.name : `${column.name} (from ${from})`;
  if (fit.differing > 0 && !settledOrder) {
    decisions.push({
      subject: column.name,
      question: `Several fields may be its source and differ in ${fit.differing} of ${read} documents: ${fields.join(', ')}. The first that is not null counts, the others are residue: is this the right order, and are they the same thing?`,
    });
  }
  if (fit.missing > 0 && !column.nullable && column.default === undefined) {
    notes.push(
      `${named} is missing or null in ${fit.missing} of ${read} documents, and needs a value: they will be rejects (${column.primaryKey ? 'ID_INVALID' : 'VALUE_MISSING'}).`,
    );
  }
  if (fit.unfit === 0) return { decisions, notes };
  const reasons = [...fit.reasons].map(([reason, count]) => `${reason} ${count}`).join(', ');
  const effect = column.nullable
    ? 'they become null, and the originals stay in the residue'
    : `their documents will be rejects (${column.primaryKey ? 'ID_INVALID' : 'VALUE_UNFIT'})`;
  if (fit.unfit * 2 > fit.values) {
    decisions.push({
      subject: column.name,
      question: `${fit.unfit} of ${fit.values} values of ${from} do not fit the column (${reasons}): ${effect}. Is it another field, or another type?`,
    });
  } else {
    notes.push(`${named}: ${fit.unfit} of ${fit.values} values do not fit (${reasons}): ${effect}.`);
  }
  return { decisions, notes };
}
