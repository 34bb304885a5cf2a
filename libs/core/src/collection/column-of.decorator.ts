import type { Codec } from '../codecs/codec';
import { guardedCodec, lacksOf } from '../codecs/guarded.codec';
import { EtlError } from '../errors/etl-error';
import type { ColumnChoices, DefaultChoice } from './column-choices';
import { typeormType } from './column-type';
import { column, type ColumnKind } from './decorate-column';
import { draftOf } from './entity-metadata';

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
 * @throws EtlError COLLECTION_INVALID where the type is no name of one, or the codec lacks something
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
  const lacks = lacksOf(codec);
  if (lacks.length > 0) {
    throw new EtlError(
      'COLLECTION_INVALID',
      `@ColumnOf got a codec for ${type} that lacks ${lacks.join(', ')}.`,
    );
  }
  return (prototype, key) => {
    const entity = prototype.constructor;
    const named = (): string => `${draftOf(entity).table ?? entity.name}.${String(key)}`;
    const kind: ColumnKind = {
      type: { kind: 'other', name: type },
      codec: guardedCodec(codec, named),
      typeorm: typeormType(type),
      validators: [],
      choices: ['default'],
    };
    column(kind, choices)(prototype, key);
  };
}
