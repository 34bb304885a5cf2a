import { draftFromCatalog } from '../catalog/draft-from-catalog';
import type { TableDraft } from '../catalog/draft-table';
import { type Inference, inferShape } from '../inference/infer-shape';
import { readSample, type Sample } from '../inference/read-sample';
import { byConvention } from '../pairing/by-convention';
import { likenessOf } from '../pairing/likeness';
import { pairColumns } from '../pairing/pair-columns';
import { proposeColumns } from '../proposal/propose-columns';
import type { CollectionDraft, FieldShape } from './collection-draft';
import { SKELETON } from './skeleton';

export interface DraftOptions {
  /** Kebab-case. */
  readonly name: string;
  readonly table: string;
  /** A file of documents of the source. */
  readonly from?: string;
  /** URI of the database that has the table. */
  readonly target?: string;
}

/**
 * Learns of a collection what the table, the documents, or both say; with neither it is the least that a collection has.
 * Nothing is written, and no value of a document is in the draft.
 * @throws DraftError whose message says what is wrong and what to do
 */
export async function draftCollection({ name, table, from, target }: DraftOptions): Promise<CollectionDraft> {
  const found = target === undefined ? undefined : await draftFromCatalog(target, name, table);
  const sample = from === undefined ? undefined : await readSample(from);
  if (sample === undefined) return withoutSample(name, table, found);
  const inference = await inferShape(sample, (field) => isNamedInTable(field, found));
  return found === undefined
    ? fromSample(name, table, inference, sample)
    : fromBoth(name, table, found, inference, sample);
}

/** A name of a person may be a slip away from a column's: that says nothing. */
const isNamedInTable = (field: string, found: TableDraft | undefined): boolean =>
  (found?.columns ?? []).some((column) => {
    const likeness = likenessOf(column, field);
    return likeness !== undefined && likeness !== 'slip';
  });

function withoutSample(name: string, table: string, found: TableDraft | undefined): CollectionDraft {
  return {
    name,
    table,
    columns: found === undefined ? SKELETON : byConvention(found.columns),
    indexes: found?.indexes ?? [],
    unpairedFields: [],
    unpairedColumns: [],
    decisions: found?.decisions ?? [],
    notes: found?.notes ?? [],
    catalog: found !== undefined,
  };
}

const shapeOf = (
  fields: readonly FieldShape[],
  { values }: Inference,
): NonNullable<CollectionDraft['shape']> => ({ fields, ...(values === undefined ? {} : { values }) });

function fromSample(name: string, table: string, inference: Inference, sample: Sample): CollectionDraft {
  const { columns, unpairedFields, decisions, fields, notes } = proposeColumns(inference, sample);
  return {
    name,
    table,
    columns,
    indexes: [],
    unpairedFields,
    unpairedColumns: [],
    decisions: [...inference.decisions, ...decisions],
    notes: [...sample.notes, ...inference.notes, ...notes],
    shape: shapeOf(fields, inference),
    evidence: { documents: sample.total, read: sample.read },
    catalog: false,
  };
}

function fromBoth(
  name: string,
  table: string,
  found: TableDraft,
  inference: Inference,
  sample: Sample,
): CollectionDraft {
  const { columns, unpairedFields, unpairedColumns, decisions, fields, notes } = pairColumns(
    found.columns,
    inference,
    sample,
  );
  return {
    name,
    table,
    columns,
    indexes: found.indexes,
    unpairedFields,
    unpairedColumns,
    decisions: [...found.decisions, ...inference.decisions, ...decisions],
    notes: [...sample.notes, ...inference.notes, ...found.notes, ...notes],
    shape: shapeOf(fields, inference),
    evidence: { documents: sample.total, read: sample.read },
    catalog: true,
  };
}
