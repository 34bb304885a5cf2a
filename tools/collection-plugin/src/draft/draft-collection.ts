import { draftFromCatalog } from '../catalog/draft-from-catalog';
import type { TableDraft } from '../catalog/draft-table';
import { type Inference, inferShape } from '../inference/infer-shape';
import { readSample, type Sample } from '../inference/read-sample';
import { byConvention } from '../pairing/by-convention';
import { pairColumns } from '../pairing/pair-columns';
import { proposeColumns } from '../proposal/propose-columns';
import type { CollectionDraft } from './collection-draft';
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
  const inference = await inferShape(sample);
  return found === undefined
    ? fromSample(name, table, inference, sample)
    : fromBoth(name, table, found, inference, sample);
}

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

function fromSample(name: string, table: string, inference: Inference, sample: Sample): CollectionDraft {
  const { columns, unpairedFields, decisions, fields, notes } = proposeColumns(inference, sample);
  return {
    name,
    table,
    columns,
    indexes: [],
    unpairedFields,
    unpairedColumns: [],
    decisions,
    notes: [...sample.notes, ...inference.notes, ...notes],
    shape: { fields },
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
    decisions: [...found.decisions, ...decisions],
    notes: [...sample.notes, ...inference.notes, ...found.notes, ...notes],
    shape: { fields },
    evidence: { documents: sample.total, read: sample.read },
    catalog: true,
  };
}
