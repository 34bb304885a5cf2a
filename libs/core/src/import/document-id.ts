import { idCodec } from '../codecs';
import { IGNORED_NOTES } from '../codecs/ignored-notes';
import type { CaptureSink } from '../collection/capture-sink';
import { isMissing } from '../values';
import { quoteValue, type RowFailure } from './row-failure';

/** The name of a document's row in the target, and whether `_id` was another type of value than an id. */
export interface DocumentId {
  readonly id: string;
  readonly coerced: boolean;
}

/** The id of a document, from its `_id`; or why it has none. */
export function documentIdOf(
  document: Readonly<Record<string, unknown>>,
  capture: CaptureSink,
): DocumentId | RowFailure {
  const id = Object.hasOwn(document, '_id') ? document['_id'] : undefined;
  if (isMissing(id) || id === null)
    return { code: 'ID_INVALID', field: '_id', value: null, detail: 'missing' };
  const outcome = idCodec.encode(id, capture, IGNORED_NOTES);
  if (typeof outcome === 'string') return { id: capture.value!, coerced: outcome === 'coerced' };
  return { code: 'ID_INVALID', field: '_id', value: quoteValue(id), detail: outcome.unfit };
}
