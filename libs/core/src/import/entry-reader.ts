import type { PathStep } from '../codecs/codec';
import type { FanOutSpec } from '../collection/column-spec';
import type { TablePlan } from '../collection/plan';
import { Byte } from '../scan/byte';
import { LineScanner } from '../scan/line-scanner';
import { ScanKind } from '../scan/scan-kind';
import { ScannedLine } from '../scan/scanned-line';
import { parseLossless } from '../values';
import { entriesOf, entryPath, entrySource } from './fan-out-entries';
import type { RowSource } from './row-source';

/** Goes through the entries of a fan-out's array: scanned where the document was, else parsed. */
export class EntryReader {
  /** Index of the entry. */
  entry = -1;
  /** The entry as a source of columns. */
  source: RowSource = {};
  /** True where the source is a bare value under an assumed field name. */
  bare = false;
  private value: unknown;
  private values: readonly unknown[] = [];
  /** The next entry in the bytes of the line; -1 where the values are parsed. */
  private at = -1;
  private bytes: Buffer = Buffer.alloc(0);
  private readonly scanner: LineScanner;
  private readonly bareField: number;

  /** `names`: the fields of an entry that a column takes. */
  constructor(
    private readonly table: TablePlan,
    private readonly spec: FanOutSpec,
    names: readonly string[],
  ) {
    this.scanner = new LineScanner(names);
    this.bareField = names.indexOf(spec.bare);
  }

  /** Begins with the entries of a document; `field` is the array's where it was scanned. */
  open(document: RowSource, field: number): void {
    this.entry = -1;
    this.at = -1;
    if (document instanceof ScannedLine) {
      const start = document.start[field]!;
      if (document.kind[field] !== ScanKind.Absent && document.bytes[start] === Byte.OpenArray) {
        this.bytes = document.bytes;
        this.at = start + 1;
        return;
      }
    }
    this.value = document instanceof ScannedLine ? document.value(field) : document[this.spec.from];
    this.values = entriesOf(this.value);
  }

  /** False where no entry is left. */
  next(): boolean {
    this.entry += 1;
    if (this.at >= 0) return this.scanNext();
    if (this.entry >= this.values.length) return false;
    this.parsed(this.values[this.entry]);
    return true;
  }

  /** Where the entry stands in its document. */
  get path(): readonly PathStep[] {
    return this.at >= 0 ? [this.spec.from, this.entry] : entryPath(this.spec, this.value, this.entry);
  }

  private parsed(value: unknown): void {
    this.source = entrySource(this.table, this.spec, value);
    this.bare = this.source !== value;
  }

  /** The whole line is known to be JSON. */
  private scanNext(): boolean {
    const { bytes, scanner } = this;
    let at = skipSpace(bytes, this.at);
    if (bytes[at] === Byte.CloseArray) return false;
    if (bytes[at] === Byte.Comma) at = skipSpace(bytes, at + 1);
    const { line } = scanner;
    let end = this.isPlainDocument(at) ? scanner.scanDocument(bytes, at) : -1;
    if (end > 0 && !this.mayBeReference()) {
      this.source = line;
      this.bare = false;
    } else {
      end = scanner.scanValue(bytes, at, Math.max(this.bareField, 0));
      const kind = line.kind[Math.max(this.bareField, 0)]!;
      if (this.bareField >= 0 && kind < ScanKind.Json) {
        this.source = line;
        this.bare = true;
      } else this.parsed(parseLossless(bytes.toString('utf8', at, end)).document);
    }
    this.at = end;
    return true;
  }

  /** False for values that are no documents, and for the usual spelling of wrappers. */
  private isPlainDocument(at: number): boolean {
    return this.bytes[at] === Byte.OpenDocument && this.bytes[at + 2] !== Byte.Dollar;
  }

  /** True for what may be a wrapper, or stand for its row as a DBRef or an embedded document does. */
  private mayBeReference(): boolean {
    const { line } = this.scanner;
    for (let n = 0; n < line.unknownCount; n += 1) if (isOfReference(line.unknown(n).name)) return true;
    if (!line.hasMany) return false;
    for (const name of line.allUnknown().steps()) if (isOfReference(String(name))) return true;
    return false;
  }
}

function isOfReference(name: string): boolean {
  return name === '_id' || name.startsWith('$');
}

function skipSpace(bytes: Buffer, at: number): number {
  while (bytes[at] === Byte.Space || bytes[at] === Byte.Tab || bytes[at] === Byte.CarriageReturn) at += 1;
  return at;
}
