import { CaptureSink } from '../collection/capture-sink';
import { type FanOutSpec } from '../collection/column-spec';
import { type CollectionPlan, type TablePlan } from '../collection/plan';
import { onlyIdOf } from '../collection/row-id';
import { idCodec } from '../codecs';
import { IGNORED_NOTES } from '../codecs/ignored-notes';
import type { RowSink } from '../ports/column-sink';
import type { ChunkCounts, ChunkSinks, Place, RejectCode } from '../ports/target';
import { type DroppedDuplicate, isMissing, type ParsedLine } from '../values';
import { DocumentLog } from './document-log';
import { entriesOf, entryPath, entrySource } from './fan-out-entries';
import { residueDocument } from './residue-document';
import { type EncodingOptions, quoteValue, RowEncoder, type RowFailure } from './row-encoder';

/** The counts of a chunk before its first document. */
export function emptyCounts(): ChunkCounts {
  return {
    documents: 0,
    read: {},
    rejected: {},
    coerced: {},
    defaulted: {},
    repaired: {},
    warned: {},
    residue: {},
  };
}

interface FanOut {
  readonly table: TablePlan;
  readonly spec: FanOutSpec;
  readonly rows: RowEncoder;
  /** The fields of an entry that a column takes. */
  readonly fields: ReadonlySet<string>;
}

/** The name of a document's row in the target, and whether `_id` was another type of value than an id. */
export interface DocumentId {
  readonly id: string;
  readonly coerced: boolean;
}

/** The id of a document, from its `_id`; or why it has none. */
export function documentIdOf(
  document: Readonly<Record<string, unknown>>,
  capture: CaptureSink,
): DocumentId | RowFailure {
  const id = Object.hasOwn(document, '_id') ? document['_id'] : undefined;
  if (isMissing(id) || id === null)
    return { code: 'ID_INVALID', field: '_id', value: null, detail: 'missing' };
  const outcome = idCodec.encode(id, capture, IGNORED_NOTES);
  if (typeof outcome === 'string') return { id: capture.value!, coerced: outcome === 'coerced' };
  return { code: 'ID_INVALID', field: '_id', value: quoteValue(id), detail: outcome.unfit };
}

const START = { items: 0, events: 0, fields: 0 };

/**
 * Turns documents of one collection into rows of the stage, rejects and residue. One mapper serves one chunk at a
 * time; it holds no state from one document to the next but buffers.
 */
export class DocumentMapper {
  private readonly main: TablePlan;
  private readonly mainRows: RowEncoder;
  /** The counter of the main table's primary key. */
  private readonly idKey: string;
  /** The id of every row, whatever the `_id`s are, which then go to the residue. */
  private readonly onlyId: string | undefined;
  private readonly fanOuts: readonly FanOut[];
  /** Top-level fields that a column or a fan-out takes, or that are left behind on purpose. */
  private readonly known: ReadonlySet<string>;
  private readonly ignored: ReadonlySet<string>;
  /** Top-level field → counter of its column, for repairs that are found before the codec. */
  private readonly columnOfField: ReadonlyMap<string, string>;
  private readonly log = new DocumentLog();
  private readonly capture = new CaptureSink();

  constructor(
    plan: CollectionPlan,
    private readonly options: EncodingOptions,
  ) {
    const [main, ...fanOuts] = plan.tables;
    this.main = main;
    this.mainRows = new RowEncoder(main, options);
    this.idKey = `${main.name}.${main.columns.find(({ primaryKey }) => primaryKey)!.name}`;
    this.onlyId = onlyIdOf(main);
    this.fanOuts = fanOuts.map((table) => ({
      table,
      spec: table.fanOut!,
      rows: new RowEncoder(table, options),
      fields: new Set(fieldsOf(table)),
    }));
    this.ignored = new Set(plan.ignored);
    this.known = new Set([
      '_id',
      ...plan.ignored,
      ...fieldsOf(main),
      ...this.fanOuts.map(({ spec }) => spec.from),
    ]);
    this.columnOfField = new Map(
      main.columns.flatMap(({ source, name }) =>
        source.kind === 'field' ? source.names.map((field) => [field, `${main.name}.${name}`] as const) : [],
      ),
    );
  }

  /**
   * Maps one document. Exactly one row of the main table or one reject comes of it, and one of each entry.
   * `broken` is the line in base64 where it was not UTF-8.
   */
  map(
    { document, duplicates }: ParsedLine,
    place: Place,
    broken: string | null,
    sinks: ChunkSinks,
    counts: ChunkCounts,
  ): void {
    counts.documents += 1;
    if (typeof document !== 'object' || document === null || Array.isArray(document)) {
      this.rejectLine(place, 'the line is not a JSON object', sinks, counts);
      return;
    }
    const source = document as Readonly<Record<string, unknown>>;
    const { log, main } = this;
    log.clear();
    add(counts.read, main.name, 1);
    const named = documentIdOf(source, this.capture);
    const documentId = 'id' in named ? named.id : null;
    if (broken !== null) {
      log.at(main.name, []);
      log.repaired([], { $binary: { base64: broken, subType: '00' } }, 'broken-utf8');
    }
    for (const duplicate of duplicates) this.noteDuplicate(duplicate);
    const failure = 'id' in named ? this.mapMain(named, source, place, sinks.stage(main.name)) : named;
    if (failure !== null) {
      add(counts.rejected, main.name, 1);
      writeReject(sinks.rejects, main.name, documentId, place, null, failure);
    } else {
      if (this.onlyId !== undefined) log.residue(['_id'], source['_id']);
      for (const field of Object.keys(source)) {
        if (!this.known.has(field)) log.residue([field], source[field]);
      }
    }
    for (const fanOut of this.fanOuts) {
      const value = source[fanOut.spec.from];
      this.mapEntries(fanOut, value, documentId, failure, place, sinks, counts);
    }
    if (failure !== null) return;
    log.addTo(counts);
    if (log.items.length > 0) writeResidue(sinks.residue, documentId!, place, log);
  }

  /** A line that holds no document. */
  rejectLine(place: Place, detail: string, sinks: ChunkSinks, counts: ChunkCounts): void {
    add(counts.read, this.main.name, 1);
    add(counts.rejected, this.main.name, 1);
    writeReject(sinks.rejects, this.main.name, null, place, null, {
      code: 'LINE_BROKEN',
      field: '',
      value: null,
      detail,
    });
  }

  private mapMain(
    { id, coerced }: DocumentId,
    source: Readonly<Record<string, unknown>>,
    place: Place,
    sink: RowSink,
  ): RowFailure | null {
    const loss = this.options.onLoss === 'reject' ? this.log.repairSince(START) : null;
    if (loss !== null) return { code: 'LOSS_REFUSED', field: '', value: null, detail: loss.reason };
    const rowId = this.onlyId ?? id;
    const context = { documentId: id, rowId, place, entry: null, base: [], bare: false };
    const failure = this.mainRows.encode(source, context, sink, this.log);
    if (failure === null && coerced && this.onlyId === undefined) {
      this.log.at(this.idKey, []);
      this.log.coerced();
    }
    return failure;
  }

  /** A key twice in one object: the last counts, the others are kept. Of a whole field that is no repair of its value. */
  private noteDuplicate({ path, value, ofField }: DroppedDuplicate): void {
    const field = String(path[0]);
    if (this.ignored.has(field)) return;
    const column = this.columnOfField.get(field);
    this.log.at(column ?? `${this.main.name}.${field}`, []);
    if (column === undefined || ofField) this.log.residue(path, value);
    else this.log.repaired(path, value, 'duplicate-key');
  }

  private mapEntries(
    { table, spec, rows, fields }: FanOut,
    array: unknown,
    documentId: string | null,
    parentFailure: RowFailure | null,
    place: Place,
    sinks: ChunkSinks,
    counts: ChunkCounts,
  ): void {
    const entries = entriesOf(array);
    if (entries.length === 0) return;
    add(counts.read, table.name, entries.length);
    const sink = sinks.stage(table.name);
    entries.forEach((value, entry) => {
      let failure: RowFailure | null;
      if (parentFailure !== null || documentId === null) {
        failure = {
          code: 'DOCUMENT_REJECTED',
          field: spec.from,
          value: null,
          detail: parentFailure?.code ?? null,
        };
      } else {
        const base = entryPath(spec, array, entry);
        const source = entrySource(table, spec, value);
        const bare = source !== value;
        const rowId = this.onlyId ?? documentId;
        failure = rows.encode(source, { documentId, rowId, place, entry, base, bare }, sink, this.log);
        if (failure === null) {
          for (const field of Object.keys(source)) {
            if (!fields.has(field)) this.log.residue([...base, field], source[field]);
          }
        }
      }
      if (failure !== null) {
        add(counts.rejected, table.name, 1);
        writeReject(sinks.rejects, table.name, documentId, place, entry, failure);
      }
    });
  }
}

function fieldsOf(table: TablePlan): string[] {
  return table.columns.flatMap(({ source }) => (source.kind === 'field' ? [...source.names] : []));
}

function add(counts: Record<string, number>, key: string, by: number): void {
  counts[key] = (counts[key] ?? 0) + by;
}

function writeResidue(sink: RowSink, documentId: string, place: Place, log: DocumentLog): void {
  sink.beginRow();
  sink.text(documentId);
  sink.literal(String(place.line));
  sink.text(residueDocument(log.items));
  sink.endRow();
}

function writeReject(
  sink: RowSink,
  table: string,
  documentId: string | null,
  place: Place,
  entry: number | null,
  failure: { code: RejectCode; field: string; value: string | null; detail: string | null },
): void {
  const nullable = (value: string | null): void =>
    value === null ? sink.null() : sink.text(storable(value));
  sink.beginRow();
  sink.text(table);
  nullable(documentId);
  sink.literal(String(place.line));
  sink.literal(String(place.offset));
  sink.literal(String(place.length));
  if (entry === null) sink.null();
  else sink.literal(String(entry));
  sink.literal(failure.code);
  nullable(failure.field === '' ? null : failure.field);
  nullable(failure.value);
  nullable(failure.detail);
  sink.endRow();
}

/** A quoted value may be cut inside a surrogate pair, and a message may quote anything. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
