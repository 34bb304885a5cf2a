import { idDocument } from '../bson/raw-id';
import { type QueryableId, queryableId } from './id-order';

/** Where a read has got to, so that another cursor can go on from there. */
export class ReadPosition {
  /** The last `_id` that a query can name; none before the first. */
  anchor: QueryableId | undefined;
  /** The `_id`s read since: a query from the anchor gives them once more. Nearly always empty. */
  private readonly since = new Set<string>();

  /** `documents` were handed on, in order. */
  advance(documents: readonly Buffer[]): void {
    for (let i = documents.length - 1; i >= 0; i--) {
      const id = idDocument(documents[i] as Buffer);
      const queryable = id && queryableId(id);
      if (queryable) {
        this.anchor = queryable;
        this.since.clear();
        this.remember(documents.slice(i + 1));
        return;
      }
    }
    this.remember(documents);
  }

  /** Those of a reopened cursor's documents that were not handed on yet. */
  unread(documents: readonly Buffer[]): readonly Buffer[] {
    return this.since.size === 0
      ? documents
      : documents.filter((document) => !this.since.has(keyOf(document)));
  }

  private remember(documents: readonly Buffer[]): void {
    for (const document of documents) this.since.add(keyOf(document));
  }
}

function keyOf(document: Buffer): string {
  return idDocument(document)?.toString('latin1') ?? '';
}
