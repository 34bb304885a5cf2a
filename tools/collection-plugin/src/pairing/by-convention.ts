import type { ColumnDraft } from '../draft/collection-draft';
import { isEmailName } from './refine-kind';

/** `createdBy` of `createdById`, where that is a reference; else the column's own name. */
export const conventionalField = ({ name, kind }: ColumnDraft): string =>
  kind === 'reference' ? name.replace(/(?<=.)Id$/, '') : name;

/**
 * The sources of columns where no document was looked at: the field has the column's name, and a reference loses its
 * `Id` (`createdById` comes from `createdBy`), as in the collections that are there.
 */
export function byConvention(columns: readonly ColumnDraft[]): ColumnDraft[] {
  return columns.map((column) => {
    const { name, kind } = column;
    if (kind === 'id') return column;
    const field = conventionalField(column);
    if (field !== name) {
      return { ...column, from: [field], guess: `from ${field} by convention; no document was read` };
    }
    if (kind === 'text' && isEmailName(name)) {
      return {
        ...column,
        kind: 'email',
        from: [name],
        guess: 'an email by its name: lower-cased on arrival',
      };
    }
    return { ...column, from: [name] };
  });
}
