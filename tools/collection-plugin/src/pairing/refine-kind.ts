import type { ColumnDraft } from '../draft/collection-draft';
import type { FieldTraits } from '../inference/field-traits';
import { wordsOf } from '../names/words';

/** True for a column that is called an email, whatever stands before it. */
export const isEmailName = (name: string): boolean => wordsOf(name).at(-1) === 'email';

/** A kind that says more of a text than its type does, where the documents say more. */
export function refineKind(
  { name, kind }: ColumnDraft,
  traits: readonly FieldTraits[],
  documents: number,
): Pick<ColumnDraft, 'kind' | 'guess'> {
  const sum = (of: (traits: FieldTraits) => number): number =>
    traits.reduce((total, one) => total + of(one), 0);
  const [values, urls, emails] = [sum((one) => one.values), sum((one) => one.urls), sum((one) => one.emails)];
  if (kind === 'text' && urls > 0) {
    return {
      kind: 'url',
      guess: `a document with a url in ${urls} of ${documents} documents: the url counts`,
    };
  }
  if (kind === 'text-array' && urls > 0) {
    return {
      kind: 'url-array',
      guess: `documents with a url in ${urls} of ${documents} documents: the urls count`,
    };
  }
  if (kind === 'text' && emails > 0 && (emails === values || (isEmailName(name) && emails * 2 >= values))) {
    return {
      kind: 'email',
      guess: `an email in ${emails} of ${documents} documents: lower-cased on arrival`,
    };
  }
  return { kind };
}
