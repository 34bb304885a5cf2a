import { parseLossless } from '../values/lossless-parser';
import { Byte } from './byte';
import { ValueScanner } from './value-scanner';

/** Bytes; of what is longer, V8 could make objects of ten times its size. */
const PARSED_WHOLE = 64 * 1024;
const NONE: ReadonlySet<string> = new Set();

/**
 * A document or an array of a scanned line that is too large to be parsed whole: 13 MB of 900,000 keys take 140 MB as an
 * object, and to list the keys takes as much again. Good until the bytes change.
 */
export class HugeValue {
  constructor(
    private readonly bytes: Buffer,
    private readonly start: number,
    private readonly end: number,
    private readonly long: boolean,
    private readonly scanner: ValueScanner,
    /** Keys that are left out. */
    private readonly without: ReadonlySet<string> = NONE,
  ) {}

  /** Its fields or items, in their order: the key or the index, and the value, which may be huge itself. */
  *parts(): Generator<readonly [step: string | number, value: unknown], void, undefined> {
    const { bytes, long, scanner } = this;
    for (const [step, from, to] of this.places()) yield [step, valueInParts(bytes, from, to, long, scanner)];
  }

  /** The keys or indexes of its fields or items, in their order. */
  *steps(): Generator<string | number, void, undefined> {
    for (const [step] of this.places()) yield step;
  }

  private *places(): Generator<readonly [step: string | number, from: number, to: number], void, undefined> {
    const { bytes, end, scanner, without } = this;
    const keyed = bytes[this.start] === Byte.OpenDocument;
    scanner.reset(bytes);
    let at = scanner.skipSpace(this.start + 1);
    for (let index = 0; at < end - 1; index += 1) {
      let step: string | number = index;
      if (keyed) {
        // There is no escape in a key that was scanned.
        const quote = bytes.indexOf(Byte.Quote, at + 1);
        step = bytes.toString('utf8', at + 1, quote);
        at = scanner.skipSpace(scanner.skipSpace(quote + 1) + 1);
      }
      scanner.reset(bytes);
      const to = scanner.value(at, 1);
      if (!keyed || !without.has(step as string)) yield [step, at, to];
      at = scanner.skipSpace(to);
      if (bytes[at] === Byte.Comma) at = scanner.skipSpace(at + 1);
    }
  }
}

/**
 * The value of scanned bytes as `parseLine` gives it, or a {@link HugeValue}.
 * `long`: it has a number of which `JSON.parse` loses digits.
 */
export function valueInParts(
  bytes: Buffer,
  start: number,
  end: number,
  long: boolean,
  scanner?: ValueScanner,
): unknown {
  if (end - start > PARSED_WHOLE && hasParts(bytes, start)) {
    return new HugeValue(bytes, start, end, long, scanner ?? new ValueScanner());
  }
  return parsedValue(bytes, start, end, long);
}

/** The value of scanned bytes as `parseLine` gives it. `long`: see {@link valueInParts}. */
export function parsedValue(bytes: Buffer, start: number, end: number, long: boolean): unknown {
  const text = bytes.toString('utf8', start, end);
  return long ? parseLossless(text).document : JSON.parse(text);
}

/** Not of a document that may be a wrapper, nor of one that may be empty: what that is shows the whole. */
function hasParts(bytes: Buffer, start: number): boolean {
  const inside = bytes[start + 1];
  if (bytes[start] === Byte.OpenArray) return inside! > Byte.Space;
  return bytes[start] === Byte.OpenDocument && inside === Byte.Quote && bytes[start + 2] !== Byte.Dollar;
}
