import type { ColumnDraft, FieldShape } from '../draft/collection-draft';
import type { FieldTraits } from '../inference/field-traits';
import type { Inference } from '../inference/infer-shape';
import { bySureness, isGuess, type Likeness, likenessOf } from './likeness';

/** A field that may be the source of a column. */
export interface Candidate {
  readonly field: string;
  readonly likeness: Likeness;
}

/** Fields that are no column's: the id has its own, and mongoose's version has no meaning. */
export const OWN_FIELDS: ReadonlySet<string> = new Set(['_id', '__v']);

/** True where most values are ids, so that a column may refer to something by them. */
export const holdsIds = ({ ids, values }: FieldTraits): boolean => ids * 2 >= values;

/** The fields whose names are like that of a column, and whose values can be what it says; surest first. */
export function candidatesFor(
  column: ColumnDraft,
  { fields, traits }: Pick<Inference, 'fields' | 'traits'>,
): Candidate[] {
  if (column.kind === 'id') return [];
  return fields
    .filter(({ name }) => !OWN_FIELDS.has(name))
    .flatMap(({ name }: FieldShape): Candidate[] => {
      const likeness = likenessOf(column, name);
      if (likeness === undefined) return [];
      // A city's name is not the city, though a text would do for an id. Ids in arrays are told by their name.
      const needsIds =
        likeness === 'newer' || likeness === 'older' || (column.kind === 'reference' && isGuess(likeness));
      const array = column.kind === 'text-array' || column.kind === 'jsonb';
      return needsIds && !array && !holdsIds(traits.get(name)!) ? [] : [{ field: name, likeness }];
    })
    .sort((a, b) => bySureness(a.likeness, b.likeness));
}
