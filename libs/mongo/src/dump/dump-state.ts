import { findElement } from '../bson/bson-elements';
import { BSON } from '../bson/bson-types';

/** Count and newest `updatedAt` of a dumped collection, gathered document by document. */
export class DumpTally {
  documents = 0;
  private newest: bigint | undefined;

  add(document: Buffer): void {
    this.documents++;
    const updatedAt = findElement(document, 'updatedAt');
    if (updatedAt?.type !== BSON.date) return;
    const time = document.readBigInt64LE(updatedAt.start);
    if (this.newest === undefined || time > this.newest) this.newest = time;
  }

  /** ISO 8601; null where no document has a date, or the newest is beyond JavaScript's dates. */
  get newestUpdatedAt(): string | null {
    const date = new Date(Number(this.newest ?? NaN));
    return Number.isFinite(date.getTime()) ? date.toISOString() : null;
  }
}
