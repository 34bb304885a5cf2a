import type { FieldShape } from '../draft/collection-draft';
import { wordsOf } from '../names/words';
import { quoted } from '../library/source-text';
import type { CodeScope } from './code-scope';
import { boundsOf, numberCode } from './number-code';

/** Longer texts show nothing more, and a golden file is read. */
const LONGEST = 400;
const USUAL = { min: 5, max: 40 };

type Format = NonNullable<FieldShape['format']>;

/** Where the string stands. */
export interface TextPlace {
  /** The library's name. */
  readonly collection: string;
  /** From the document to the field. */
  readonly path: readonly string[];
  readonly distinct: boolean;
  /** The variable that counts the elements, within an array. */
  readonly index?: string;
}

/** What a name alone tells of a text, where no document was read. */
export function formatOfName(name: string): Format | undefined {
  if (/slug$/i.test(name)) return 'slug';
  if (/(phone|mobile)$/i.test(name)) return 'phone';
  return undefined;
}

/** A name as a part of an address; letters of other scripts would have to be escaped there. */
const slugOf = (name: string): string =>
  wordsOf(name)
    .join('-')
    .replace(/[^a-z0-9-]/g, '') || 'x';

/** What tells the addresses of two documents, and of two elements of an array, apart. */
const position = (scope: CodeScope, { index }: TextPlace): string =>
  `\${${scope.use('n')}}${index === undefined ? '' : `-\${${index}}`}`;

function textOf(scope: CodeScope, shape: FieldShape | undefined, distinct: boolean): string {
  const { min, max } = shape?.length ?? USUAL;
  const [least, most] = [Math.min(min, LONGEST), Math.min(Math.max(min, max), LONGEST)];
  if (most === 0 && !distinct) return quoted('');
  const text = scope.call('someText', scope.use('random'), String(least), String(most));
  return distinct ? `\`\${${text}} \${${scope.use('n')}}\`` : text;
}

/** A string of the field's format; nothing in it is of a document. */
export function textCode(
  scope: CodeScope,
  place: TextPlace,
  shape: FieldShape | undefined,
  format?: Format,
): string {
  const name = place.path.at(-1) ?? 'text';
  const word = slugOf(name);
  switch (format) {
    case 'email':
      // example.com is nobody's.
      return `\`${word}-${position(scope, place)}@example.com\``;
    case 'url':
      return `\`https://example.com/${place.collection}/${place.path.map(slugOf).join('/')}/${position(scope, place)}\``;
    case 'slug':
      return `\`${word === 'slug' ? place.collection : word}-${position(scope, place)}\``;
    case 'uuid':
      return `\`00000000-0000-4000-8000-\${${scope.use('n')}.toString(16).padStart(12, '0')}\``;
    case 'iso-date':
      return `new Date(${scope.constant('CREATED')} + ${scope.use('n')} * ${scope.constant('HOUR')}).toISOString()`;
    case 'number':
      return numberCode(scope, 'string', boundsOf(shape, { integer: true }), place.distinct);
    case 'phone':
      // No country has the code 999.
      return `\`+999\${${place.distinct ? `10_000_000 + ${scope.use('n')}` : scope.call('wholeBetween', scope.use('random'), '10_000_000', '99_999_999')}}\``;
    default:
      return textOf(scope, shape, place.distinct);
  }
}
