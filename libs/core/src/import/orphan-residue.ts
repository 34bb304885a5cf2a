import { pickValue } from '../collection/column-value';
import type { CollectionPlan } from '../collection/plan';
import type { RowSink } from '../ports/column-sink';
import type { ImportTarget, NulledReference } from '../ports/target';
import { parseLine } from '../values';
import { DocumentFile } from './document-file';
import type { ImportInput } from './import-inputs';
import { entriesOf, entryPath, entrySource } from './fan-out-entries';
import { type ResidueItem, writeResidueDocument } from './residue-document';

/**
 * Writes the originals of references that resolving set to null. Only the document knows what stood there (an
 * ObjectId, a string, an embedded document), so it is read again.
 */
async function* writeOrphanResidue(
  plan: CollectionPlan,
  references: AsyncIterable<NulledReference>,
  input: DocumentFile,
  sink: RowSink,
): AsyncIterable<void> {
  let line = -1;
  let document: Record<string, unknown> = {};
  for await (const reference of references) {
    if (reference.place.line !== line) {
      line = reference.place.line;
      document = parseLine((await input.read(reference.place)).toString('utf8')).document as Record<
        string,
        unknown
      >;
    }
    sink.beginRow();
    sink.text(reference.documentId);
    sink.literal(String(line));
    writeResidueDocument(sink, [originalOf(plan, reference, document)]);
    sink.endRow();
    yield;
  }
}

function originalOf(
  plan: CollectionPlan,
  { table, column, entry }: NulledReference,
  document: Record<string, unknown>,
): ResidueItem {
  const tablePlan = plan.tables.find(({ name }) => name === table)!;
  const spec = tablePlan.columns.find(({ name }) => name === column)!;
  const names = spec.source.kind === 'field' ? spec.source.names : [];
  if (entry === null || tablePlan.fanOut === undefined) {
    const { field } = pickValue(spec, names, document);
    return { path: [field], value: document[field] };
  }
  const array = document[tablePlan.fanOut.from];
  const raw = entriesOf(array)[entry];
  const source = entrySource(tablePlan, tablePlan.fanOut, raw);
  const { field } = pickValue(spec, names, source);
  const base = entryPath(tablePlan.fanOut, array, entry);
  return { path: source === raw ? [...base, field] : base, value: source[field] };
}

/** The originals of references that became null go to the residue; answers how many there are per column. */
export async function keepOrphans(
  stage: ImportTarget,
  inputs: readonly ImportInput[],
): Promise<Map<string, number>> {
  const orphans = new Map<string, number>();
  for (const { plan, file } of inputs) {
    const document = await DocumentFile.open(file.path);
    try {
      const references = counted(stage.nulledReferences(plan.name), orphans);
      await stage.addResidue(plan.name, (sink) => writeOrphanResidue(plan, references, document, sink));
    } finally {
      await document.close();
    }
  }
  return orphans;
}

async function* counted(
  references: AsyncIterable<NulledReference>,
  orphans: Map<string, number>,
): AsyncIterable<NulledReference> {
  for await (const reference of references) {
    const key = `${reference.table}.${reference.column}`;
    orphans.set(key, (orphans.get(key) ?? 0) + 1);
    yield reference;
  }
}
