import type { ColumnDefault } from '../collection/column-spec';
import type { ColumnSink } from '../ports/column-sink';

/** Writes the value that an insert takes where the document has none. */
export function writeDefault(value: ColumnDefault, now: string, sink: ColumnSink): void {
  if (value.kind === 'now') sink.literal(now);
  else if (value.kind === 'empty-array') sink.textArray([]);
  else if (typeof value.value === 'string') sink.text(value.value);
  else sink.literal(String(value.value));
}
