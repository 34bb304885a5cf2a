import type { CollectionDraft, ColumnKind } from '../draft/collection-draft';

/** The kinds that can be told apart in every document, the most natural first. */
const BY_PREFERENCE: readonly ColumnKind[] = [
  ...(['text', 'email', 'url', 'integer', 'timestamp', 'double', 'numeric', 'reference'] as const),
];

/** For every unique key a column whose values no two documents may share. */
export function distinctColumns({ columns, indexes }: CollectionDraft): ReadonlySet<string> {
  const distinct = new Set<string>();
  for (const { columns: names, unique } of indexes) {
    if (!unique || names.some((name) => distinct.has(name))) continue;
    const [best] = columns
      .filter(({ name, kind }) => names.includes(name) && BY_PREFERENCE.includes(kind))
      .sort((a, b) => BY_PREFERENCE.indexOf(a.kind) - BY_PREFERENCE.indexOf(b.kind));
    if (best !== undefined) distinct.add(best.name);
  }
  return distinct;
}
