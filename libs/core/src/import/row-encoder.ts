import type { PathStep } from '../codecs/codec';
import { CaptureSink } from '../collection/capture-sink';
import type { ColumnSpec } from '../collection/column-spec';
import { pickValue } from '../collection/column-value';
import type { TablePlan } from '../collection/plan';
import type { WarningCheck } from '../collection/warning-checks';
import type { ColumnSink, CopySink, RowSink } from '../ports/column-sink';
import type { Place } from '../ports/target';
import { ScanKind } from '../scan/scan-kind';
import { ScannedLine } from '../scan/scanned-line';
import { ColumnTexts } from './column-texts';
import { type CompiledColumn, compileColumns, onlyField } from './compiled-column';
import type { DocumentLog } from './document-log';
import type { LossMode } from './loss-mode';
import { quoteValue, type RowFailure, summarize } from './row-failure';
import type { RowSource } from './row-source';
import { writeDefault } from './write-default';

/** What a row needs beside its own fields. */
export interface RowContext {
  readonly documentId: string;
  /** The id of the document's row in the main table. */
  readonly rowId: string;
  readonly place: Place;
  readonly entry: number | null;
  /** The path of the row's source in the document: empty, or the array's field and the index. */
  readonly base: readonly PathStep[];
  /** True where the source is a bare value under an assumed field name, which no path may show. */
  readonly bare: boolean;
  /** Of the document's line, where rows get one. */
  readonly digest: string | null;
}

export interface EncodingOptions {
  readonly onLoss: LossMode;
  /** What a `now` default becomes, as PostgreSQL writes it: `2026-11-22 14:30:05.123`. */
  readonly now: string;
}

/** Encodes the rows of one table into its stage; see `ChunkSinks` for the shape of a row. */
export class RowEncoder {
  private readonly columns: readonly CompiledColumn[];
  private readonly texts: ColumnTexts;
  private readonly capture = new CaptureSink();
  /** Bits of the nullable references of the row that are null. */
  private nulls = 0;

  constructor(
    private readonly table: TablePlan,
    private readonly options: EncodingOptions,
    /** The names of the fields of the lines that are scanned. */
    scanned: readonly string[] = [],
  ) {
    this.columns = compileColumns(table, scanned);
    this.texts = new ColumnTexts(this.columns, options.now);
  }

  /** Writes one row, or abandons it and says why. The log keeps nothing of an abandoned row. */
  encode(source: RowSource, context: RowContext, sink: RowSink, log: DocumentLog): RowFailure | null {
    const line = source instanceof ScannedLine ? source : null;
    const mark = log.mark();
    const failures: RowFailure[] = [];
    this.nulls = 0;
    sink.beginRow();
    sink.text(context.documentId);
    sink.literal(String(context.place.line));
    sink.literal(String(context.place.offset));
    sink.literal(String(context.place.length));
    if (context.entry === null) sink.null();
    else sink.literal(String(context.entry));
    let defaulted = 0n;
    for (const compiled of this.columns) {
      if (line !== null && this.copyColumn(compiled, line, sink, log)) continue;
      const outcome = this.encodeColumn(compiled, source, context, sink, log);
      if (outcome === 'defaulted') defaulted |= compiled.defaultBit;
      else if (outcome !== 'written') {
        failures.push(outcome);
        sink.null();
      }
    }
    sink.literal(String(defaulted));
    sink.literal(String(this.nulls));
    if (context.digest === null) sink.null();
    else sink.literal(context.digest);
    const loss = this.options.onLoss === 'reject' ? log.repairSince(mark) : null;
    if (loss !== null) {
      const field = loss.key.slice(this.table.name.length + 1);
      failures.push({ code: 'LOSS_REFUSED', field, value: null, detail: loss.reason });
    }
    if (failures.length === 0) {
      sink.endRow();
      return null;
    }
    sink.abandonRow();
    log.rewind(mark);
    return summarize(failures);
  }

  /** The short way of a column: false where nothing was written, and {@link encodeColumn} decides. */
  private copyColumn(
    { column, key, fields, shortWay, nullBit, checks }: CompiledColumn,
    line: ScannedLine,
    sink: CopySink,
    log: DocumentLog,
  ): boolean {
    const field = onlyField(line, fields);
    if (field < 0) return false;
    const kind = line.kind[field]!;
    if (kind <= ScanKind.Null) {
      if (!column.nullable || (kind === ScanKind.Absent && column.default !== undefined)) return false;
      this.nulls |= nullBit;
      sink.null();
      return true;
    }
    if (shortWay === undefined) return false;
    if (checks.length === 0) return shortWay(line, field, sink);
    if (!shortWay(line, field, this.capture)) return false;
    log.at(key, []);
    this.writeChecked(column, checks, sink, log);
    return true;
  }

  private encodeColumn(
    { column, key, names, fields, nullBit, checks }: CompiledColumn,
    row: RowSource,
    context: RowContext,
    sink: ColumnSink,
    log: DocumentLog,
  ): 'written' | 'defaulted' | RowFailure {
    if (column.source.kind === 'document-id' || column.source.kind === 'constant') {
      sink.text(context.rowId);
      return 'written';
    }
    if (column.source.kind === 'derived-id') {
      sink.literal(this.texts.derivedId(column.source.columns, row, context.rowId));
      return 'written';
    }
    const source = row instanceof ScannedLine ? row.pick(fields) : row;
    const { state, value, field, unwrapped } = pickValue(column, names, source);
    if (names.length > 1) {
      // An older spelling beside a newer one is residue where it says something else.
      for (const name of this.texts.otherSpellings(column, names, field, source))
        log.residue([...context.base, name], source[name]);
    }
    if (state === 'missing') {
      if (column.default !== undefined) {
        log.at(key, context.base);
        log.defaulted();
        writeDefault(column.default, this.options.now, sink);
        return 'defaulted';
      }
      if (!column.nullable) return { code: 'VALUE_MISSING', field, value: null, detail: null };
    }
    if (state !== 'there') {
      this.nulls |= nullBit;
      sink.null();
      if (unwrapped > 0) {
        log.at(key, context.base);
        log.coerced();
      }
      return 'written';
    }
    log.at(key, pathOf(context, field, unwrapped));
    const mark = log.mark();
    const outcome = column.codec.encode(value, checks.length === 0 ? sink : this.capture, log);
    if (outcome === 'mapped' ? unwrapped > 0 : outcome === 'coerced') log.coerced();
    if (typeof outcome === 'string') {
      if (checks.length > 0) this.writeChecked(column, checks, sink, log);
      return 'written';
    }
    log.rewind(mark);
    if (!column.nullable)
      return { code: 'VALUE_UNFIT', field, value: quoteValue(value), detail: outcome.unfit };
    log.nulled(value, outcome.unfit);
    this.nulls |= nullBit;
    sink.null();
    return 'written';
  }

  /** Writes the captured value and notes the constraints that it breaks. */
  private writeChecked(
    column: ColumnSpec,
    checks: readonly WarningCheck[],
    sink: ColumnSink,
    log: DocumentLog,
  ): void {
    const text = this.capture.value!;
    const value = column.codec.decode(text);
    for (const { name, holds } of checks) {
      if (!holds(value)) log.warned(name);
    }
    sink.text(text);
  }
}

/** Where a value stood in the document. */
function pathOf(context: RowContext, field: string, unwrapped: number): readonly PathStep[] {
  const path = context.bare ? [...context.base] : [...context.base, field];
  for (let i = 0; i < unwrapped; i += 1) path.push(0);
  return path;
}
