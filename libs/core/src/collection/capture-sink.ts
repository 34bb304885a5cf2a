import type { CopySink } from '../ports/column-sink';

/** Keeps the last value written, as text: for ids, comparisons and aggregates. */
export class CaptureSink implements CopySink {
  /** The text of the column, or null. */
  value: string | null = null;
  private parts = '';

  null(): void {
    this.value = null;
  }

  text(value: string): void {
    this.value = this.parts + value;
    this.parts = '';
  }

  literal(value: string): void {
    this.text(value);
  }

  textArray(items: readonly string[]): void {
    this.value = JSON.stringify(items);
  }

  copy(source: DataView, start: number, end: number): void {
    this.text(textOf(source, start, end));
  }

  copyPart(source: DataView, start: number, end: number): void {
    this.parts += textOf(source, start, end);
  }

  textPart(value: string): void {
    this.parts += value;
  }

  copyArray(source: DataView, start: number, end: number): void {
    this.value = `[${textOf(source, start, end)}]`;
  }
}

function textOf(source: DataView, start: number, end: number): string {
  return Buffer.from(source.buffer, source.byteOffset + start, end - start).toString('utf8');
}
