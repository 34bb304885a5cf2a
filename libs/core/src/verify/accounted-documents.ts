import type { AccountedDocument } from '../ports/target';

/** The line of a record, or `any` where the lines of this source are not those that the import read. */
const ANY_LINE = -1;

interface Counts {
  rejected: number;
  merged: number;
}

/** Line → counts. */
type ByLine = Map<number, Counts>;

/** What the target's records say of documents that did not become rows, ready to be asked document by document. */
export class AccountedDocuments {
  private readonly documents = new Map<string, ByLine>();
  /** Table → document id → lines. */
  private readonly entries = new Map<string, Map<string, ByLine>>();
  /** Rejects of documents without a usable `_id`. */
  nameless = 0;

  /**
   * @param knownRuns the imports that read the very file that is read now: their lines tell which of several documents
   * with one id was meant
   */
  static async read(
    main: string,
    records: AsyncIterable<AccountedDocument>,
    knownRuns: ReadonlySet<string>,
  ): Promise<AccountedDocuments> {
    const accounted = new AccountedDocuments();
    for await (const record of records) accounted.add(main, record, knownRuns.has(record.run));
    return accounted;
  }

  /**
   * Whether a document that is read now did not become a row. Where lines say nothing, as many documents with an id are
   * taken as were rejected or merged, in the order they come.
   */
  take(documentId: string, line: number): 'rejected' | 'merged' | null {
    const lines = this.documents.get(documentId);
    const counts = lines?.get(line) ?? lines?.get(ANY_LINE);
    if (counts === undefined) return null;
    for (const outcome of ['rejected', 'merged'] as const) {
      if (counts[outcome] === 0) continue;
      counts[outcome] -= 1;
      return outcome;
    }
    return null;
  }

  /** Rejected and merged entries of a document; each is told once. */
  takeEntries(documentId: string, line: number, table: string): Readonly<Counts> {
    const lines = this.entries.get(table)?.get(documentId);
    const total: Counts = { rejected: 0, merged: 0 };
    for (const key of [line, ANY_LINE]) {
      const counts = lines?.get(key);
      if (counts === undefined) continue;
      total.rejected += counts.rejected;
      total.merged += counts.merged;
      lines?.delete(key);
    }
    return total;
  }

  private add(main: string, record: AccountedDocument, lineKnown: boolean): void {
    const { table, documentId, entry, code } = record;
    const line = lineKnown ? record.line : ANY_LINE;
    if (documentId === null) {
      if (entry === null) this.nameless += 1;
      return;
    }
    const ofDocuments = entry === null && table === main;
    const byId = ofDocuments ? this.documents : valueOf(this.entries, table, () => new Map<string, ByLine>());
    const lines = valueOf(byId, documentId, () => new Map<number, Counts>());
    valueOf(lines, line, () => ({ rejected: 0, merged: 0 }))[code === 'MERGED' ? 'merged' : 'rejected'] += 1;
  }
}

function valueOf<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}
