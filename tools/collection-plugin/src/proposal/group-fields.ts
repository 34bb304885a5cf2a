import type { FieldShape } from '../draft/collection-draft';
import type { FieldTraits } from '../inference/field-traits';
import type { Inference } from '../inference/infer-shape';
import { camelCase, wordsOf } from '../names/words';
import { OWN_FIELDS } from '../pairing/candidates';
import { isMark } from '../pairing/likeness';

/** Fields that are one column: spellings of one name, newest first. */
export interface FieldGroup {
  readonly column: string;
  /** The words of what a reference refers to; undefined for other columns. */
  readonly refersTo?: readonly string[];
  readonly fields: readonly FieldShape[];
}

/** Fields in fewer documents than one in so many stay residue: nobody wants a column for each slip of ten years. */
const RARE = 100;

export interface GroupedFields {
  readonly groups: readonly FieldGroup[];
  /** Fields that get no column, or one of another name, with the reason as a sentence. */
  readonly notes: readonly string[];
}

/** Sorts the fields of a sample by the columns that they will be. */
export function groupFields(
  { fields, traits }: Pick<Inference, 'fields' | 'traits'>,
  documents: number,
): GroupedFields {
  const groups = new Map<string, { refersTo?: readonly string[]; fields: FieldShape[] }>();
  const nameless: string[] = [];
  const rare: string[] = [];
  const renamed: string[] = [];
  const names = new Set(fields.map(({ name }) => camelCase(wordsOf(name))));
  for (const field of fields) {
    if (OWN_FIELDS.has(field.name)) continue;
    const { column: named, refersTo } = columnOf(field, traits.get(field.name)!, names);
    const column = named in {} ? `${named}Field` : named;
    if (column !== named)
      renamed.push(`${field.name} becomes the column ${column}: no class can have a property ${named}.`);
    if (column === '' || column === 'id') nameless.push(field.name);
    else if (field.presence * RARE < 1 && documents >= RARE) rare.push(field.name);
    else {
      const group = groups.get(column) ?? { fields: [] };
      // A city of text and a city_ref of ids: what refers is the reference, whichever comes first.
      if (refersTo !== undefined) group.refersTo = refersTo;
      group.fields.push(field);
      groups.set(column, group);
    }
  }
  const notes = [
    ...renamed,
    ...nameless.map(
      (name) =>
        `${name} gets no column: its name is that of the primary key, or has no letter. It will be residue.`,
    ),
    ...(rare.length === 0
      ? []
      : [
          `In fewer than one of ${RARE} documents, and so without a column (they will be residue): ${rare.join(', ')}.`,
        ]),
  ];
  return {
    groups: [...groups].map(([column, { refersTo, fields: spellings }]) => ({
      column,
      ...(refersTo === undefined ? {} : { refersTo }),
      fields: newestFirst(column, spellings),
    })),
    notes,
  };
}

/** What mongoose calls `refPath`: the kind of thing that an id beside it means. */
const KIND_WORDS = ['type', 'kind', 'model'] as const;

function columnOf(
  field: FieldShape,
  { ids, values }: FieldTraits,
  names: ReadonlySet<string>,
): { column: string; refersTo?: readonly string[] } {
  const words = wordsOf(field.name);
  const isArray = field.types.some(({ type, share }) => type === 'array' && share > 0.5);
  const stem = words.length > 1 && isMark(words.at(-1)!) ? words.slice(0, -1) : words;
  const ofSeveralTables = KIND_WORDS.some((word) => names.has(camelCase([...stem, word])));
  // Names would do for ids, so nearly all have to be some that nobody would call a name.
  if (ids === 0 || ids * 10 < values * 9 || isArray || ofSeveralTables) return { column: camelCase(words) };
  return { column: camelCase([...stem, 'id']), refersTo: stem };
}

/** The name of the column itself, then marked ones (`city_ref`), then the others. */
function newestFirst(column: string, fields: readonly FieldShape[]): FieldShape[] {
  const age = ({ name }: FieldShape): number => {
    if (name === column) return 0;
    return isMark(wordsOf(name).at(-1) ?? '') ? 1 : 2;
  };
  return [...fields].sort((a, b) => age(a) - age(b));
}
