import type { ChunkSinks } from '../ports/target';
import type { RowSink } from '../ports/column-sink';

/** Keeps rows as arrays of texts, for specs. */
export class RecordingSink implements RowSink {
  readonly rows: (string | null)[][] = [];
  private row: (string | null)[] | null = null;
  private parts = '';

  beginRow(): void {
    if (this.row !== null) throw new Error('a row is open');
    this.row = [];
  }

  endRow(): void {
    this.rows.push(this.open());
    this.row = null;
  }

  abandonRow(): void {
    this.open();
    this.row = null;
  }

  null(): void {
    this.open().push(null);
  }

  text(value: string): void {
    if (!value.isWellFormed() || value.includes('\u0000'))
      throw new Error(`not storable: ${JSON.stringify(value)}`);
    this.open().push(this.parts + value);
    this.parts = '';
  }

  literal(value: string): void {
    if (!/^[\x20-\x7e]*$/.test(value) || /["'\\]/.test(value)) throw new Error(`not a literal: ${value}`);
    this.text(value);
  }

  textArray(items: readonly string[]): void {
    this.open().push(JSON.stringify(items));
  }

  copy(source: DataView, start: number, end: number): void {
    this.text(copied(source, start, end));
  }

  copyPart(source: DataView, start: number, end: number): void {
    this.parts += copied(source, start, end);
  }

  textPart(value: string): void {
    this.parts += value;
  }

  copyArray(source: DataView, start: number, end: number): void {
    this.textArray(JSON.parse(`[${copied(source, start, end)}]`) as string[]);
  }

  private open(): (string | null)[] {
    if (this.row === null) throw new Error('no row is open');
    return this.row;
  }
}

function copied(source: DataView, start: number, end: number): string {
  const text = Buffer.from(source.buffer, source.byteOffset + start, end - start).toString('utf8');
  const clean = [...text].every((character) => character >= ' ' && character !== '\\');
  if (!clean) throw new Error(`not to be copied: ${JSON.stringify(text)}`);
  return text;
}

/** The sinks of one chunk, for specs. */
export class RecordingSinks implements ChunkSinks {
  readonly residue = new RecordingSink();
  readonly rejects = new RecordingSink();
  private readonly stages = new Map<string, RecordingSink>();

  stage(table: string): RecordingSink {
    let sink = this.stages.get(table);
    if (sink === undefined) {
      sink = new RecordingSink();
      this.stages.set(table, sink);
    }
    return sink;
  }
}
