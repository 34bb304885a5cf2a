import type { PathStep } from '../codecs/codec';
import { isDecimal128Text, isInt64Text } from './wrapper-content';

/** A key that stood twice in one document: the place of the key and the value that does not count. */
export interface DroppedDuplicate {
  readonly path: readonly PathStep[];
  readonly value: unknown;
  /** True for a field of the document itself, and for what stood inside one that does not count. */
  readonly ofField: boolean;
}

/** One line, parsed: the tree and what stood in the text but not in the tree. */
export interface ParsedLine {
  readonly document: unknown;
  /** In the order of the text; empty for nearly every line. */
  readonly duplicates: readonly DroppedDuplicate[];
}

export interface LosslessOptions {
  /**
   * `double`: a number with a fraction or an exponent is the nearest double, as Extended JSON says (the default).
   * `exact`: it becomes `{"$numberDecimal"}` where the double would print other digits; for jsonb's numerics.
   */
  readonly fractions?: 'double' | 'exact';
}

/** The deepest nesting that is read; MongoDB itself stops at 180. A bound, so that no line can overflow the stack. */
export const MAX_DEPTH = 2_000;

/**
 * Parses JSON and loses nothing that `JSON.parse` would: integers that a double cannot hold become
 * `{"$numberLong"}` or `{"$numberDecimal"}`, numbers beyond a double's range `{"$numberDecimal"}` (`1e400` is
 * `1E+400`), and duplicate keys are reported; the last one counts. A number that neither a double nor a Decimal128
 * holds is the nearest double.
 *
 * @throws SyntaxError with the position, for text that is not JSON or nested deeper than {@link MAX_DEPTH}.
 */
export function parseLossless(text: string, options: LosslessOptions = {}): ParsedLine {
  const parser = new LosslessParser(text, options.fractions === 'exact');
  return { document: parser.parse(), duplicates: parser.duplicates };
}

class LosslessParser {
  readonly duplicates: DroppedDuplicate[] = [];
  /** Field of the document → places in `duplicates` of what was found inside the value of it that counts so far. */
  private readonly inside = new Map<PathStep, number[]>();
  private at = 0;
  private readonly path: PathStep[] = [];

  constructor(
    private readonly text: string,
    private readonly exactFractions: boolean,
  ) {}

  parse(): unknown {
    this.skipSpace();
    const value = this.value();
    this.skipSpace();
    if (this.at < this.text.length) this.fail('unexpected text after the value');
    return value;
  }

  private value(): unknown {
    switch (this.text.charCodeAt(this.at)) {
      case 0x7b:
        return this.object();
      case 0x5b:
        return this.array();
      case 0x22:
        return this.string();
      case 0x74:
        return this.word('true', true);
      case 0x66:
        return this.word('false', false);
      case 0x6e:
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private object(): Record<string, unknown> {
    const document: Record<string, unknown> = {};
    const depth = this.path.length;
    this.at++;
    this.skipSpace();
    if (this.take(0x7d)) return document;
    do {
      this.skipSpace();
      if (this.text.charCodeAt(this.at) !== 0x22) this.fail('a key was expected');
      const key = this.string();
      this.skipSpace();
      if (!this.take(0x3a)) this.fail('a colon was expected');
      const mark = this.duplicates.length;
      this.enter(key);
      const value = this.value();
      this.path.pop();
      if (Object.hasOwn(document, key)) this.dropFormer(depth, key, document[key], mark);
      setOwn(document, key, value);
      this.skipSpace();
    } while (this.take(0x2c));
    if (!this.take(0x7d)) this.fail('a comma or } was expected');
    return document;
  }

  private array(): unknown[] {
    const items: unknown[] = [];
    this.at++;
    this.skipSpace();
    if (this.take(0x5d)) return items;
    do {
      this.enter(items.length);
      items.push(this.value());
      this.path.pop();
      this.skipSpace();
    } while (this.take(0x2c));
    if (!this.take(0x5d)) this.fail('a comma or ] was expected');
    return items;
  }

  private enter(step: PathStep): void {
    if (this.path.length >= MAX_DEPTH) this.fail(`nested deeper than ${MAX_DEPTH} levels`);
    this.path.push(step);
    this.skipSpace();
  }

  /** What was found inside a field of the document that does not count, which is all before `mark`, goes with the field. */
  private dropFormer(depth: number, key: string, former: unknown, mark: number): void {
    const field = depth === 0 ? key : this.path[0]!;
    const places = this.inside.get(field) ?? [];
    if (depth === 0) {
      for (const place of places) {
        if (place < mark) this.duplicates[place] = { ...this.duplicates[place]!, ofField: true };
      }
      this.inside.set(
        field,
        places.filter((place) => place >= mark),
      );
    } else {
      places.push(this.duplicates.length);
      this.inside.set(field, places);
    }
    this.duplicates.push({ path: [...this.path, key], value: former, ofField: depth === 0 });
  }

  private string(): string {
    const start = this.at;
    let plain = true;
    for (let i = start + 1; i < this.text.length; i++) {
      const code = this.text.charCodeAt(i);
      if (code === 0x22) {
        this.at = i + 1;
        return plain ? this.text.slice(start + 1, i) : this.unescape(start, i + 1);
      }
      if (code === 0x5c) {
        plain = false;
        i++;
      } else if (code < 0x20) {
        this.at = i;
        this.fail('a control character in a string');
      }
    }
    this.at = this.text.length;
    return this.fail('a string without an end');
  }

  private unescape(start: number, end: number): string {
    try {
      return JSON.parse(this.text.slice(start, end)) as string;
    } catch {
      this.at = start;
      return this.fail('a bad escape in the string');
    }
  }

  private number(): unknown {
    const start = this.at;
    this.take(0x2d);
    if (!this.take(0x30)) this.digits();
    let whole = true;
    if (this.take(0x2e)) {
      whole = false;
      this.digits();
    }
    if (this.take(0x65) || this.take(0x45)) {
      whole = false;
      if (!this.take(0x2b)) this.take(0x2d);
      this.digits();
    }
    const spelled = this.text.slice(start, this.at);
    return whole ? wholeNumber(spelled) : fraction(spelled, this.exactFractions);
  }

  private digits(): void {
    const start = this.at;
    while (isDigit(this.text.charCodeAt(this.at))) this.at++;
    if (this.at === start) this.fail('a value was expected');
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.fail('a value was expected');
    this.at += word.length;
    return value;
  }

  private take(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false;
    this.at++;
    return true;
  }

  private skipSpace(): void {
    for (; ; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return;
    }
  }

  private fail(what: string): never {
    const where = this.at >= this.text.length ? 'at the end, position' : 'at position';
    throw new SyntaxError(`Not JSON: ${what} ${where} ${this.at}`);
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** `__proto__` must become a key like any other. */
function setOwn(document: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(document, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    document[key] = value;
  }
}

function wholeNumber(spelled: string): unknown {
  const double = Number(spelled);
  // As ECMAScript would write this double: either it is exact, or a script wrote a double and these are its digits.
  if (Number.isSafeInteger(double) || String(double) === spelled) return double;
  if (isInt64Text(spelled)) return { $numberLong: spelled };
  return isDecimal128Text(spelled) ? { $numberDecimal: spelled } : double;
}

function fraction(spelled: string, exact: boolean): unknown {
  const double = Number(spelled);
  if (Number.isFinite(double) && !(exact && String(double) !== spelled)) return double;
  const decimal = exponentWithSign(spelled.toUpperCase());
  return isDecimal128Text(decimal) ? { $numberDecimal: decimal } : double;
}

/** Decimal128 writes the sign of an exponent always: `1E400` is `1E+400`. */
function exponentWithSign(spelled: string): string {
  const exponent = spelled.indexOf('E') + 1;
  const unsigned = exponent > 0 && isDigit(spelled.charCodeAt(exponent));
  return unsigned ? `${spelled.slice(0, exponent)}+${spelled.slice(exponent)}` : spelled;
}
