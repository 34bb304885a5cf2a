import { describeDifference, type SchemaDifference } from '@etl/core';
import { PostgresTarget } from '@etl/postgres';
import type { DecisionDraft } from '../draft/collection-draft';
import { explained } from '../draft/draft-error';
import { type EntityDraft, planOf } from '../draft/drafted-entity';

/** What `schema check` will say of the generated library. */
export interface CheckedDraft {
  /** What would stop an import. */
  readonly decisions: readonly DecisionDraft[];
  /** What would not: other names, mostly. */
  readonly notes: readonly string[];
}

/** Holds the draft against the very table, by the same comparison that `schema check` and every import make. */
export async function checkDraft(target: string, draft: EntityDraft): Promise<CheckedDraft> {
  const differences = await explained(() => new PostgresTarget(target).checkSchema([planOf(draft)]));
  const columns = new Set(draft.columns.map(({ name }) => name));
  return {
    decisions: differences
      .filter(({ blocking }) => blocking)
      .map((difference) => decisionOn(difference, draft)),
    notes: differences
      // Defaults that no decorator says are decisions already, with what they change.
      .filter(({ blocking, object }) => !blocking && !columns.has(object ?? ''))
      .map(
        (difference) => `schema check will warn, and import all the same: ${describeDifference(difference)}.`,
      ),
  };
}

function decisionOn(difference: SchemaDifference, { table, columns }: EntityDraft): DecisionDraft {
  const said = `An import will stop, for ${describeDifference(difference)}.`;
  // The catalog cuts long names.
  const column = columns.find(({ name }) => `${table}_${name}_fkey`.startsWith(difference.object ?? '?'));
  if (column === undefined) {
    return { subject: difference.object ?? table, question: `${said} Change the target, or the entity.` };
  }
  const onDelete = column.reference?.onDelete ?? (column.nullable ? 'SET NULL' : 'RESTRICT');
  const onUpdate = column.reference?.onUpdate ?? 'CASCADE';
  return {
    subject: column.name,
    question:
      `${said} Change the key in the target (ON DELETE ${onDelete} ON UPDATE ${onUpdate}, to the primary key of ` +
      `${column.reference?.table ?? 'its table'}), or make the column a plain @Text(): then nobody looks for rows whose parent is gone, and the target refuses them one by one.`,
  };
}
