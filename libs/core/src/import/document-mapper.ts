import { CaptureSink } from '../collection/capture-sink';
import type { CollectionPlan, TablePlan } from '../collection/plan';
import { onlyIdOf } from '../collection/row-id';
import type { RowSink } from '../ports/column-sink';
import type { ChunkCounts, ChunkSinks, Place } from '../ports/target';
import { LineScanner } from '../scan/line-scanner';
import { ScanKind } from '../scan/scan-kind';
import type { DroppedDuplicate, ParsedLine } from '../values';
import { addCount } from './chunk-counts';
import { fieldNamesOf } from './compiled-column';
import { type DocumentId, documentIdOf } from './document-id';
import { DocumentLog } from './document-log';
import { FanOutMapper, type ParentRow } from './fan-out-mapper';
import type { Line } from './line-reader';
import { type EncodingOptions, RowEncoder } from './row-encoder';
import type { RowFailure } from './row-failure';
import { keepUnknown, type RowSource, valueOf } from './row-source';
import { writeReject, writeResidue } from './stage-rows';

/** The first of the names that are scanned for. */
const ID_FIELD = 0;

const START = { items: 0, events: 0, fields: 0 };

/**
 * Turns documents of one collection into rows of the stage, rejects and residue. One mapper serves one chunk at a
 * time; it holds no state from one document to the next but buffers.
 */
export class DocumentMapper {
  /** The digest of the document that is mapped next; null where rows get none. */
  digest: string | null = null;
  private readonly main: TablePlan;
  private readonly mainRows: RowEncoder;
  /** The counter of the main table's primary key. */
  private readonly idKey: string;
  /** The id of every row, whatever the `_id`s are, which then go to the residue. */
  private readonly onlyId: string | undefined;
  private readonly fanOuts: readonly FanOutMapper[];
  /** Top-level fields that a column or a fan-out takes, or that are left behind on purpose. */
  private readonly known: ReadonlySet<string>;
  private readonly ignored: ReadonlySet<string>;
  /** Top-level field → counter of its column, for repairs that are found before the codec. */
  private readonly columnOfField: ReadonlyMap<string, string>;
  private readonly scanner: LineScanner;
  private readonly log = new DocumentLog();
  private readonly capture = new CaptureSink();

  constructor(
    plan: CollectionPlan,
    private readonly options: EncodingOptions,
  ) {
    const [main, ...fanOuts] = plan.tables;
    this.main = main;
    this.idKey = `${main.name}.${main.columns.find(({ primaryKey }) => primaryKey)!.name}`;
    this.onlyId = onlyIdOf(main);
    this.ignored = new Set(plan.ignored);
    this.known = new Set([
      '_id',
      ...plan.ignored,
      ...fieldNamesOf(main),
      ...fanOuts.map(({ fanOut }) => fanOut!.from),
    ]);
    const scanned = [...this.known];
    this.scanner = new LineScanner(scanned);
    this.mainRows = new RowEncoder(main, options, scanned);
    this.fanOuts = fanOuts.map((table) => new FanOutMapper(table, options, scanned, this.log));
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
    if (broken !== null) {
      log.at(main.name, []);
      log.repaired([], { $binary: { base64: broken, subType: '00' } }, 'broken-utf8');
    }
    for (const duplicate of duplicates) this.noteDuplicate(duplicate);
    this.mapSource(source, documentIdOf(source, this.capture), place, sinks, counts);
  }

  /**
   * Maps the document of a line without parsing it.
   * @returns false where only the parser can tell what it is, and nothing was written
   */
  mapScanned({ bytes, start, end, place, broken }: Line, sinks: ChunkSinks, counts: ChunkCounts): boolean {
    if (broken !== null || !this.scanner.scan(bytes, start, end)) return false;
    const { line } = this.scanner;
    counts.documents += 1;
    this.log.clear();
    const named =
      line.kind[ID_FIELD] === ScanKind.ObjectId
        ? { id: line.ascii(ID_FIELD), coerced: false }
        : documentIdOf(line.pick([ID_FIELD]), this.capture);
    this.mapSource(line, named, place, sinks, counts);
    return true;
  }

  private mapSource(
    source: RowSource,
    named: DocumentId | RowFailure,
    place: Place,
    sinks: ChunkSinks,
    counts: ChunkCounts,
  ): void {
    const { log, main } = this;
    addCount(counts.read, main.name);
    const documentId = 'id' in named ? named.id : null;
    const failure = 'id' in named ? this.mapMain(named, source, place, sinks.stage(main.name)) : named;
    if (failure !== null) {
      addCount(counts.rejected, main.name);
      writeReject(sinks.rejects, main.name, documentId, place, null, failure);
    } else {
      if (this.onlyId !== undefined) log.residue(['_id'], valueOf(source, '_id', ID_FIELD));
      keepUnknown(source, this.known, [], log);
    }
    const parent: ParentRow =
      failure === null
        ? {
            documentId: documentId!,
            rowId: this.onlyId ?? documentId!,
            digest: this.digest,
            rejected: null,
          }
        : { documentId, rejected: failure.code };
    for (const fanOut of this.fanOuts) fanOut.map(source, parent, place, sinks, counts);
    if (failure !== null) return;
    log.addTo(counts);
    if (log.items.length > 0) writeResidue(sinks.residue, documentId!, place, log.items);
  }

  /** A line that holds no document. */
  rejectLine(place: Place, detail: string, sinks: ChunkSinks, counts: ChunkCounts): void {
    addCount(counts.read, this.main.name);
    addCount(counts.rejected, this.main.name);
    writeReject(sinks.rejects, this.main.name, null, place, null, {
      code: 'LINE_BROKEN',
      field: '',
      value: null,
      detail,
    });
  }

  private mapMain(
    { id, coerced }: DocumentId,
    source: RowSource,
    place: Place,
    sink: RowSink,
  ): RowFailure | null {
    const loss = this.options.onLoss === 'reject' ? this.log.repairSince(START) : null;
    if (loss !== null) return { code: 'LOSS_REFUSED', field: '', value: null, detail: loss.reason };
    const rowId = this.onlyId ?? id;
    const { digest } = this;
    const context = { documentId: id, rowId, place, entry: null, base: [], bare: false, digest };
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
}
