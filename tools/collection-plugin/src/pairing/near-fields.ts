import type { ColumnDraft, FieldShape } from '../draft/collection-draft';
import { columnSpecOf } from '../draft/drafted-entity';
import type { Inference } from '../inference/infer-shape';
import type { Sample } from '../inference/read-sample';
import { singularWords } from '../names/nouns';
import { wordsOf } from '../names/words';
import { holdsIds } from './candidates';
import { measure } from './measure';

/** Words of so many names that sharing them says nothing. */
const COMMON: ReadonlySet<string> = new Set(
  'at by count date for from has id in is name new no number of old on ref the time to total type value with'.split(
    ' ',
  ),
);

const tellingWords = (name: string): string[] =>
  wordsOf(name)
    .flatMap((word) => singularWords([word]))
    .filter((word) => !COMMON.has(word));

/** True where all that one name tells, the other tells too: `durationMinutes` and `minutes`, `roomNumber` and `room`. */
function isNear(column: string, field: string): boolean {
  const [a, b] = [tellingWords(column), tellingWords(field)];
  const [fewer, more] = a.length < b.length ? [a, b] : [b, a];
  return fewer.length > 0 && fewer.every((word) => more.includes(word));
}

/** Structures fit in every jsonb, and only they are meant there. */
const isStructure = ({ types }: FieldShape): boolean =>
  types[0]?.type === 'document' || types[0]?.type === 'array';

/** For columns without a field: the fields without a column whose names share words with theirs, and whose values fit. */
export function nearFields(
  columns: readonly ColumnDraft[],
  fields: readonly FieldShape[],
  { traits }: Pick<Inference, 'traits'>,
  sample: Sample,
): ReadonlyMap<string, readonly string[]> {
  const pairs = columns.flatMap((column) =>
    fields
      .filter(({ name }) => isNear(column.name, name))
      .filter((field) => (column.kind === 'jsonb') === isStructure(field) || column.kind.endsWith('array'))
      .filter(({ name }) => column.kind !== 'reference' || holdsIds(traits.get(name)!))
      .map(({ name }) => ({ name: column.name, column: columnSpecOf(column), fields: [name] })),
  );
  const fits = measure(sample, pairs);
  const near = new Map<string, string[]>();
  for (const [index, { name, fields: field }] of pairs.entries()) {
    const { values, unfit } = fits[index]!;
    if (values > 0 && unfit === 0) near.set(name, [...(near.get(name) ?? []), ...field]);
  }
  return near;
}
