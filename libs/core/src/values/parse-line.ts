import { type DroppedDuplicate, MAX_DEPTH, type ParsedLine, parseLossless } from './lossless-parser';

const NO_DUPLICATES: readonly DroppedDuplicate[] = Object.freeze([]);
/** Below it every integer of fewer than 16 digits; at or above it a double may have lost digits of the text. */
const MANY_DIGITS = 1e15;

/**
 * Parses one line of Extended JSON. The wrappers (`{"$oid": …}`, `{"$date": …}`, …) stay documents; the accessors of
 * `source-value.ts` read them. What is not an object is returned as it is: the caller decides.
 *
 * `JSON.parse` does the work where it loses nothing. It does not where a number has 16 digits or more or overflows, and
 * where a nested document has a key twice; those lines go through {@link parseLossless}.
 *
 * @throws SyntaxError with a position where the text is not JSON.
 */
export function parseLine(text: string): ParsedLine {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // The engine's message quotes the data and has not always a position: ours does neither.
    return parseLossless(text);
  }
  if (typeof document !== 'object' || document === null) return parseLossless(text);
  const keys = Array.isArray(document) ? keysOfArray(document, 1) : keysOf(document, 1);
  if (keys >= 0 && (keysSeenIn(text) === keys || structuralColons(text) === keys)) {
    return { document, duplicates: NO_DUPLICATES };
  }
  return parseLossless(text);
}

/** The keys of all documents in the tree; negative where a number may have lost digits or the tree is too deep. */
function keysOf(document: object, depth: number): number {
  if (depth > MAX_DEPTH) return Number.NEGATIVE_INFINITY;
  let keys = 0;
  for (const key in document) {
    keys++;
    const value = (document as Record<string, unknown>)[key];
    if (typeof value === 'string') continue;
    if (typeof value === 'object') {
      if (value !== null)
        keys += Array.isArray(value) ? keysOfArray(value, depth + 1) : keysOf(value, depth + 1);
    } else if (typeof value === 'number' && !(value < MANY_DIGITS && value > -MANY_DIGITS)) {
      return Number.NEGATIVE_INFINITY;
    }
  }
  return keys;
}

function keysOfArray(items: readonly unknown[], depth: number): number {
  if (depth > MAX_DEPTH) return Number.NEGATIVE_INFINITY;
  let keys = 0;
  for (let i = 0; i < items.length; i++) {
    const value = items[i];
    if (typeof value === 'object') {
      if (value !== null)
        keys += Array.isArray(value) ? keysOfArray(value, depth + 1) : keysOf(value, depth + 1);
    } else if (typeof value === 'number' && !(value < MANY_DIGITS && value > -MANY_DIGITS)) {
      return Number.NEGATIVE_INFINITY;
    }
  }
  return keys;
}

/**
 * The colons right behind a quote: at least one for each key of the text, duplicates included, where no white space
 * stands before a colon (-1 where some does). A string that begins with a colon, or has one behind an escaped quote,
 * counts as well: then {@link structuralColons} decides.
 */
function keysSeenIn(text: string): number {
  let keys = 0;
  for (let i = text.indexOf(':'); i !== -1; i = text.indexOf(':', i + 1)) {
    const before = text.charCodeAt(i - 1);
    if (before === 0x22) keys++;
    else if (before <= 0x20) return -1;
  }
  return keys;
}

/** The keys of the text, exactly: the colons outside strings. `text` is known to be JSON. */
function structuralColons(text: string): number {
  let colons = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3a) colons++;
    else if (code === 0x22) i = endOfString(text, i);
  }
  return colons;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
}
