import { parseLine, type SourceDocument } from '@etl/core';
import { EJSON } from 'bson';
import type { Sample } from '../inference/read-sample';

/** Documents, with values as the `bson` package has them, as a sample of which all was read. */
export function sampleOf(documents: readonly object[], total = documents.length): Sample {
  const lines = documents.map((document) => EJSON.stringify(document, { relaxed: false }));
  return {
    documents: () => lines.map((line) => parseLine(line).document as SourceDocument),
    read: documents.length,
    total,
    notes: [],
  };
}
