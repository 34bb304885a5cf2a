import type { CollectionDraft, DecisionDraft } from '../draft/collection-draft';
import { sayableDefault } from './column-code';
import { commentText } from './source-text';

/** What every open decision is marked with; `grep -rn DECIDE libs/collections/<name>` finds them all. */
export const MARKER = 'DECIDE';

const defaultDecision = (subject: string, value: unknown): DecisionDraft => ({
  subject,
  question: `The table has the default ${String(value)}, which the decorator of the column cannot say: documents without the field would have none. Is null right, or a reject, or does the column change?`,
});

/** The decisions of the draft, and those that come of writing it down. */
export function decisionsOf({ columns, decisions }: CollectionDraft): readonly DecisionDraft[] {
  const unsaid = columns.flatMap((column) =>
    column.default === undefined ||
    column.kind === 'text-array' ||
    column.kind === 'url-array' ||
    sayableDefault(column) !== undefined
      ? []
      : [defaultDecision(column.name, column.default)],
  );
  return [...decisions, ...unsaid];
}

export const marked = ({ subject, question }: DecisionDraft): string =>
  `${MARKER}: ${commentText(subject)} – ${commentText(question)}`;

/** Where a decision is marked: at a column of the entity, among the fields that no column takes, or above the class. */
export type DecisionPlace = { readonly column: string } | 'field' | 'table';

export function placeOf(
  { columns, unpairedFields }: CollectionDraft,
  { subject }: DecisionDraft,
): DecisionPlace {
  const column =
    columns.find(({ name }) => name === subject) ?? columns.find(({ from }) => from.includes(subject));
  if (column !== undefined) return { column: column.name };
  return unpairedFields.some(({ name }) => name === subject) ? 'field' : 'table';
}
