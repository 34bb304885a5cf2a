import { IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsString, Max, Min } from 'class-validator';
import {
  booleanCodec,
  doubleCodec,
  emailCodec,
  createEnumCodec,
  integerCodec,
  jsonbCodec,
  createNumericCodec,
  createOneRowReferenceCodec,
  referenceCodec,
  createTextArrayCodec,
  createTextCodec,
  timestampCodec,
} from '../codecs';
import type { Codec } from '../codecs/codec';
import type { ColumnChoices } from './column-choices';
import type { ColumnSource, KeyAction } from './column-spec';
import { column, primaryKey } from './decorate-column';
import type { EnumDefinition } from './enum-definition';
import { EtlError } from '../errors/etl-error';
import { requireKnownKeys } from './known-keys';
import { DERIVED } from './warning-checks';

const textCodec = createTextCodec();
const urlCodec = createTextCodec({ url: true });
const textArrayCodec = createTextArrayCodec();
const urlArrayCodec = createTextArrayCodec({ url: true });

const INT4_MAX = 2_147_483_647;

/**
 * The primary key, from the document's `_id`. With `always` it is that text in every row, and the column's default:
 * for a collection of one document. The document keeps its own `_id` in rejects and in the residue.
 */
export function Id(choices: { always?: string } = {}): PropertyDecorator {
  requireKnownKeys('@Id', choices, ['always']);
  const { always } = choices;
  if (always === undefined) return primaryKey({ kind: 'document-id' });
  return primaryKey({ kind: 'constant', value: always }, { kind: 'literal', value: always });
}

/** The primary key of a fan-out table: the same for the same values of `columns`. */
export const DerivedId = (...columns: string[]): PropertyDecorator =>
  primaryKey({ kind: 'derived-id', columns });

interface ReferenceChoices extends ColumnChoices {
  table: string;
  /** That of the other table's `@Id`: whatever document is named, its one row is meant, and the name goes to the residue. */
  always?: string;
  /** Where the target's key says neither SET NULL (of a nullable column) nor RESTRICT (of a required one). */
  onDelete?: KeyAction;
  /** Where the target's key does not say CASCADE. */
  onUpdate?: KeyAction;
}

/**
 * The id of a row of another table. Nullable means ON DELETE SET NULL, required means RESTRICT, both ON UPDATE CASCADE;
 * `onDelete` and `onUpdate` say where a target's key does something else. What an import does is the same with any key.
 */
export function Reference(choices: ReferenceChoices): PropertyDecorator {
  return reference(choices);
}

/** In a fan-out table: the row of the document that holds the entry. */
export function ParentReference(choices: { table: string }): PropertyDecorator {
  requireKnownKeys('@ParentReference', choices, ['table']);
  return reference(choices, { kind: 'document-id' });
}

function reference(
  { table, always, onDelete, onUpdate, ...choices }: ReferenceChoices,
  source?: ColumnSource,
): PropertyDecorator {
  if (typeof table !== 'string')
    throw new EtlError(
      'COLLECTION_INVALID',
      '@Reference takes a table: the name of the one that it leads to.',
    );
  return column(
    {
      type: { kind: 'text' },
      codec: always === undefined ? referenceCodec : createOneRowReferenceCodec(always),
      typeorm: { type: 'text' },
      validators: [IsString(DERIVED)],
      choices: ['table', 'always', 'onDelete', 'onUpdate'],
    },
    choices,
    {
      reference: {
        table,
        ...(always === undefined ? {} : { always }),
        ...(onDelete === undefined ? {} : { onDelete }),
        ...(onUpdate === undefined ? {} : { onUpdate }),
      },
      ...(source === undefined ? {} : { source }),
    },
  );
}

type TextChoices = ColumnChoices & { default?: string };

function textColumn(codec: Codec, choices: TextChoices): PropertyDecorator {
  return column(
    {
      type: { kind: 'text' },
      codec,
      typeorm: { type: 'text' },
      validators: [IsString(DERIVED)],
      choices: ['default'],
    },
    choices,
  );
}

export const Text = (choices: TextChoices = {}): PropertyDecorator => textColumn(textCodec, choices);

/** A text that is lower-cased on arrival. */
export const Email = (choices: TextChoices = {}): PropertyDecorator => textColumn(emailCodec, choices);

/** A text for which an object's `url` counts. */
export const Url = (choices: TextChoices = {}): PropertyDecorator => textColumn(urlCodec, choices);

export function EnumOf(
  definition: EnumDefinition,
  choices: ColumnChoices & { default?: string } = {},
): PropertyDecorator {
  return column(
    {
      type: { kind: 'enum', definition },
      codec: createEnumCodec(definition.values),
      typeorm: { type: 'enum', enum: [...definition.values], enumName: definition.name },
      validators: [IsIn(definition.values, DERIVED)],
      choices: ['default'],
    },
    choices,
  );
}

export function Bool(choices: ColumnChoices & { default?: boolean } = {}): PropertyDecorator {
  return column(
    {
      type: { kind: 'boolean' },
      codec: booleanCodec,
      typeorm: { type: 'boolean' },
      validators: [IsBoolean(DERIVED)],
      choices: ['default'],
    },
    choices,
  );
}

export function Integer(
  choices: ColumnChoices & { default?: number; keep?: 'largest' } = {},
): PropertyDecorator {
  return column(
    {
      type: { kind: 'integer' },
      codec: integerCodec,
      typeorm: { type: 'integer' },
      validators: [IsInt(DERIVED), Min(-INT4_MAX - 1, DERIVED), Max(INT4_MAX, DERIVED)],
      choices: ['default', 'keep'],
    },
    choices,
  );
}

export function Double(choices: ColumnChoices & { default?: number } = {}): PropertyDecorator {
  return column(
    {
      type: { kind: 'double precision' },
      codec: doubleCodec,
      typeorm: { type: 'double precision' },
      validators: [IsNumber({ allowNaN: true, allowInfinity: true }, DERIVED)],
      choices: ['default'],
    },
    choices,
  );
}

/** `numeric(precision, scale)`; the property is a string, since a number would lose digits. */
export function Numeric(precision: number, scale: number, choices: ColumnChoices = {}): PropertyDecorator {
  return column(
    {
      type: { kind: 'numeric', precision, scale },
      codec: createNumericCodec(precision, scale),
      typeorm: { type: 'numeric', precision, scale },
      validators: [IsString(DERIVED)],
    },
    choices,
  );
}

/** `timestamp(3)` without time zone, in UTC. */
export function Timestamp(
  choices: ColumnChoices & { default?: 'now'; keep?: 'latest' } = {},
): PropertyDecorator {
  return column(
    {
      type: { kind: 'timestamp', precision: 3 },
      codec: timestampCodec,
      typeorm: { type: 'timestamp', precision: 3 },
      validators: [],
      choices: ['default', 'keep'],
    },
    choices,
  );
}

function arrayColumn(codec: Codec, choices: ColumnChoices): PropertyDecorator {
  return column(
    {
      type: { kind: 'text[]' },
      codec,
      typeorm: { type: 'text', array: true },
      validators: [IsArray(DERIVED), IsString({ each: true, ...DERIVED })],
    },
    { nullable: true, ...choices },
    { default: { kind: 'empty-array' } },
  );
}

/** `text[]`, nullable, with an empty array as its default. */
export const TextArray = (choices: ColumnChoices = {}): PropertyDecorator =>
  arrayColumn(textArrayCodec, choices);

/** A text array in which an object's `url` counts. */
export const UrlArray = (choices: ColumnChoices = {}): PropertyDecorator =>
  arrayColumn(urlArrayCodec, choices);

export function Json(choices: ColumnChoices = {}): PropertyDecorator {
  return column(
    { type: { kind: 'jsonb' }, codec: jsonbCodec, typeorm: { type: 'jsonb' }, validators: [] },
    choices,
  );
}
