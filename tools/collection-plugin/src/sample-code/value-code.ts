import type { ColumnKind, FieldShape, FieldType } from '../draft/collection-draft';
import { isRequired, isSpeakingName } from '../library/library';
import type { CodeScope } from './code-scope';
import { documentCode } from './document-code';
import { idCode } from './id-code';
import { boundsOf, numberCode } from './number-code';
import { conditionCode, shareText } from './presence-code';
import { formatOfName, textCode } from './text-code';
import type { ValuePlace } from './value-place';

/** The types that a column of the kind takes without a loss, the usual one first. */
const TAKEN: Readonly<Record<ColumnKind, readonly FieldType[]>> = {
  id: ['objectId', 'string'],
  reference: ['objectId', 'string', 'document'],
  text: ['string', 'int32', 'int64', 'double', 'decimal128', 'boolean', 'date', 'objectId'],
  email: ['string'],
  url: ['string', 'document'],
  enum: ['string'],
  boolean: ['boolean', 'int32', 'string'],
  integer: ['int32', 'int64', 'double', 'string'],
  double: ['double', 'int32', 'string'],
  numeric: ['double', 'int32', 'int64', 'decimal128', 'string'],
  timestamp: ['date', 'string', 'int64', 'double'],
  'text-array': ['array', 'string'],
  'url-array': ['array', 'string'],
  jsonb: ['document'],
};

const ANYTHING: readonly FieldType[] = [
  'string',
  'int32',
  'int64',
  'double',
  'decimal128',
  'boolean',
  'date',
  'objectId',
  'array',
  'document',
];

/** What has a smaller share than this among a field's values is not worth a line. */
const LEAST_SHARE = 0.01;
const MOST_TYPES = 3;

/** The types that are invented for a field, with their shares: those that were seen, as far as its column takes them. */
function typesOf({ shape, column, distinct }: ValuePlace): readonly { type: FieldType; share: number }[] {
  const taken = column === undefined ? ANYTHING : TAKEN[column.kind];
  const fits = column?.kind === 'jsonb' ? ANYTHING : taken;
  const seen = (shape?.types ?? []).filter(({ type, share }) => fits.includes(type) && share >= LEAST_SHARE);
  const usual = { type: taken[0] ?? 'string', share: 1 };
  return seen.length === 0 ? [usual] : seen.slice(0, distinct ? 1 : MOST_TYPES);
}

/** How often the field is null, where its column can do with that. */
function nullShareOf({ shape, column }: ValuePlace): number {
  const allowed = column === undefined || column.nullable || !isRequired(column);
  const share = shape?.types.find(({ type }) => type === 'null')?.share ?? 0;
  return allowed && share >= LEAST_SHARE && share < 1 ? share : 0;
}

/** The value of a field: of one of its types each time, or null where it was seen to be. */
export function valueCode(scope: CodeScope, place: ValuePlace): string {
  const nullShare = nullShareOf(place);
  const value = presentCode(scope, place);
  if (nullShare === 0) return value;
  return `${conditionCode(scope, place.path.join(), 1 - nullShare)} ? ${value} : null`;
}

function presentCode(scope: CodeScope, place: ValuePlace): string {
  const types = typesOf(place);
  let rest = types.reduce((total, { share }) => total + share, 0);
  const [last] = types.slice(-1);
  const choices = types
    .slice(0, -1)
    .map(({ type, share }) => {
      const condition = scope.call('chance', scope.use('random'), shareText(share / rest));
      rest -= share;
      return `${condition} ? ${typedCode(scope, place, type)} : `;
    })
    .join('');
  return `${choices}${typedCode(scope, place, last?.type ?? 'string')}`;
}

function typedCode(scope: CodeScope, place: ValuePlace, type: FieldType): string {
  switch (type) {
    case 'objectId':
      return idCode(scope, place, true);
    case 'string':
      return stringCode(scope, place);
    case 'boolean':
      return scope.call('chance', scope.use('random'), '0.5');
    case 'date':
      return scope.bson('date', momentCode(scope, place));
    case 'array':
      return arrayCode(scope, place);
    case 'document':
      return objectCode(scope, place);
    default:
      return typedNumberCode(scope, place, type);
  }
}

function typedNumberCode(scope: CodeScope, { column, shape, distinct }: ValuePlace, type: FieldType): string {
  switch (column?.kind) {
    case 'timestamp': {
      const moment = `${scope.constant('CREATED')} + ${scope.use('n')} * ${scope.constant('HOUR')}`;
      return type === 'int64' ? scope.bson('int64', `BigInt(${moment})`) : scope.bson('double', moment);
    }
    case 'boolean':
      return numberCode(scope, type, { min: 0, max: 1, places: 0 }, false);
    default: {
      const integer = column?.kind === 'integer';
      const numeric = column?.numeric;
      const bounds = boundsOf(shape, { integer, ...(numeric === undefined ? {} : { numeric }) });
      // Only a double has the fractions that tell many numbers apart where few digits are allowed.
      return numberCode(scope, distinct && numeric !== undefined ? 'double' : type, bounds, distinct);
    }
  }
}

/** Milliseconds since 1970, within the time that the sample spans. */
function momentCode(scope: CodeScope, { path, distinct }: ValuePlace): string {
  const name = path.length === 1 ? path[0] : undefined;
  if (name === 'createdAt') return scope.use('created');
  const days = (most: string): string =>
    `${scope.call('wholeBetween', scope.use('random'), '0', most)} * ${scope.constant('DAY')}`;
  if (name === 'updatedAt') return `${scope.use('created')} + ${days('90')}`;
  if (distinct) return `${scope.constant('CREATED')} + ${scope.use('n')} * ${scope.constant('HOUR')}`;
  return `${scope.constant('CREATED')} + ${days('1_200')}`;
}

function stringCode(scope: CodeScope, place: ValuePlace): string {
  const { library, path, shape, column, distinct, index } = place;
  const text = { collection: library.names.name, path, distinct, ...(index === undefined ? {} : { index }) };
  const invented = (format?: FieldShape['format']): string => textCode(scope, text, shape, format);
  switch (column?.kind) {
    case 'reference':
      return idCode(scope, place, false);
    case 'enum': {
      const { constant } = library.enums.get(column.enum?.name ?? '') ?? { constant: '' };
      scope.file.enums.add(constant);
      return scope.call('someValueOf', scope.use('random'), constant);
    }
    case 'boolean':
      return `String(${scope.call('chance', scope.use('random'), '0.5')})`;
    case 'integer':
    case 'double':
    case 'numeric':
      return typedNumberCode(scope, place, 'string');
    case 'timestamp':
      return invented('iso-date');
    case 'email':
      return invented('email');
    case 'url':
    case 'url-array':
      return invented('url');
    default:
      if (shape?.format === 'hex-id') return idCode(scope, place, false);
      return invented(shape === undefined ? formatOfName(path.at(-1) ?? '') : shape.format);
  }
}

/** More elements show nothing more. */
const MOST_ELEMENTS = 4;

function arrayCode(scope: CodeScope, place: ValuePlace): string {
  const { shape } = place;
  // Without documents, a few; of arrays that all were empty, nobody knows the elements.
  const { min, max } = shape === undefined ? { min: 1, max: 3 } : (shape.items ?? { min: 0, max: 0 });
  const [least, most] = [Math.min(min, MOST_ELEMENTS), Math.min(max, MOST_ELEMENTS)];
  if (most === 0) return '[]';
  // An array in an array counts with a variable of its own.
  const index = place.index === undefined ? 'i' : `${place.index}${place.index}`;
  const element = valueCode(scope, elementPlace(place, index));
  const count =
    least >= most
      ? String(most)
      : scope.call('wholeBetween', scope.use('random'), String(least), String(most));
  const parameters = element.includes(`\${${index}}`) ? `(_, ${index})` : '()';
  return `Array.from({ length: ${count} }, ${parameters} => (${element}))`;
}

const ELEMENT_KINDS: Partial<Record<ColumnKind, ColumnKind>> = { 'text-array': 'text', 'url-array': 'url' };

/** The elements of an array: any value, or one that the array's column takes. */
function elementPlace({ library, path, shape, column }: ValuePlace, index: string): ValuePlace {
  const element = shape?.items?.element;
  const kind = column === undefined ? undefined : ELEMENT_KINDS[column.kind];
  return {
    library,
    path,
    distinct: false,
    index,
    ...(element === undefined ? {} : { shape: element }),
    ...(column === undefined || kind === undefined ? {} : { column: { ...column, kind, nullable: false } }),
  };
}

function objectCode(scope: CodeScope, place: ValuePlace): string {
  const { column, shape } = place;
  const values = shape?.values;
  const nested = shape?.fields ?? (values === undefined ? [] : [values]);
  const fields = nested.filter(({ name }) => isSpeakingName(name));
  switch (column?.kind) {
    case 'reference':
      return `{ _id: ${idCode(scope, place, true)} }`;
    case 'url':
      return documentCode(scope, place, valueCode, [
        ...fields.filter(({ name }) => name !== 'url'),
        { name: 'url', presence: 1, types: [{ type: 'string', share: 1 }], format: 'url', distinct: false },
      ]);
    default:
      return fields.length === 0 && nested.length === 0
        ? `{ note: ${textCode(scope, { collection: '', path: ['note'], distinct: false }, undefined)} }`
        : documentCode(scope, place, valueCode, fields);
  }
}
