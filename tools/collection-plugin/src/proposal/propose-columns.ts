import type { CollectionDraft, ColumnDraft, DecisionDraft, FieldShape } from '../draft/collection-draft';
import { columnSpecOf } from '../draft/drafted-entity';
import { MOST_VARIETY } from '../inference/field-traits';
import type { Inference } from '../inference/infer-shape';
import type { Sample } from '../inference/read-sample';
import { singularWords } from '../names/nouns';
import { pascalCase } from '../names/words';
import { OWN_FIELDS } from '../pairing/candidates';
import { type Fit, measure } from '../pairing/measure';
import { judgeColumns, noteOnArray, withReferences } from '../pairing/pair-columns';
import { type FieldGroup, groupFields } from './group-fields';
import { isMomentName, kindOfField } from './kind-of-field';

/** What a table for these documents could be. */
export type ProposedColumns = Pick<CollectionDraft, 'columns' | 'unpairedFields' | 'decisions'> & {
  readonly notes: readonly string[];
  readonly fields: readonly FieldShape[];
};

/** Where more values than one in so many do not fit a kind, they are of no kind. */
const MIXED = 10;
/** What stands in the place of a noun (`createdBy`, `assignedTo`) does not say what it refers to. */
const NO_NOUN: ReadonlySet<string> = new Set(['by', 'to', 'from', 'for', 'with', 'of', 'in', 'parent']);
/** Who did something, most often. */
const SOMEBODY = 'User';

/** Proposes the columns of a table from the documents alone: every kind is a guess. */
export function proposeColumns(inference: Inference, sample: Sample): ProposedColumns {
  const { groups, notes } = groupFields(inference, sample.read);
  const drafts = groups.map((group) => ({ group, ...draftOf(group, inference, sample) }));
  const fits = measure(
    sample,
    drafts.map(({ column }) => ({
      column: columnSpecOf({ ...column, nullable: true }),
      fields: column.from,
    })),
  );
  const columns = drafts.map(({ column }, index) => settled(column, fits[index]!));
  const all: ColumnDraft[] = [
    { name: 'id', kind: 'id', nullable: false, from: ['_id'] },
    ...datesLast(columns),
  ];
  const judged = judgeColumns(all, sample);
  const taken = new Set(all.flatMap(({ from }) => from));
  const fields = withReferences(inference.fields, all);
  return {
    columns: all,
    fields,
    unpairedFields: fields.filter(({ name }) => !taken.has(name) && !OWN_FIELDS.has(name)),
    decisions: [...drafts.flatMap(({ decisions }) => decisions), ...judged.decisions],
    notes: [
      ...notes,
      ...columns.flatMap((column) => suggestions(column, inference, sample)),
      ...judged.notes,
    ],
  };
}

function draftOf(
  { column, refersTo, fields }: FieldGroup,
  { traits }: Inference,
  { read }: Sample,
): { column: ColumnDraft; decisions: DecisionDraft[] } {
  const from = fields.map(({ name }) => name);
  const ids = fields.reduce((sum, { name }) => sum + traits.get(name)!.ids, 0);
  if (refersTo !== undefined) {
    const telling = !NO_NOUN.has(refersTo.at(-1)!);
    const table = telling ? pascalCase(singularWords(refersTo)) : SOMEBODY;
    const guess = `ids in ${ids} of ${read} documents; the table by the name`;
    const question = `${from[0]!} holds ids, and its name does not say of what. ${SOMEBODY} is assumed: which table is it?`;
    return {
      column: { name: column, kind: 'reference', nullable: false, from, reference: { table }, guess },
      decisions: telling ? [] : [{ subject: column, question }],
    };
  }
  const [main] = [...fields].sort((a, b) => b.presence - a.presence);
  const proposed = kindOfField(main!, traits.get(main!.name)!, read);
  const isUnknown = main!.types.every(({ type }) => type === 'null');
  return {
    column: { name: column, nullable: false, from, ...proposed },
    decisions: isUnknown
      ? [{ subject: column, question: `${main!.name} is null in all ${read} documents: of what type is it?` }]
      : [],
  };
}

/** Null where documents have none; jsonb where the values are of no one kind; the dates that every table has. */
function settled(column: ColumnDraft, { values, nulls, missing, unfit }: Fit): ColumnDraft {
  if (unfit * MIXED > values) {
    const guess = `${column.guess!}, but ${unfit} of ${values} values are of another type`;
    const { reference: _reference, numeric: _numeric, ...rest } = column;
    return { ...rest, kind: 'jsonb', nullable: nulls + missing > 0, guess };
  }
  if (column.name === 'createdAt' && column.kind === 'timestamp' && unfit === 0)
    return { ...column, default: 'now' };
  // A text array takes null as its decorator has it.
  const nullable = column.kind === 'text-array' || column.kind === 'url-array' || nulls + missing + unfit > 0;
  return { ...column, nullable };
}

/** At the end, as in the tables that are there. */
function datesLast(columns: readonly ColumnDraft[]): ColumnDraft[] {
  const place = ({ name }: ColumnDraft): number => ['createdAt', 'updatedAt'].indexOf(name);
  return [...columns].sort((a, b) => place(a) - place(b));
}

/** Seconds since 1970 of the years from 2001 to 2065. */
const SECONDS = { min: 1e9, max: 3e9 };

/** What the values look like, though the column's type does not say it. */
function hintsOn({ name, kind }: ColumnDraft, { range, types, format }: FieldShape): string[] {
  if (kind === 'text' && format === 'number')
    return [
      `${name}: every text is a number: @Integer, @Double or @Numeric may be meant, which take such texts.`,
    ];
  const isNumber = kind === 'integer' || kind === 'double' || kind === 'numeric';
  if (
    isNumber &&
    isMomentName(name) &&
    range !== undefined &&
    range.min >= SECONDS.min &&
    range.max <= SECONDS.max
  )
    return [
      `${name}: its numbers are as large as the seconds since 1970 of our time: no decorator reads a @Timestamp of them, a codec of your own would.`,
    ];
  const kinds = types.filter(({ type }) => type !== 'null');
  if (kind !== 'jsonb' || kinds.length < 2) return [];
  const shares = kinds
    .map(({ type, share }) => `${type} ${Math.max(1, Math.round(share * 100))} %`)
    .join(', ');
  return [
    `${name} holds values of ${kinds.length} types (${shares}), and is jsonb so that none is lost: with a column of one type, the values of the others would be null or rejects.`,
  ];
}

/** What a table could say beyond its columns. */
function suggestions(column: ColumnDraft, { fields, traits }: Inference, { read }: Sample): string[] {
  const { name, kind, from } = column;
  const field = fields.find((one) => one.name === from[0])!;
  const hints = hintsOn(column, field);
  if (hints.length > 0) return hints;
  const { values, variety } = traits.get(field.name)!;
  const isKey = field.distinct && (field.format === 'slug' || field.format === 'email');
  if (isKey && values >= MOST_VARIETY) {
    return [`${name}: no value comes twice in ${read} documents: a @UniqueKey may be meant.`];
  }
  if (kind === 'text' && variety !== undefined && variety > 1 && variety * 10 <= values) {
    return [
      `${name}: ${variety} different texts in ${values} documents: an enum of the target may be meant (@EnumOf); its values are not kept here.`,
    ];
  }
  return kind === 'jsonb' ? noteOnArray(field, 'is an array that is kept whole') : [];
}
