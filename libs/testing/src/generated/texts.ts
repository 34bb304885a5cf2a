import { createHash } from 'node:crypto';
import fc from 'fast-check';

/** What breaks quoting, escaping, ordering, case folding and arrays of PostgreSQL. */
const AWKWARD = [
  ...['"', '\\', "'", '{', '}', ',', ':', '/', '~', '$', '.', '`', '%', '\\u0000', 'NULL', '\\N', '\\.'],
  ...['\t', '\n', '\r', '\v', '\u0001', '\u001f', '\u007f', '\u00a0', '\u2028', '\ufeff', '\u200b', '\ufffd'],
  // UTF-16 and UTF-8 order these two differently.
  ...['\uffff', '\u{10000}', '🏠', '👩‍👧', 'e\u0301', 'é', 'İ', 'ß', 'ﬁ', 'شقة', 'א'],
  ...[' ', '_', '-', 'A', 'a', '0'],
] as const;

const grapheme = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 });
const awkward = fc.constantFrom(...AWKWARD);

/** Texts that PostgreSQL can hold, the short and ordinary ones first. */
export const cleanText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: fc.oneof(grapheme, awkward), maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replaceAll('\0', '')),
  },
);

/** Texts with U+0000 or half a surrogate pair, which PostgreSQL refuses. */
export const brokenText: fc.Arbitrary<string> = fc
  .tuple(cleanText, fc.constantFrom('\0', '\ud800', '\udfff', '\udc00\ud800'), cleanText)
  .map((parts) => parts.join(''));

/** Bytes that no compression shortens, so that an index has to hold all of them. */
function noise(seed: number, length: number): string {
  let text = '';
  for (let n = 0; text.length < length; n += 1)
    text += createHash('sha256').update(`${seed}:${n}`).digest('base64');
  return text.slice(0, length);
}

/** Texts beyond what an index holds, or what is kept in the row: repetitive, of wide characters, and of noise. */
export const longText: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('x', 'é', '🏠', 'noise'), fc.constantFrom(600, 2_100, 9_000), fc.nat(99))
  .map(([unit, length, seed]) => (unit === 'noise' ? noise(seed, length) : unit.repeat(length)));

const padded = (of: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('', ' ', '\t', '\u00a0 '), of, fc.constantFrom('', ' ', '\n'))
    .map((parts) => parts.join(''));

/** Texts that look like a value of another type, and some that nearly do. */
export const tellingText: fc.Arbitrary<string> = padded(
  fc.oneof(
    fc.constantFrom(
      '',
      'true',
      'FALSE',
      'yes',
      't',
      '0',
      '1',
      '-0',
      '+5',
      '05',
      '5.0',
      '.5',
      '5.',
      '1e3',
      '1E400',
    ),
    fc.constantFrom(
      '1,500',
      '0x10',
      '1_000',
      '٣',
      'NaN',
      'Infinity',
      '-infinity',
      'now',
      'epoch',
      'null',
      '{}',
      '[]',
    ),
    fc.constantFrom(
      '2024',
      '20240229',
      '2024-02-30',
      '2024-02-29T24:00',
      '2024-02-29 12:00+02',
      '0000-01-01',
      '-0001-01-01',
    ),
    fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.stringMatching(/^[0-9a-fA-F]{23,25}$/),
  ),
);
