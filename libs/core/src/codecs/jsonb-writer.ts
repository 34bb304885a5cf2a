import { canonicalExtended } from '../values/canonical-extended';
import { isoInstant } from '../values/civil-date';
import { cleanText, hasLoneSurrogate, hasNul, isCleanText } from '../values/clean-text';
import { parseDecimal } from '../values/decimal';
import { isMissing, kindOf, type SourceDocument } from '../values/source-value';
import {
  binaryContent,
  binarySubType,
  dateInstant,
  numberText,
  objectIdHex,
  plainIsoText,
  uuidText,
} from '../values/wrapped-value';
import type { PathStep, RepairReason, ValueNotes } from './codec';

/** Up to here a look at each character is cheaper than `JSON.stringify`. */
const SHORT = 40;

/**
 * Writes a tree as the JSON text that a `jsonb` column holds (`values.md`, "In jsonb"): ObjectIds as hex, dates as ISO
 * in UTC, numbers with all their digits, UUIDs as text, bytes of subtype 0 as base64, undefined left out (in an array
 * null), every other type as its canonical Extended JSON. What PostgreSQL refuses is repaired and reported.
 */
export class JsonbWriter {
  repaired = false;
  /** Inside canonical Extended JSON, where wrappers stay what they look like: the value as the document has it. */
  private canonical: { readonly value: SourceDocument; readonly path: readonly PathStep[] } | null = null;
  private readonly path: PathStep[] = [];

  constructor(private readonly notes: ValueNotes) {}

  write(value: unknown): string {
    if (typeof value === 'string') return this.string(value, value);
    if (typeof value === 'number') return this.double(value, value);
    if (typeof value !== 'object' || value === null)
      return value === true ? 'true' : value === false ? 'false' : 'null';
    if (Array.isArray(value)) return this.array(value);
    return this.canonical !== null
      ? this.document(value as SourceDocument)
      : this.wrapped(value as SourceDocument);
  }

  private wrapped(value: SourceDocument): string {
    switch (kindOf(value)) {
      case 'document':
        return this.document(value);
      case 'objectId':
        return `"${objectIdHex(value)}"`;
      case 'date':
        return `"${plainIsoText(value) ?? isoInstant(dateInstant(value))}"`;
      case 'int32':
      case 'int64':
        return numberText(value);
      case 'double':
        return this.double(Number(numberText(value)), value);
      case 'decimal128':
        return this.decimal(numberText(value), value);
      case 'uuid':
        return `"${uuidText(value)}"`;
      case 'undefined':
        return 'null';
      case 'binary':
        if (binarySubType(value) === 0) return `"${binaryContent(value).base64}"`;
        return this.verbatim(value);
      default:
        return this.verbatim(value);
    }
  }

  private verbatim(value: SourceDocument): string {
    this.canonical = { value, path: [...this.path] };
    const text = this.write(canonicalExtended(value));
    this.canonical = null;
    return text;
  }

  private array(items: readonly unknown[]): string {
    let out = '[';
    for (let i = 0; i < items.length; i++) {
      if (i > 0) out += ',';
      this.path.push(i);
      out += this.write(items[i]);
      this.path.pop();
    }
    return `${out}]`;
  }

  private document(document: SourceDocument): string {
    let out = '{';
    for (const key of this.keysOf(document)) {
      const part = document[key];
      if (this.canonical === null && isMissing(part)) continue;
      if (out.length > 1) out += ',';
      this.path.push(key);
      out += `${this.string(key, part)}:${this.write(part)}`;
      this.path.pop();
    }
    return `${out}}`;
  }

  /** The keys to write. Of keys that become equal by their repair the last counts, as of duplicates. */
  private keysOf(document: SourceDocument): string[] {
    const all = Object.keys(document);
    if (all.every(isCleanKey)) return all;
    const keys = all.filter((key) => !isMissing(document[key]));
    const last = new Map(keys.map((key) => [cleanText(key), key]));
    return keys.filter((key) => {
      const counts = last.get(cleanText(key)) === key;
      if (!counts) this.repair('duplicate-key', document[key], key);
      return counts;
    });
  }

  private string(text: string, original: unknown): string {
    if (text.length < SHORT && needsNoEscape(text)) return `"${text}"`;
    if (isCleanText(text)) return JSON.stringify(text);
    if (hasNul(text)) this.repair('nul-character', original);
    if (hasLoneSurrogate(text)) this.repair('lone-surrogate', original);
    return JSON.stringify(cleanText(text));
  }

  private double(double: number, original: unknown): string {
    if (!Number.isFinite(double)) {
      this.repair('nan-or-infinity', original);
      return `"${double}"`;
    }
    if (Object.is(double, -0)) this.repair('negative-zero', original);
    return String(double);
  }

  private decimal(text: string, original: unknown): string {
    const decimal = parseDecimal(text);
    if (decimal === null) {
      this.repair('nan-or-infinity', original);
      return `"${text}"`;
    }
    const negativeZero = decimal.negative && decimal.digits === '0';
    if (negativeZero) this.repair('negative-zero', original);
    return jsonNumber(text, decimal.negative && !negativeZero);
  }

  private repair(reason: RepairReason, original: unknown, step?: PathStep): void {
    this.repaired = true;
    if (this.canonical !== null) {
      // The parts of a wrapper are no parts of the document: its whole value is the original.
      this.notes.repaired(this.canonical.path, this.canonical.value, reason);
      return;
    }
    this.notes.repaired(step === undefined ? [...this.path] : [...this.path, step], original, reason);
  }
}

function isCleanKey(key: string): boolean {
  return (key.length < SHORT && needsNoEscape(key)) || isCleanText(key);
}

/** No control characters, quotes, backslashes or surrogates. */
function needsNoEscape(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === 0x22 || code === 0x5c || code >= 0xd800) return false;
  }
  return true;
}

/** JSON allows neither a plus nor leading zeros. */
function jsonNumber(text: string, negative: boolean): string {
  let start = text.startsWith('-') || text.startsWith('+') ? 1 : 0;
  while (text.charCodeAt(start) === 0x30 && isDigit(text.charCodeAt(start + 1))) start++;
  return (negative ? '-' : '') + text.slice(start);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
