import type { PathStep } from '../codecs/codec';
import type { FanOutSpec } from '../collection/column-spec';
import type { TablePlan } from '../collection/plan';
import { isDbRef, isMissing, kindOf } from '../values';

/** The entries of a fan-out's array; one entry in place of the array counts as an array of one. */
export function entriesOf(value: unknown): readonly unknown[] {
  if (value === null || isMissing(value)) return [];
  return Array.isArray(value) ? value : [value];
}

/** Where an entry stands in its document: one in place of the array has no index. */
export function entryPath(fanOut: FanOutSpec, value: unknown, entry: number): readonly PathStep[] {
  return Array.isArray(value) ? [fanOut.from, entry] : [fanOut.from];
}

/**
 * An entry as a source of columns. A bare value (an id) stands for the field `bare`, and so does a sub-document that
 * is itself a reference: a DBRef, or an embedded document with `_id` and none of the entry's own fields.
 */
export function entrySource(
  table: TablePlan,
  fanOut: FanOutSpec,
  entry: unknown,
): Readonly<Record<string, unknown>> {
  if (kindOf(entry) !== 'document') return { [fanOut.bare]: entry };
  const document = entry as Readonly<Record<string, unknown>>;
  const isReference = isDbRef(document) || (Object.hasOwn(document, '_id') && !hasOwnField(table, document));
  return isReference ? { [fanOut.bare]: document } : document;
}

function hasOwnField(table: TablePlan, document: Readonly<Record<string, unknown>>): boolean {
  return table.columns.some(
    ({ source }) => source.kind === 'field' && source.names.some((name) => Object.hasOwn(document, name)),
  );
}
