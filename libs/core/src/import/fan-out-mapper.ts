import type { FanOutSpec } from '../collection/column-spec';
import type { TablePlan } from '../collection/plan';
import type { ChunkCounts, ChunkSinks, Place, RejectCode } from '../ports/target';
import { addCount } from './chunk-counts';
import { fieldNamesOf } from './compiled-column';
import type { DocumentLog } from './document-log';
import { EntryReader } from './entry-reader';
import { type EncodingOptions, RowEncoder } from './row-encoder';
import type { RowFailure } from './row-failure';
import { keepUnknown, type RowSource } from './row-source';
import { writeReject } from './stage-rows';

/** The document that entries belong to: its row, or why it has none. */
export type ParentRow =
  | {
      readonly documentId: string;
      readonly rowId: string;
      readonly digest: string | null;
      readonly rejected: null;
    }
  | { readonly documentId: string | null; readonly rejected: RejectCode };

/** Turns the entries of one array of a document into rows of their own table. */
export class FanOutMapper {
  private readonly spec: FanOutSpec;
  private readonly rows: RowEncoder;
  private readonly entries: EntryReader;
  /** The field of the array in a line that was scanned. */
  private readonly field: number;
  /** The fields of an entry that a column takes. */
  private readonly known: ReadonlySet<string>;

  /** `scanned`: the names of the fields of the lines that are scanned. */
  constructor(
    private readonly table: TablePlan,
    options: EncodingOptions,
    scanned: readonly string[],
    private readonly log: DocumentLog,
  ) {
    this.spec = table.fanOut!;
    this.known = new Set(fieldNamesOf(table));
    const names = [...this.known];
    this.rows = new RowEncoder(table, options, names);
    this.entries = new EntryReader(table, this.spec, names);
    this.field = scanned.indexOf(this.spec.from);
  }

  /** Exactly one row or one reject comes of each entry; of a document that was rejected, rejects only. */
  map(document: RowSource, parent: ParentRow, place: Place, sinks: ChunkSinks, counts: ChunkCounts): void {
    const { entries, table } = this;
    for (entries.open(document, this.field); entries.next();) {
      addCount(counts.read, table.name);
      const failure = this.mapEntry(parent, place, sinks);
      if (failure === null) continue;
      addCount(counts.rejected, table.name);
      writeReject(sinks.rejects, table.name, parent.documentId, place, entries.entry, failure);
    }
  }

  private mapEntry(parent: ParentRow, place: Place, sinks: ChunkSinks): RowFailure | null {
    if (parent.rejected !== null)
      return { code: 'DOCUMENT_REJECTED', field: this.spec.from, value: null, detail: parent.rejected };
    const { entry, source, bare, path: base } = this.entries;
    const { documentId, rowId, digest } = parent;
    const context = { documentId, rowId, place, entry, base, bare, digest };
    const failure = this.rows.encode(source, context, sinks.stage(this.table.name), this.log);
    if (failure === null) keepUnknown(source, this.known, base, this.log);
    return failure;
  }
}
