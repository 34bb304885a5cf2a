import type { LineBatch, ReadOptions, ReplacedText, SourceReader, UnwritableDocument } from '@etl/core';
import { EJSON } from 'bson';
import type { Document } from 'mongodb';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const FIXTURES = join(__dirname, '../../fixtures');

/** The documents of a file of mongoexport, with their types. */
export function exportedDocuments(name: string): Document[] {
  return readFileSync(join(FIXTURES, 'mongoexport', `${name}.canonical.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => EJSON.parse(line, { relaxed: false }) as Document);
}

/** A whole collection as a test looks at it. */
export interface ReadCollection {
  readonly lines: string[];
  readonly batches: readonly Pick<LineBatch, 'firstId' | 'lastId'>[];
  readonly unwritable: UnwritableDocument[];
  readonly replaced: ReplacedText[];
}

export async function readAll(
  reader: SourceReader,
  collection: string,
  options: Partial<ReadOptions> = {},
): Promise<ReadCollection> {
  const all = { lines: [], batches: [], unwritable: [], replaced: [] } as {
    lines: string[];
    batches: Pick<LineBatch, 'firstId' | 'lastId'>[];
    unwritable: UnwritableDocument[];
    replaced: ReplacedText[];
  };
  for await (const batch of reader.read(collection, { batchSize: 2000, ...options })) {
    let start = 0;
    for (const end of batch.ends) {
      all.lines.push(batch.bytes.toString('utf8', start, end - 1));
      start = end;
    }
    all.batches.push({ firstId: batch.firstId, lastId: batch.lastId });
    all.unwritable.push(...batch.unwritable);
    all.replaced.push(...batch.replaced);
  }
  return all;
}
