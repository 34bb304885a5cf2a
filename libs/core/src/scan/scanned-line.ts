import type { CopySink } from '../ports/column-sink';
import { Byte } from './byte';
import { HugeValue, parsedValue, valueInParts } from './huge-value';
import { ScanKind } from './scan-kind';
import { ValueScanner } from './value-scanner';

/** Fields without a name of ours of which a scanned line knows the places; of more, it knows that they are there. */
export const MOST_UNKNOWN = 64;

const NOTHING = Buffer.alloc(0);
/** What stands for a byte behind a backslash. */
const UNESCAPED: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries({ '"': '"', '\\': '\\', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([letter, text]) => [letter.charCodeAt(0), text],
  ),
);
const NO_MILLIS = viewOf(Buffer.from('.000'));

/**
 * The top-level fields of one line: what each holds and where it stands. A field is the index of its name; unknown ones
 * follow behind the names, in the order of the line. One object that every scan fills again.
 */
export class ScannedLine {
  bytes: Buffer = NOTHING;
  /** The same bytes, to be copied from. */
  view = viewOf(NOTHING);
  readonly kind: Uint8Array;
  /** The value as it stands in the line. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** What is inside its quotes and wrapper; elsewhere the value itself. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** 1 where the value has a number of which `JSON.parse` loses digits. */
  readonly long: Uint8Array;
  /** Range of the value's part of {@link edits}. */
  readonly editsFrom: Int32Array;
  readonly editsTo: Int32Array;
  /** Unknown fields that have a place here; see {@link hasMany}. */
  unknownCount = 0;
  /** True where there are more unknown fields than have a place here: {@link allUnknown} finds them. */
  hasMany = false;
  /** True where the value of any field is `long`. */
  anyLong = false;
  documentStart = 0;
  documentEnd = 0;
  /** The keys of the unknown fields. */
  readonly keyFrom = new Int32Array(MOST_UNKNOWN);
  readonly keyTo = new Int32Array(MOST_UNKNOWN);

  private readonly known: ReadonlySet<string>;

  constructor(
    readonly names: readonly string[],
    private readonly wrappers: { readonly edits: Int32Array },
  ) {
    // The last is for one unknown field after the other of those that have no place of their own.
    const most = names.length + MOST_UNKNOWN + 1;
    this.known = new Set(names);
    this.kind = new Uint8Array(most);
    this.long = new Uint8Array(most);
    this.start = new Int32Array(most);
    this.end = new Int32Array(most);
    this.from = new Int32Array(most);
    this.to = new Int32Array(most);
    this.editsFrom = new Int32Array(most);
    this.editsTo = new Int32Array(most);
  }

  /**
   * How jsonb differs from the line, in threes and in order: start and end of a range that it leaves out, and 1 where it has
   * milliseconds there that the line has not.
   */
  get edits(): Int32Array {
    return this.wrappers.edits;
  }

  /** Forgets the line before. */
  reset(bytes: Buffer): void {
    // One buffer has the lines of a whole chunk.
    if (this.bytes !== bytes) this.view = viewOf(bytes);
    this.bytes = bytes;
    this.kind.fill(ScanKind.Absent);
    this.unknownCount = 0;
    this.hasMany = false;
    this.anyLong = false;
  }

  /** The name of the nth unknown field, and its field. */
  unknown(n: number): { readonly name: string; readonly field: number } {
    const name = this.bytes.toString('utf8', this.keyFrom[n], this.keyTo[n]);
    return { name, field: this.names.length + n };
  }

  /** All unknown fields, good until the bytes change. */
  allUnknown(): HugeValue {
    const { bytes, documentStart, documentEnd, anyLong, known } = this;
    return new HugeValue(bytes, documentStart, documentEnd, anyLong, new ValueScanner(), known);
  }

  /** The inner text of a value that is all ASCII. */
  ascii(field: number): string {
    return this.bytes.toString('latin1', this.from[field], this.to[field]);
  }

  /** The value as `parseLine` gives it; undefined for a field that is not there. */
  value(field: number): unknown {
    if (this.kind[field] === ScanKind.Absent) return undefined;
    return parsedValue(this.bytes, this.start[field]!, this.end[field]!, this.long[field] === 1);
  }

  /** The value of a field that is there, or a `HugeValue`. */
  valueInParts(field: number): unknown {
    return valueInParts(this.bytes, this.start[field]!, this.end[field]!, this.long[field] === 1);
  }

  /** The fields that are there as a document, parsed. */
  pick(fields: readonly number[]): Record<string, unknown> {
    // Not by assignment: a field may be named `__proto__`.
    return Object.fromEntries(
      fields
        .filter((field) => this.kind[field] !== ScanKind.Absent)
        .map((field) => [this.names[field]!, this.value(field)]),
    );
  }

  /** Writes a value of any kind but `Other` as the text of jsonb. */
  copyJson(field: number, sink: CopySink): void {
    const { view, edits } = this;
    const kind = this.kind[field];
    const escaped = kind === ScanKind.EscapedString || kind === ScanKind.EscapedJson;
    let at = this.start[field]!;
    for (let i = this.editsFrom[field]!; i < this.editsTo[field]!; i += 3) {
      const end = edits[i]!;
      if (escaped) at = this.copyBackslashes(at, end, sink);
      sink.copyPart(view, at, end);
      if (edits[i + 2] === 1) sink.copyPart(NO_MILLIS, 0, NO_MILLIS.byteLength);
      at = edits[i + 1]!;
    }
    const end = this.end[field]!;
    if (escaped) at = this.copyBackslashes(at, end, sink);
    sink.copy(view, at, end);
  }

  /** Writes the text of an `EscapedString`. */
  copyUnescaped(field: number, sink: CopySink): void {
    const { bytes, view } = this;
    const end = this.to[field]!;
    let at = this.from[field]!;
    for (let i = nextBackslash(bytes, at, end); i < end; i = nextBackslash(bytes, at, end)) {
      sink.copyPart(view, at, i);
      sink.textPart(UNESCAPED[bytes[i + 1]!]!);
      at = i + 2;
    }
    sink.copy(view, at, end);
  }

  /** Writes up to the last backslash before `end`, and answers where to go on. */
  private copyBackslashes(start: number, end: number, sink: CopySink): number {
    const { bytes, view } = this;
    let at = start;
    for (let i = nextBackslash(bytes, at, end); i < end; i = nextBackslash(bytes, at, end)) {
      sink.copyPart(view, at, i);
      sink.textPart('\\');
      at = i + 1;
    }
    return at;
  }
}

/** Where the next backslash stands; `end` where there is none. `indexOf` would look through the rest of the chunk. */
function nextBackslash(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== Byte.Backslash) at++;
  return at;
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
