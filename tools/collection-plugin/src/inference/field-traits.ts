import { isDbRef, isDocument, kindOf } from '@etl/core';
import { isEmail, isHexId } from './format';

/** What pairing asks of a field beyond its shape. Counts are of documents. */
export interface FieldTraits {
  /** Documents in which the field is neither missing nor null. */
  readonly values: number;
  /** … in which it is an id, or stands for one: an ObjectId, its digits, a UUID, a DBRef, an embedded document. */
  readonly ids: number;
  /** … in which it is a document with a `url`, or an array that holds one. */
  readonly urls: number;
  readonly emails: number;
  /** Different texts, up to {@link MOST_VARIETY}; undefined beyond it. */
  readonly variety: number | undefined;
}

export const MOST_VARIETY = 24;

export class TraitTally implements FieldTraits {
  values = 0;
  ids = 0;
  urls = 0;
  emails = 0;
  private texts: Set<string> | undefined = new Set();

  add(value: unknown): void {
    if (value === null) return;
    this.values += 1;
    const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (isId(one)) this.ids += 1;
    if (Array.isArray(value) ? value.some(hasUrl) : hasUrl(value)) this.urls += 1;
    if (typeof one !== 'string') return;
    if (isEmail(one)) this.emails += 1;
    this.texts?.add(one);
    if ((this.texts?.size ?? 0) > MOST_VARIETY) this.texts = undefined;
  }

  get variety(): number | undefined {
    return this.texts?.size;
  }
}

function isId(value: unknown): boolean {
  switch (kindOf(value)) {
    case 'objectId':
    case 'uuid':
      return true;
    case 'string':
      return isHexId(value as string);
    case 'document':
      return isDbRef(value) || (isDocument(value) && isId(value['_id']));
    default:
      return false;
  }
}

const hasUrl = (value: unknown): boolean =>
  kindOf(value) === 'document' && isDocument(value) && typeof value['url'] === 'string';
