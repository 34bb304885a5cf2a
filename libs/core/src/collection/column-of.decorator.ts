import type { Codec } from '../codecs/codec';
import { EtlError } from '../errors/etl-error';
import type { ColumnChoices, DefaultChoice } from './column-choices';
import { typeormType } from './column-type';
import { column } from './decorate-column';

/** A type that no decorator of this library has, and the codec that writes its values. */
export interface OwnColumnType {
  /** As PostgreSQL's `format_type` prints it: `bigint`, `timestamp(3) with time zone`, `character varying(40)`. */
  readonly type: string;
  readonly codec: Codec;
}

/** What `format_type` prints: words, a size, brackets; a name in quotes where the type has one. */
const TYPE_NAME = /^[a-z_"][\w ".]*(\(\d+(,\d+)?\))?[a-z ]*(\[\])*$/i;

/**
 * A column of any other type, by a codec of your own. Rows are compared by the text that PostgreSQL prints. Keys and
 * references are texts always.
 *
 * @throws EtlError COLLECTION_INVALID where the type is no name of one
 */
export function ColumnOf(
  { type, codec }: OwnColumnType,
  choices: ColumnChoices & { default?: DefaultChoice } = {},
): PropertyDecorator {
  if (!TYPE_NAME.test(type)) {
    throw new EtlError(
      'COLLECTION_INVALID',
      `@ColumnOf got the type ${JSON.stringify(type)}: write it as PostgreSQL's format_type prints it, bigint or character varying(40) say.`,
    );
  }
  return column(
    { type: { kind: 'other', name: type }, codec, typeorm: typeormType(type), validators: [] },
    choices,
  );
}
