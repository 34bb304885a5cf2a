import type { PathStep } from '../codecs/codec';
import type { RowSink } from '../ports/column-sink';
import { HugeValue } from '../scan/huge-value';
import { kindOf, stringifyExtended } from '../values';

/** A JSON Pointer (RFC 6901). */
export function jsonPointer(path: readonly PathStep[]): string {
  let pointer = '';
  for (const step of path) {
    pointer += '/' + (typeof step === 'number' ? step : step.replace(/~/g, '~0').replace(/\//g, '~1'));
  }
  return pointer;
}

/** An original that the target does not hold, and where it stood in the document. */
export interface ResidueItem {
  readonly path: readonly PathStep[];
  /** As parsed, or a {@link HugeValue}. */
  readonly value: unknown;
}

/**
 * Writes the residue of one document as a column of JSON text: JSON Pointer → leaf, in Extended JSON. Sub-documents and
 * arrays are taken apart down to their leaves; empty ones are leaves. A pointer that comes again (a key twice in one
 * object) gets `~2`, which no pointer to a key of that name could be. Leaf by leaf: a field may hold a million.
 */
export function writeResidueDocument(sink: RowSink, items: readonly ResidueItem[]): void {
  const leaves = new ResidueLeaves(sink, mayRepeat(items) ? new Map() : null);
  for (const { path, value } of items) leaves.write(jsonPointer(path), value);
  leaves.end();
}

/** Whether two items may hold leaves of the same pointer: within one value no pointer comes again. */
function mayRepeat(items: readonly ResidueItem[]): boolean {
  // The unknown fields of a document are in no other item.
  const others = items.filter(({ path, value }) => path.length > 0 || !(value instanceof HugeValue));
  const fields = new Set(others.map(({ path }) => path[0]));
  return others.length > 1 && (fields.size < others.length || fields.has(undefined));
}

/** Characters of a text that are escaped at a time. */
const PART = 16 * 1024;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

class ResidueLeaves {
  private separator = '{';

  constructor(
    private readonly sink: RowSink,
    /** How often each pointer has come; null where none can come again. */
    private readonly times: Map<string, number> | null,
  ) {}

  write(pointer: string, value: unknown): void {
    if (value instanceof HugeValue) {
      for (const [step, part] of value.parts()) this.write(pointer + jsonPointer([step]), part);
      return;
    }
    const kind = kindOf(value);
    if (kind === 'array') {
      const items = value as readonly unknown[];
      if (items.length > 0) {
        items.forEach((item, index) => this.write(`${pointer}/${index}`, item));
        return;
      }
    } else if (kind === 'document') {
      const document = value as Record<string, unknown>;
      const keys = Object.keys(document);
      if (keys.length > 0) {
        for (const key of keys) this.write(pointer + jsonPointer([key]), document[key]);
        return;
      }
    }
    this.sink.textPart(`${this.separator}${JSON.stringify(this.free(pointer))}:`);
    if (typeof value === 'string' && value.length > PART) this.writeText(value);
    else this.sink.textPart(stringifyExtended(value));
    this.separator = ',';
  }

  end(): void {
    this.sink.text(this.separator === '{' ? '{}' : '}');
  }

  /** Part by part: written at once, a text of 16 MB would be there three more times until it is collected. */
  private writeText(text: string): void {
    this.sink.textPart('"');
    let start = 0;
    while (start < text.length) {
      let end = start + PART;
      // The halves of a pair would become escapes.
      while (isHighSurrogate(text.charCodeAt(end - 1))) end += 1;
      this.sink.textPart(JSON.stringify(text.slice(start, end)).slice(1, -1));
      start = end;
    }
    this.sink.textPart('"');
  }

  private free(pointer: string): string {
    if (this.times === null) return pointer;
    const times = (this.times.get(pointer) ?? 0) + 1;
    this.times.set(pointer, times);
    return times === 1 ? pointer : `${pointer}~${times}`;
  }
}
