import { createHash } from 'node:crypto';
import type { PathStep } from '../codecs/codec';
import { CaptureSink } from '../collection/capture-sink';
import type { ColumnDefault, ColumnSpec } from '../collection/column-spec';
import { pickValue } from '../collection/column-value';
import type { TablePlan } from '../collection/plan';
import type { WarningCheck } from '../collection/warning-checks';
import type { ColumnSink, RowSink } from '../ports/column-sink';
import type { Place, RejectCode } from '../ports/target';
import { stringifyExtended } from '../values';
import type { DocumentLog } from './document-log';
import type { LossMode } from './loss-mode';

/** Why a row cannot be: the first thing that was found, and in `detail` whatever else. */
export interface RowFailure {
  readonly code: RejectCode;
  readonly field: string;
  readonly value: string | null;
  readonly detail: string | null;
}

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
}

export interface EncodingOptions {
  readonly onLoss: LossMode;
  /** What a `now` default becomes, as PostgreSQL writes it: `2026-11-22 14:30:05.123`. */
  readonly now: string;
}

/** Longest text of a value that a reject quotes. */
const QUOTED = 1_000;

export function quoteValue(value: unknown): string {
  const text = stringifyExtended(value);
  return text.length <= QUOTED ? text : `${text.slice(0, QUOTED)}…`;
}

/** Encodes the rows of one table into its stage; see `ChunkSinks` for the shape of a row. */
export class RowEncoder {
  private readonly columns: readonly CompiledColumn[];
  private readonly capture = new CaptureSink();

  constructor(
    private readonly table: TablePlan,
    private readonly options: EncodingOptions,
  ) {
    this.columns = table.columns.map((column) => {
      const bit = table.defaultable.indexOf(column);
      return {
        column,
        key: `${table.name}.${column.name}`,
        names: column.source.kind === 'field' ? column.source.names : [],
        defaultBit: bit < 0 ? 0n : 1n << BigInt(bit),
        checks: table.warnings.get(column.name) ?? [],
      };
    });
  }

  /** Writes one row, or abandons it and says why. The log keeps nothing of an abandoned row. */
  encode(
    source: Readonly<Record<string, unknown>>,
    context: RowContext,
    sink: RowSink,
    log: DocumentLog,
  ): RowFailure | null {
    const mark = log.mark();
    const failures: RowFailure[] = [];
    sink.beginRow();
    sink.text(context.documentId);
    sink.literal(String(context.place.line));
    sink.literal(String(context.place.offset));
    sink.literal(String(context.place.length));
    if (context.entry === null) sink.null();
    else sink.literal(String(context.entry));
    let defaulted = 0n;
    for (const compiled of this.columns) {
      const outcome = this.encodeColumn(compiled, source, context, sink, log);
      if (outcome === 'defaulted') defaulted |= compiled.defaultBit;
      else if (outcome !== 'written') {
        failures.push(outcome);
        sink.null();
      }
    }
    sink.literal(String(defaulted));
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

  private encodeColumn(
    { column, key, names, checks }: CompiledColumn,
    source: Readonly<Record<string, unknown>>,
    context: RowContext,
    sink: ColumnSink,
    log: DocumentLog,
  ): 'written' | 'defaulted' | RowFailure {
    if (column.source.kind === 'document-id' || column.source.kind === 'constant') {
      sink.text(context.rowId);
      return 'written';
    }
    if (column.source.kind === 'derived-id') {
      sink.literal(this.deriveId(column.source.columns, source, context, log));
      return 'written';
    }
    const { state, value, field, unwrapped } = pickValue(column, names, source);
    if (names.length > 1) this.keepOtherSpellings(column, names, field, source, context, log);
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

  /** An older spelling beside a newer one is residue where it says something else. */
  private keepOtherSpellings(
    column: ColumnSpec,
    names: readonly string[],
    taken: string,
    source: Readonly<Record<string, unknown>>,
    context: RowContext,
    log: DocumentLog,
  ): void {
    for (const name of names) {
      if (name === taken || pickValue(column, [name], source).state !== 'there') continue;
      const other = this.textOf(column, [name], source, log);
      const same =
        other === null
          ? stringifyExtended(source[name]) === stringifyExtended(source[taken])
          : other === this.textOf(column, [taken], source, log);
      if (!same) log.residue([...context.base, name], source[name]);
    }
  }

  /** sha256 of the texts of the columns, 32 hex digits of it: 128 bits are enough for any number of pairs. */
  private deriveId(
    columns: readonly string[],
    source: Readonly<Record<string, unknown>>,
    context: RowContext,
    log: DocumentLog,
  ): string {
    const hash = createHash('sha256');
    for (const name of columns) {
      const { column, names } = this.columns.find((compiled) => compiled.column.name === name)!;
      const text =
        column.source.kind === 'document-id'
          ? context.rowId
          : (this.defaultOf(column, names, source) ?? this.textOf(column, names, source, log));
      // The length in front keeps ("ab", "c") and ("a", "bc") apart.
      hash.update(`${text?.length ?? -1}:${text ?? ''}`);
    }
    return hash.digest('hex').slice(0, 32);
  }

  /** The default of a column that has no value: the row holds it like any other. */
  private defaultOf(
    column: ColumnSpec,
    names: readonly string[],
    source: Readonly<Record<string, unknown>>,
  ): string | null {
    if (column.default === undefined || pickValue(column, names, source).state !== 'missing') return null;
    writeDefault(column.default, this.options.now, this.capture);
    return this.capture.value;
  }

  /** The text that a column would get, or null; leaves no trace in the log. */
  private textOf(
    column: ColumnSpec,
    names: readonly string[],
    source: Readonly<Record<string, unknown>>,
    log: DocumentLog,
  ): string | null {
    const { state, value } = pickValue(column, names, source);
    if (state !== 'there') return null;
    const mark = log.mark();
    const outcome = column.codec.encode(value, this.capture, log);
    log.rewind(mark);
    return typeof outcome === 'string' ? this.capture.value : null;
  }
}

/** Where a value stood in the document. */
function pathOf(context: RowContext, field: string, unwrapped: number): readonly PathStep[] {
  const path = context.bare ? [...context.base] : [...context.base, field];
  for (let i = 0; i < unwrapped; i += 1) path.push(0);
  return path;
}

interface CompiledColumn {
  readonly column: ColumnSpec;
  /** `<table>.<column>`, the name of its counters. */
  readonly key: string;
  readonly names: readonly string[];
  readonly defaultBit: bigint;
  readonly checks: readonly WarningCheck[];
}

/** Writes the value that an insert takes where the document has none. */
export function writeDefault(value: ColumnDefault, now: string, sink: ColumnSink): void {
  if (value.kind === 'now') sink.literal(now);
  else if (value.kind === 'empty-array') sink.textArray([]);
  else if (typeof value.value === 'string') sink.text(value.value);
  else sink.literal(String(value.value));
}

function summarize(failures: readonly RowFailure[]): RowFailure {
  const [first, ...others] = failures as [RowFailure, ...RowFailure[]];
  if (others.length === 0) return first;
  const also = others
    .map(({ field, code, detail }) => `${field} ${code}${detail === null ? '' : ` (${detail})`}`)
    .join(', ');
  return { ...first, detail: `${first.detail === null ? '' : `${first.detail}; `}also: ${also}` };
}
