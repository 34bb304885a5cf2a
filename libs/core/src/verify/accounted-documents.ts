import type { AccountedDocument } from '../ports/target';

/** What the target's records say of documents that did not become rows, ready to be asked document by document. */
export class AccountedDocuments {
  /** Document id → codes, for documents. */
  private readonly documents = new Map<string, { rejected: number; merged: number }>();
  /** Document id → table → counts, for entries. */
  private readonly entries = new Map<string, Map<string, { rejected: number; merged: number }>>();
  /** Rejects of documents without a usable `_id`. */
  nameless = 0;

  static async read(main: string, records: AsyncIterable<AccountedDocument>): Promise<AccountedDocuments> {
    const accounted = new AccountedDocuments();
    for await (const record of records) accounted.add(main, record);
    return accounted;
  }

  /**
   * Whether a document that is read now did not become a row: of several with one id, as many as were rejected or
   * merged are taken, in the order they come.
   */
  take(documentId: string): 'rejected' | 'merged' | null {
    const counts = this.documents.get(documentId);
    if (counts === undefined) return null;
    if (counts.rejected > 0) {
      counts.rejected -= 1;
      return 'rejected';
    }
    if (counts.merged > 0) {
      counts.merged -= 1;
      return 'merged';
    }
    return null;
  }

  /** Rejected and merged entries of a document; each is told once. */
  takeEntries(documentId: string, table: string): { rejected: number; merged: number } {
    const tables = this.entries.get(documentId);
    const counts = tables?.get(table);
    if (counts === undefined) return { rejected: 0, merged: 0 };
    tables!.delete(table);
    return counts;
  }

  private add(main: string, { table, documentId, entry, code }: AccountedDocument): void {
    const outcome = code === 'MERGED' ? 'merged' : 'rejected';
    if (documentId === null) {
      if (entry === null) this.nameless += 1;
      return;
    }
    if (entry === null && table === main) {
      const counts = this.documents.get(documentId) ?? { rejected: 0, merged: 0 };
      counts[outcome] += 1;
      this.documents.set(documentId, counts);
      return;
    }
    const tables = this.entries.get(documentId) ?? new Map<string, { rejected: number; merged: number }>();
    const counts = tables.get(table) ?? { rejected: 0, merged: 0 };
    counts[outcome] += 1;
    tables.set(table, counts);
    this.entries.set(documentId, tables);
  }
}
