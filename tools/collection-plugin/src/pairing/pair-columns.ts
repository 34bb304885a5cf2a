import type { CollectionDraft, ColumnDraft, DecisionDraft, FieldShape } from '../draft/collection-draft';
import { columnSpecOf } from '../draft/drafted-entity';
import type { Inference } from '../inference/infer-shape';
import type { Sample } from '../inference/read-sample';
import { assignFields } from './assign-fields';
import { conventionalField } from './by-convention';
import { OWN_FIELDS } from './candidates';
import { findingsOn } from './fit-findings';
import { likenessOf } from './likeness';
import { measure } from './measure';
import { nearFields } from './near-fields';
import { refineKind } from './refine-kind';

/** Columns with their sources, and what is left on both sides. */
export type PairedColumns = Pick<
  CollectionDraft,
  'columns' | 'unpairedFields' | 'unpairedColumns' | 'decisions'
> & {
  readonly notes: readonly string[];
  /** The fields of the documents, with the tables that their ids are known to point to. */
  readonly fields: readonly FieldShape[];
};

/** Pairs the columns of a table with the fields of the documents. */
export function pairColumns(
  columns: readonly ColumnDraft[],
  inference: Inference,
  sample: Sample,
): PairedColumns {
  const assignment = assignFields(columns, inference, sample);
  const paired = columns.map((column): ColumnDraft => {
    const from = assignment.fields.get(column.name);
    if (from === undefined) return column;
    const { kind, guess } = refineKind(
      column,
      from.map((field) => inference.traits.get(field)!),
      sample.read,
    );
    const why = assignment.guesses.get(column.name);
    const guesses = [why, guess].filter((one) => one !== undefined);
    return { ...column, kind, from, ...(guesses.length === 0 ? {} : { guess: guesses.join('; ') }) };
  });
  const judged = judgeColumns(paired, sample);
  const fields = withReferences(inference.fields, paired);
  const taken = new Set(paired.flatMap(({ from }) => from));
  const unpairedFields = fields.filter(({ name }) => !taken.has(name) && !OWN_FIELDS.has(name));
  const sourceless = paired.filter(({ from }) => from.length === 0);
  const asked = new Set(assignment.decisions.map(({ subject }) => subject));
  const open = sourceless.filter(({ name }) => !asked.has(name));
  const near = nearFields(open, unpairedFields, inference, sample);
  return {
    columns: paired.map((column) => assumeField(column, inference, sample)),
    fields,
    unpairedFields,
    unpairedColumns: sourceless.map(({ name }) => name),
    decisions: [
      ...(asked.size + near.size > 0 ? [] : decisionOnTable(paired, unpairedFields)),
      ...assignment.decisions,
      ...open.flatMap((column) => decisionOnSourceless(column, near.get(column.name) ?? [], sample)),
      ...judged.decisions,
    ],
    notes: [
      ...judged.notes,
      ...unpairedFields.flatMap((field) => noteOnArray(field, 'is an array that no column takes')),
    ],
  };
}

/** A rare field may be in no document of a sample: a reference would not be found under its own name. */
function assumeField(column: ColumnDraft, { traits }: Inference, { read }: Sample): ColumnDraft {
  const field = conventionalField(column);
  if (column.from.length > 0 || field === column.name || traits.has(field)) return column;
  return {
    ...column,
    from: [field],
    guess: `from ${field} by convention; it is in none of ${read} documents`,
  };
}

/** Tries every column on every document. */
export function judgeColumns(
  columns: readonly ColumnDraft[],
  sample: Sample,
): { decisions: DecisionDraft[]; notes: string[] } {
  const pairings = columns
    .filter(({ from }) => from.length > 0)
    .map((draft) => ({ draft, column: columnSpecOf(draft), fields: draft.from }));
  const fits = measure(sample, pairings);
  const findings = pairings.map(({ draft, column, fields }, index) =>
    findingsOn(column, fields, fits[index]!, { read: sample.read, settledOrder: isSettled(draft) }),
  );
  return {
    decisions: findings.flatMap(({ decisions }) => decisions),
    notes: findings.flatMap(({ notes }) => notes),
  };
}

/** `city_ref` before `city`: the newer spelling counts (values.md), so nobody need be asked. */
const isSettled = (column: ColumnDraft): boolean =>
  column.from.every((field) => ['newer', 'older'].includes(likenessOf(column, field) ?? ''));

/** What every table has, and every collection: that these pair says nothing. */
const EVERYWHERE: ReadonlySet<string> = new Set(['id', 'createdAt', 'updatedAt']);

/** A table that has nothing in common with the documents may be another one than was meant. */
function decisionOnTable(columns: readonly ColumnDraft[], fields: readonly FieldShape[]): DecisionDraft[] {
  const own = columns.filter(({ name, kind }) => kind !== 'id' && !EVERYWHERE.has(name));
  if (own.length < 2 || fields.length < 2 || own.some(({ from }) => from.length > 0)) return [];
  return [
    {
      subject: 'the table',
      question: `None of its ${own.length} columns besides the id and the dates has a field, and ${fields.length} fields of the documents have no column: is it the right table (--table, --target), and are these its documents (--from)?`,
    },
  ];
}

function decisionOnSourceless(
  { name, nullable, default: value, kind }: ColumnDraft,
  near: readonly string[],
  { read }: Sample,
): DecisionDraft[] {
  const fields = near.join(', ');
  if (nullable || value !== undefined || kind === 'text-array') {
    if (near.length === 0) return [];
    const otherwise = value === undefined ? 'nothing' : `the default, ${String(value)}`;
    return [
      {
        subject: name,
        question: `No field has its name, so every row will have ${otherwise} there; but ${fields} has no column, shares a word with it, and its values fit. Is it the same thing (from: …), or another?`,
      },
    ];
  }
  const perhaps = near.length === 0 ? '' : `; ${fields} shares a word with it, and its values fit`;
  return [
    {
      subject: name,
      question: `No field of the ${read} documents has its name, and the column takes no null and has no default that the import knows: every document would be a reject. Which field is it (from${perhaps}), or should the target have a default or take null?`,
    },
  ];
}

export function withReferences(fields: readonly FieldShape[], columns: readonly ColumnDraft[]): FieldShape[] {
  const tables = new Map(
    columns.flatMap(({ from, reference }) =>
      reference === undefined ? [] : from.map((field) => [field, reference.table] as const),
    ),
  );
  return fields.map((field) => {
    const table = tables.get(field.name);
    return table === undefined ? field : { ...field, refersTo: table };
  });
}

/** An array of documents or ids may be a table of its own. */
export function noteOnArray({ name, items }: FieldShape, what: string): string[] {
  const types = items?.element.types.map(({ type }) => type) ?? [];
  if (!types.includes('document') && !types.includes('objectId')) return [];
  const ids = types.length === 1 && types[0] === 'objectId' ? '@TextArray takes the ids as texts, and ' : '';
  return [
    `${name} ${what}; ${ids}a table of its own could take its entries as rows (@FanOut: libs/collections/users has two).`,
  ];
}
