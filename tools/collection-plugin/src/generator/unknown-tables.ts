import type { CollectionDraft, ColumnDraft, DecisionDraft, FieldShape } from '../draft/collection-draft';
import { quoted } from '../library/source-text';

/** What the workspace knows of tables. */
export interface KnownTables {
  readonly has: (table: string) => boolean;
  /** The collection that a table would be filled from. */
  readonly collectionOf: (table: string) => string;
}

/** A reference with its ids as text: what is embedded in place of an id, text does not take. */
function asText(column: ColumnDraft, fields: readonly FieldShape[]): ColumnDraft {
  const { reference: _reference, guess, ...rest } = column;
  const embedded = fields.some(
    ({ name, types }) => column.from.includes(name) && types.some(({ type }) => type === 'document'),
  );
  const why = guess?.replace(/;.*$/, '');
  return {
    ...rest,
    kind: 'text',
    nullable: column.nullable || embedded,
    ...(why === undefined ? {} : { guess: `${why}; text, as long as nobody knows the table` }),
  };
}

function decisionOn({ name, from, nullable, reference }: ColumnDraft, collection: string): DecisionDraft {
  const table = reference?.table ?? '';
  const fields = from.map(quoted).join(', ');
  const choices = [
    `table: ${quoted(table)}`,
    ...(from.length === 1 && from[0] === name ? [] : [`from: ${from.length === 1 ? fields : `[${fields}]`}`]),
    ...(nullable ? ['nullable: true'] : []),
  ].join(', ');
  return {
    subject: name,
    question:
      `${from.join(' and ')} ${from.length === 1 ? 'holds' : 'hold'} ids, of the table ${table} by its name, which no collection here writes: as a reference ` +
      'it would stop `schema apply` for every collection. So the ids are kept as text for now, and nobody looks whether ' +
      `their row is there. Is it ${table}, then write that collection (npm run new:collection -- ${collection} --from …) ` +
      `and make this column @Reference({ ${choices} }); another table; or is @Text() right, for nothing here is referred to?`,
  };
}

/**
 * References that were guessed from the documents and lead to tables that nobody writes become texts, with a question:
 * the workspace goes on working while it is open. Where the table was read from a target, its keys are no guesses.
 */
export function withoutUnknownTables(draft: CollectionDraft, known: KnownTables): CollectionDraft {
  const isUnknown = ({ reference }: ColumnDraft): boolean =>
    reference !== undefined && reference.table !== draft.table && !known.has(reference.table);
  const unknown = draft.catalog ? [] : draft.columns.filter(isUnknown);
  if (unknown.length === 0) return draft;
  const asked = new Set(unknown.map(({ name }) => name));
  return {
    ...draft,
    columns: draft.columns.map((column) =>
      asked.has(column.name) ? asText(column, draft.shape?.fields ?? []) : column,
    ),
    decisions: [
      ...draft.decisions,
      ...unknown.map((column) => decisionOn(column, known.collectionOf(column.reference?.table ?? ''))),
    ],
  };
}
