import { hash } from 'node:crypto';
import { IGNORED_NOTES } from '../codecs/ignored-notes';
import { CaptureSink } from '../collection/capture-sink';
import type { ColumnSpec } from '../collection/column-spec';
import { pickValue } from '../collection/column-value';
import { ScanKind } from '../scan/scan-kind';
import { ScannedLine } from '../scan/scanned-line';
import { stringifyExtended } from '../values';
import { type CompiledColumn, onlyField } from './compiled-column';
import { writeDefault } from './write-default';
import type { RowSource } from './row-source';

type Parsed = Readonly<Record<string, unknown>>;

/** The texts that the columns of a row would get, to compare them and to derive ids; nothing is written or counted. */
export class ColumnTexts {
  private readonly capture = new CaptureSink();

  /** `now`: what a `now` default becomes. */
  constructor(
    private readonly columns: readonly CompiledColumn[],
    private readonly now: string,
  ) {}

  /** The names beside `taken` under which a column finds something that says something else. */
  otherSpellings(column: ColumnSpec, names: readonly string[], taken: string, source: Parsed): string[] {
    return names.filter((name) => {
      if (name === taken || pickValue(column, [name], source).state !== 'there') return false;
      const other = this.encoded(column, [name], source);
      return other === null
        ? stringifyExtended(source[name]) !== stringifyExtended(source[taken])
        : other !== this.encoded(column, [taken], source);
    });
  }

  /**
   * sha256 of the texts of the columns, 32 hex digits of it: 128 bits are enough for any number of pairs. `rowId` is the text
   * of the column that holds the document's id.
   */
  derivedId(columns: readonly string[], source: RowSource, rowId: string): string {
    let texts = '';
    for (const name of columns) {
      const compiled = this.columns.find(({ column }) => column.name === name)!;
      const text = compiled.column.source.kind === 'document-id' ? rowId : this.textOf(compiled, source);
      // The length in front keeps ("ab", "c") and ("a", "bc") apart.
      texts += `${text?.length ?? -1}:${text ?? ''}`;
    }
    return hash('sha256', texts).slice(0, 32);
  }

  /** The text that the row has in a column, or null. */
  private textOf({ column, names, fields, shortWay }: CompiledColumn, source: RowSource): string | null {
    if (!(source instanceof ScannedLine)) return this.textOfParsed(column, names, source);
    const field = onlyField(source, fields);
    const isThere = field >= 0 && source.kind[field]! > ScanKind.Null;
    if (isThere && shortWay?.(source, field, this.capture) === true) return this.capture.value;
    return this.textOfParsed(column, names, source.pick(fields));
  }

  /** The default of a column that has no value is its text: the row holds it like any other. */
  private textOfParsed(column: ColumnSpec, names: readonly string[], source: Parsed): string | null {
    if (column.default === undefined || pickValue(column, names, source).state !== 'missing')
      return this.encoded(column, names, source);
    writeDefault(column.default, this.now, this.capture);
    return this.capture.value;
  }

  private encoded(column: ColumnSpec, names: readonly string[], source: Parsed): string | null {
    const { state, value } = pickValue(column, names, source);
    if (state !== 'there') return null;
    const outcome = column.codec.encode(value, this.capture, IGNORED_NOTES);
    return typeof outcome === 'string' ? this.capture.value : null;
  }
}
