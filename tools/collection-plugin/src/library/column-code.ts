import type { ColumnDraft } from '../draft/collection-draft';
import type { LibraryEnum } from './library';
import { literal, propertyKey, quoted } from './source-text';

/** The decorators of `@etl/core`, by the kind of column that they stand for. */
export const DECORATORS = {
  id: 'Id',
  reference: 'Reference',
  text: 'Text',
  email: 'Email',
  url: 'Url',
  enum: 'EnumOf',
  boolean: 'Bool',
  integer: 'Integer',
  double: 'Double',
  numeric: 'Numeric',
  timestamp: 'Timestamp',
  'text-array': 'TextArray',
  'url-array': 'UrlArray',
  jsonb: 'Json',
} as const satisfies Record<ColumnDraft['kind'], string>;

const TYPES: Readonly<Record<ColumnDraft['kind'], string>> = {
  id: 'string',
  reference: 'string',
  text: 'string',
  email: 'string',
  url: 'string',
  enum: 'string',
  boolean: 'boolean',
  integer: 'number',
  double: 'number',
  // A number would lose digits.
  numeric: 'string',
  timestamp: 'Date',
  'text-array': 'string[]',
  'url-array': 'string[]',
  jsonb: 'unknown',
};

/** The default as the column's decorator takes it; undefined where there is none, or where it takes none of this kind. */
export function sayableDefault(column: ColumnDraft): string | number | boolean | undefined {
  const { kind, default: value } = column;
  switch (kind) {
    case 'text':
    case 'email':
    case 'url':
      return value === undefined ? undefined : String(value);
    case 'enum':
      return column.enum?.values.find((listed) => listed === value);
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'integer':
    case 'double':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    case 'timestamp':
      return value === 'now' ? value : undefined;
    default:
      return undefined;
  }
}

function fromCode({ name, from }: ColumnDraft): string[] {
  if (from.length === 0 || (from.length === 1 && from[0] === name)) return [];
  const names = from.map(quoted);
  return [`from: ${names.length === 1 ? (names[0] ?? '') : `[${names.join(', ')}]`}`];
}

function choicesCode(column: ColumnDraft): string[] {
  const { kind, nullable, reference } = column;
  const value = sayableDefault(column);
  const isArray = kind === 'text-array' || kind === 'url-array';
  const choices = [
    ...(reference === undefined ? [] : [`table: ${quoted(reference.table)}`]),
    ...(reference?.onDelete === undefined ? [] : [`onDelete: ${quoted(reference.onDelete)}`]),
    ...(reference?.onUpdate === undefined ? [] : [`onUpdate: ${quoted(reference.onUpdate)}`]),
    ...fromCode(column),
    ...(value === undefined ? [] : [`default: ${literal(value)}`]),
    // An array's column is nullable unless it says otherwise; any other is not.
    ...(nullable === isArray ? [] : [`nullable: ${nullable}`]),
  ];
  return choices.length === 0 ? [] : [`{ ${choices.join(', ')} }`];
}

function firstArguments(
  { kind, numeric, enum: draft }: ColumnDraft,
  enums: ReadonlyMap<string, LibraryEnum>,
): string[] {
  if (kind === 'enum') return [enums.get(draft?.name ?? '')?.constant ?? ''];
  return kind === 'numeric' ? [String(numeric?.precision ?? 18), String(numeric?.scale ?? 2)] : [];
}

/** The column as a decorated property of its entity. */
export function columnCode(column: ColumnDraft, enums: ReadonlyMap<string, LibraryEnum>): string {
  const { kind, name, nullable } = column;
  const choices = kind === 'id' ? [] : choicesCode(column);
  const args = [...firstArguments(column, enums), ...choices].join(', ');
  const type = TYPES[kind];
  const orNull = nullable && kind !== 'jsonb' ? ' | null' : '';
  return `@${DECORATORS[kind]}(${args}) ${propertyKey(name)}!: ${type}${orNull};`;
}
