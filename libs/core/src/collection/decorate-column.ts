import { IsOptional, IsString } from 'class-validator';
import type { ColumnOptions } from 'typeorm';
import { idCodec } from '../codecs';
import type { Codec } from '../codecs/codec';
import { EtlError } from '../errors/etl-error';
import type { ColumnChoices, DefaultChoice } from './column-choices';
import type { ColumnDefault, ColumnSource, ColumnSpec, ColumnType, ReferenceSpec } from './column-spec';
import { isPointInTime } from './column-type';
import { draftOf } from './entity-metadata';
import { requireKnownKeys } from './known-keys';
import { Column, PrimaryColumn } from './typeorm-decorators';
import { DERIVED } from './warning-checks';

/** What its decorator knows of a column. */
export interface ColumnKind {
  type: ColumnType;
  codec: Codec;
  typeorm: ColumnOptions;
  validators: readonly PropertyDecorator[];
  /** Choices that its decorator takes beyond those of every column. */
  choices?: readonly string[];
}

/** What TypeScript would refuse. */
function requireChoices(what: string, kind: ColumnKind, choices: ColumnChoices): void {
  requireKnownKeys(what, choices, ['nullable', 'from', ...(kind.choices ?? [])]);
  const { nullable, from } = choices as Readonly<Record<keyof ColumnChoices, unknown>>;
  if (nullable !== undefined && typeof nullable !== 'boolean')
    throw new EtlError(
      'COLLECTION_INVALID',
      `${what} has nullable: ${String(nullable)}; it is true or false.`,
    );
  const names: readonly unknown[] = Array.isArray(from) ? from : [from];
  if (from !== undefined && (names.length === 0 || names.some((name) => typeof name !== 'string')))
    throw new EtlError(
      'COLLECTION_INVALID',
      `${what} has a from that is neither a field nor a list of fields.`,
    );
}

function asDefault(value: DefaultChoice | undefined, type: ColumnType): ColumnDefault | undefined {
  if (value === undefined) return undefined;
  return value === 'now' && isPointInTime(type) ? { kind: 'now' } : { kind: 'literal', value };
}

function typeormDefault(value: ColumnDefault | undefined): Pick<ColumnOptions, 'default' | 'array'> {
  switch (value?.kind) {
    case undefined:
      return {};
    case 'now':
      return { default: () => 'CURRENT_TIMESTAMP' };
    case 'empty-array':
      return { default: [], array: true };
    case 'literal':
      return { default: value.value };
  }
}

/**
 * Says all that there is to say of a column: to the plan, to TypeORM and to class-validator.
 * @param choices as the author wrote them
 * @param own what the decorator adds to them
 * @throws EtlError COLLECTION_INVALID for a choice that there is not
 */
export function column(
  kind: ColumnKind,
  choices: ColumnChoices & { default?: DefaultChoice; keep?: ColumnSpec['keep'] },
  own: {
    default?: ColumnDefault;
    reference?: Omit<ReferenceSpec, 'onDelete'> & Partial<Pick<ReferenceSpec, 'onDelete'>>;
    source?: ColumnSource;
  } = {},
): PropertyDecorator {
  return (prototype, key) => {
    const name = String(key);
    requireChoices(`The column ${name} of ${prototype.constructor.name}`, kind, choices);
    const nullable = choices.nullable ?? false;
    const from = choices.from ?? name;
    const value = own.default ?? asDefault(choices.default, kind.type);
    draftOf(prototype.constructor).columns.push({
      name,
      type: kind.type,
      nullable,
      primaryKey: false,
      source: own.source ?? { kind: 'field', names: typeof from === 'string' ? [from] : from },
      codec: kind.codec,
      ...(value === undefined ? {} : { default: value }),
      ...(choices.keep === undefined ? {} : { keep: choices.keep }),
      ...(own.reference === undefined
        ? {}
        : {
            reference: {
              ...own.reference,
              onDelete: own.reference.onDelete ?? (nullable ? ('SET NULL' as const) : ('RESTRICT' as const)),
            },
          }),
    });
    Column({ ...kind.typeorm, ...typeormDefault(value), nullable })(prototype, key);
    if (nullable) IsOptional()(prototype, key);
    for (const validator of kind.validators) validator(prototype, key);
  };
}

/** The column that identifies a row: text in every table. */
export function primaryKey(source: ColumnSource, value?: ColumnDefault): PropertyDecorator {
  return (prototype, key) => {
    draftOf(prototype.constructor).columns.push({
      name: String(key),
      type: { kind: 'text' },
      nullable: false,
      primaryKey: true,
      source,
      codec: idCodec,
      ...(value === undefined ? {} : { default: value }),
    });
    PrimaryColumn({ type: 'text', ...typeormDefault(value) })(prototype, key);
    IsString(DERIVED)(prototype, key);
  };
}
