import { parseDecimal, parseIso8601 } from '@etl/core';
import type { FieldShape } from '../draft/collection-draft';

export type Format = NonNullable<FieldShape['format']>;

export const isHexId = (text: string): boolean => /^[0-9a-f]{24}$/i.test(text);
const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
/** International, or with the zero of a long number: no quantity is written so. */
const isPhone = (text: string): boolean =>
  /^(?:\+|0(?!\.))[\d\s().-]{6,20}$/.test(text) && text.replace(/\D/g, '').length >= 7;
const isUrl = (text: string): boolean => /^(?:https?|ftp|s3):\/\/\S+$/i.test(text);

/** `word`: a slug of one word, which says nothing alone. */
type Look = Format | 'word';

/** The longest text that is looked at: what is longer is prose. */
const LONGEST = 2_000;

/** What one text looks like; undefined for prose. Which rule comes first decides what fits several. */
function lookOf(text: string): Look | undefined {
  if (text.length > LONGEST) return undefined;
  if (isHexId(text)) return 'hex-id';
  if (isUuid(text)) return 'uuid';
  if (parseIso8601(text) !== null) return 'iso-date';
  if (isPhone(text)) return 'phone';
  if (parseDecimal(text) !== null) return 'number';
  if (isEmail(text)) return 'email';
  if (isUrl(text)) return 'url';
  if (/^[\p{Ll}\p{Lo}\d]+(?:-[\p{Ll}\p{Lo}\d]+)+$/u.test(text)) return 'slug';
  return /^[a-z\d]+$/.test(text) ? 'word' : undefined;
}

const SLUGS: ReadonlySet<Look | undefined> = new Set(['slug', 'word', 'number']);

/** What all texts of a field look like. */
export class FormatTally {
  private readonly looks = new Set<Look | undefined>();

  add(text: string): void {
    // An empty string is in every field; once two texts look different, no third one mends it.
    if (text !== '' && !this.looks.has(undefined)) this.looks.add(lookOf(text));
  }

  /** Of a value that is no text, and is its format by its type. */
  addLook(look: Format): void {
    this.looks.add(look);
  }

  get format(): Format | undefined {
    const [first, ...others] = this.looks;
    if (this.looks.has('slug') && [...this.looks].every((look) => SLUGS.has(look))) return 'slug';
    return others.length > 0 || first === 'word' ? undefined : first;
  }
}
