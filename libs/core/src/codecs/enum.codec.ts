import { ByteNames } from '../scan/byte-names';
import { ScanKind } from '../scan/scan-kind';
import type { Codec } from './codec';
import { withShortWay } from './short-way';
import { EMPTY_STRING, NOT_IN_ENUM, WRONG_TYPE } from './unfit';

/** Spellings remembered per column: real data has a few dozen, hostile data must not fill the memory. */
const MOST_SPELLINGS = 1000;
const LONGEST_SPELLING = 64;

/**
 * An enum type: the listed values, and spellings of them. A spelling is lower-cased, its ends are trimmed, and each run
 * of spaces (U+0020), underscores and dashes (U+002D) counts as one dash; the listed values are treated alike.
 *
 * @param values the labels of the PostgreSQL type
 * @throws TypeError where two labels are spelled alike, for then a spelling would not say which
 */
export function createEnumCodec<T extends string>(values: readonly T[]): Codec<T> {
  const listed = new Set<string>(values);
  const labels = new ByteNames(values);
  const bySpelling = new Map<string, T>();
  for (const value of values) {
    const spelling = normalised(value);
    const other = bySpelling.get(spelling);
    if (other !== undefined) throw new TypeError(`Enum values '${other}' and '${value}' are spelled alike`);
    bySpelling.set(spelling, value);
  }
  const seen = new Map<string, T | undefined>();

  function lookUp(text: string): T | undefined {
    if (text.length > LONGEST_SPELLING) return bySpelling.get(normalised(text));
    const known = seen.get(text);
    if (known !== undefined || seen.has(text)) return known;
    const value = bySpelling.get(normalised(text));
    if (seen.size < MOST_SPELLINGS) seen.set(text, value);
    return value;
  }

  return withShortWay(
    {
      kind: 'enum',
      scalar: true,
      encode(value, sink) {
        if (typeof value !== 'string') return WRONG_TYPE;
        if (listed.has(value)) {
          sink.text(value);
          return 'mapped';
        }
        const label = lookUp(value);
        if (label === undefined) return value.trim() === '' ? EMPTY_STRING : NOT_IN_ENUM;
        sink.text(label);
        return 'coerced';
      },
      decode: (text) => text as T,
    },
    ({ bytes, view, kind, from, to }, field, sink) => {
      if (kind[field] !== ScanKind.String || labels.find(bytes, from[field]!, to[field]!) < 0) return false;
      sink.copy(view, from[field]!, to[field]!);
      return true;
    },
  );
}

function normalised(text: string): string {
  let out = '';
  let dashed = false;
  for (const character of text.trim().toLowerCase()) {
    const dash = character === ' ' || character === '_' || character === '-';
    if (!dash) out += character;
    else if (!dashed) out += '-';
    dashed = dash;
  }
  return out;
}
