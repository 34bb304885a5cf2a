import { checkDraft } from './check-draft';
import { draftTable, type TableDraft } from './draft-table';
import { readTable } from './read-table';

/**
 * Reads a table and drafts its entity, with a decision on everything in which the two would differ.
 * @throws DraftError
 */
export async function draftFromCatalog(target: string, name: string, table: string): Promise<TableDraft> {
  const draft = draftTable(await readTable(target, table));
  const checked = await checkDraft(target, { name, table, ...draft });
  return {
    ...draft,
    decisions: [...draft.decisions, ...checked.decisions],
    notes: [...draft.notes, ...checked.notes],
  };
}
