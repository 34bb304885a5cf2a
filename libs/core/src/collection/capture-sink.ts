import type { ColumnSink } from '../ports/column-sink';

/** Keeps the last value written, as text: for ids, comparisons and aggregates. */
export class CaptureSink implements ColumnSink {
  /** The text of the column, or null. */
  value: string | null = null;

  null(): void {
    this.value = null;
  }

  text(value: string): void {
    this.value = value;
  }

  literal(value: string): void {
    this.value = value;
  }

  textArray(items: readonly string[]): void {
    this.value = JSON.stringify(items);
  }
}
