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

/** Takes rows. A row that was begun is ended or abandoned; an abandoned one leaves no trace. */
export interface RowSink extends ColumnSink {
  beginRow(): void;
  endRow(): void;
  abandonRow(): void;
}
