/** Takes the value of one column after the other; an adapter turns them into its wire format. */
export interface ColumnSink {
  null(): void;
  /** A well-formed string without U+0000; everything else may be in it. */
  text(value: string): void;
  /** Printable ASCII without quotes and backslashes: numbers, dates, hex digits, true and false. */
  literal(value: string): void;
  /** A one-dimensional array of well-formed strings without U+0000. */
  textArray(items: readonly string[]): void;
}

/** Takes columns by their bytes as well, for who has them as they stand in a file. */
export interface CopySink extends ColumnSink {
  /**
   * A text by its bytes: well-formed UTF-8 without backslashes and without anything below U+0020. They are copied at once.
   * As a DataView, which takes four bytes at a time: of the ways to copy a few dozen bytes the fastest, by a factor of 3.
   */
  copy(source: DataView, start: number, end: number): void;
  /** A piece of a text, as {@link copy} takes it; the next `copy`, `literal` or `text` is the last one. */
  copyPart(source: DataView, start: number, end: number): void;
  /** A piece of a text, as {@link text} takes it. */
  textPart(value: string): void;
  /** The elements of an array by their bytes: each in quotes and as {@link copy} takes it, with commas between them. */
  copyArray(source: DataView, start: number, end: number): void;
}

/** Takes rows. A row that was begun is ended or abandoned; an abandoned one leaves no trace. */
export interface RowSink extends CopySink {
  beginRow(): void;
  endRow(): void;
  abandonRow(): void;
}
