import type { RowSink } from '../ports/column-sink';
import type { Place } from '../ports/target';
import { type ResidueItem, writeResidueDocument } from './residue-document';
import type { RowFailure } from './row-failure';

/** A row of `ChunkSinks.residue`. */
export function writeResidue(
  sink: RowSink,
  documentId: string,
  place: Place,
  items: readonly ResidueItem[],
): void {
  sink.beginRow();
  sink.text(documentId);
  sink.literal(String(place.line));
  writeResidueDocument(sink, items);
  sink.endRow();
}

/** A row of `ChunkSinks.rejects`. */
export function writeReject(
  sink: RowSink,
  table: string,
  documentId: string | null,
  place: Place,
  entry: number | null,
  failure: RowFailure,
): void {
  const nullable = (value: string | null): void =>
    value === null ? sink.null() : sink.text(storable(value));
  sink.beginRow();
  sink.text(table);
  nullable(documentId);
  sink.literal(String(place.line));
  sink.literal(String(place.offset));
  sink.literal(String(place.length));
  if (entry === null) sink.null();
  else sink.literal(String(entry));
  sink.literal(failure.code);
  nullable(failure.field === '' ? null : failure.field);
  nullable(failure.value);
  nullable(failure.detail);
  sink.endRow();
}

/** A quoted value may be cut inside a surrogate pair, and a message may quote anything. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
