import type { ColumnDraft, FieldShape, FieldType } from '../draft/collection-draft';
import type { FieldTraits } from '../inference/field-traits';
import { wordsOf } from '../names/words';
import { refineKind } from '../pairing/refine-kind';

/** The kind of column that a field asks for, and on what that rests. */
export type ProposedKind = Pick<ColumnDraft, 'kind' | 'numeric'> & { readonly guess: string };

const NUMBERS: readonly FieldType[] = ['int32', 'int64', 'double', 'decimal128'];
const INT4 = 2 ** 31;
/** Every int64 has 19 digits at most; a bigint has no codec. */
const INT64 = { precision: 19, scale: 0 };
/** As the amounts of the tables that are there. */
const AMOUNT = { precision: 18, scale: 2 };

/** By the type that most values have; null says nothing. */
export function kindOfField(field: FieldShape, traits: FieldTraits, documents: number): ProposedKind {
  const share = (...wanted: readonly FieldType[]): number =>
    field.types.filter(({ type }) => wanted.includes(type)).reduce((sum, one) => sum + one.share, 0);
  const seen = (what: string, ...of: readonly FieldType[]): string =>
    `${what} in ${Math.round(share(...of) * field.presence * documents)} of ${documents} documents`;
  const groups: readonly (readonly [number, () => ProposedKind])[] = [
    [share('boolean'), () => ({ kind: 'boolean', guess: seen('boolean', 'boolean') })],
    [share('date'), () => ({ kind: 'timestamp', guess: seen('date', 'date') })],
    [share(...NUMBERS), () => kindOfNumber(field, seen, share)],
    [share('string'), () => kindOfText(field, traits, documents, seen)],
    [share('array'), () => kindOfArray(field, traits, documents, seen)],
    [share('objectId'), () => ({ kind: 'text', guess: seen('ObjectId', 'objectId') })],
    [
      share('document', 'other'),
      () => ({ kind: 'jsonb', guess: seen('document or another structure', 'document', 'other') }),
    ],
  ];
  const [most, propose] = groups.reduce((best, group) => (group[0] > best[0] ? group : best));
  return most === 0 ? { kind: 'text', guess: `only null in ${documents} documents` } : propose();
}

type Seen = (what: string, ...of: readonly FieldType[]) => string;

/** Milliseconds of the years from 2001 to 2065; where the name says that it is a moment, from 1973 on. */
const MOMENTS = { min: 1e12, max: 3e12, oldest: 1e11 };
const MOMENT_WORDS: ReadonlySet<string> = new Set([
  'at',
  'date',
  'on',
  'time',
  'timestamp',
  'since',
  'until',
]);

export const isMomentName = (name: string): boolean => MOMENT_WORDS.has(wordsOf(name).at(-1) ?? '');

/** No date is a price, and no price a date; a phone number as a number has other digits. */
function isMoment(name: string, range: FieldShape['range']): boolean {
  if (range === undefined || range.max > MOMENTS.max) return false;
  return range.min >= (isMomentName(name) ? MOMENTS.oldest : MOMENTS.min);
}

function kindOfNumber(
  { name, range }: FieldShape,
  seen: Seen,
  share: (...wanted: readonly FieldType[]) => number,
): ProposedKind {
  if (share('decimal128') > 0) {
    return {
      kind: 'numeric',
      numeric: AMOUNT,
      guess: `${seen('number, Decimal128 too,', ...NUMBERS)}; precision and scale as elsewhere`,
    };
  }
  if (isMoment(name, range)) {
    return {
      kind: 'timestamp',
      guess: `${seen('number', ...NUMBERS)}, all as large as the milliseconds since 1970 of our time`,
    };
  }
  if (share('double') > 0) return { kind: 'double', guess: seen('number, double too,', ...NUMBERS) };
  const large = range !== undefined && (range.max >= INT4 || range.min < -INT4);
  if (large)
    return { kind: 'numeric', numeric: INT64, guess: `${seen('int64', ...NUMBERS)}, larger than an integer` };
  return { kind: 'integer', guess: seen('whole number', ...NUMBERS) };
}

function kindOfText(field: FieldShape, traits: FieldTraits, documents: number, seen: Seen): ProposedKind {
  if (field.format === 'iso-date') return { kind: 'timestamp', guess: seen('ISO date as text', 'string') };
  const { kind, guess } = refineKind(
    { name: field.name, kind: 'text', nullable: true, from: [] },
    [traits],
    documents,
  );
  return { kind, guess: guess ?? seen('text', 'string') };
}

function kindOfArray(
  { items }: FieldShape,
  traits: FieldTraits,
  documents: number,
  seen: Seen,
): ProposedKind {
  const [first] = items?.element.types ?? [];
  const strings = items?.element.types.find(({ type }) => type === 'string')?.share ?? 0;
  if (traits.urls > 0 && strings > 0) {
    return {
      kind: 'url-array',
      guess: `texts, and documents with a url in ${traits.urls} of ${documents} documents: the urls count`,
    };
  }
  if (first?.type === 'string') return { kind: 'text-array', guess: seen('array of texts', 'array') };
  return {
    kind: 'jsonb',
    guess: seen(first === undefined ? 'empty array' : 'array, not of texts,', 'array'),
  };
}
