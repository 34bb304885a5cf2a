import type { KeyAction } from '@etl/core';
import type { ForeignKeyRow } from '@etl/postgres';
import type { ColumnDraft, DecisionDraft } from '../draft/collection-draft';
import type { TableFacts } from './read-table';

/** The foreign keys of a table, as far as columns can be references by them. */
export interface TableKeys {
  /** Column → the key that makes it a reference. */
  readonly byColumn: ReadonlyMap<string, ForeignKeyRow>;
  readonly decisions: readonly DecisionDraft[];
  readonly notes: readonly string[];
}

/** A reference is one column that holds the id of a row in a table of the same schema. */
export function foreignKeysByColumn({
  columns,
  foreignKeys,
  indexes,
  otherConstraints,
}: TableFacts): TableKeys {
  const primaryKey = indexes.find(({ primary }) => primary)?.columns ?? [];
  const elsewhere = new Map(
    otherConstraints
      .filter(({ kind }) => kind === 'foreign')
      .map(({ name, definition }) => [name, definition]),
  );
  const byColumn = new Map<string, ForeignKeyRow>();
  const decisions: DecisionDraft[] = [];
  const notes: string[] = [];
  for (const key of foreignKeys) {
    const [column = '', ...others] = key.columns;
    const definition = elsewhere.get(key.name);
    const known = byColumn.get(column);
    if (others.length > 0) {
      notes.push(
        `The foreign key ${key.name} has several columns (${key.columns.join(', ')}): no decorator says it. A row whose parent is not there is a reject (TARGET_REFUSED).`,
      );
    } else if (primaryKey.includes(column)) {
      notes.push(
        `The primary key is a foreign key too (${key.name}, to ${key.referencedTable}): import that table first. A row whose parent is not there is a reject (TARGET_REFUSED).`,
      );
    } else if (definition !== undefined) {
      decisions.push({
        subject: column,
        question: `${key.name} leads to a table of another schema (${definition}), and a @Reference stays in its own: here the column is a plain one. Are its parents imported before, or should the table move?`,
      });
    } else if (known === undefined) {
      byColumn.set(column, key);
    } else {
      const nullable = columns.some(({ name, notNull }) => name === column && !notNull);
      const [kept, other] = isUsual(key, nullable) && !isUsual(known, nullable) ? [key, known] : [known, key];
      byColumn.set(column, kept);
      notes.push(
        `${column} has two foreign keys, ${kept.name} and ${other.name}: the entity says the first.`,
      );
    }
  }
  return { byColumn, decisions, notes };
}

const isSayable = (action: string): action is KeyAction => action === 'NO ACTION' || action === 'RESTRICT';

/** The key as `@Reference` says it: what it does where that is not the usual thing. The rest, `schema check` will not accept. */
export function referenceBy(
  { referencedTable, onDelete, onUpdate }: ForeignKeyRow,
  nullable: boolean,
): NonNullable<ColumnDraft['reference']> {
  return {
    table: referencedTable,
    ...(isSayable(onDelete) && onDelete !== usualOnDelete(nullable) ? { onDelete } : {}),
    ...(isSayable(onUpdate) ? { onUpdate } : {}),
  };
}

const usualOnDelete = (nullable: boolean): string => (nullable ? 'SET NULL' : 'RESTRICT');

/** As `@Reference` says it with nothing more. */
function isUsual({ onDelete, onUpdate }: ForeignKeyRow, nullable: boolean): boolean {
  return onDelete === usualOnDelete(nullable) && onUpdate === 'CASCADE';
}
