import { IsOptional, IsString } from 'class-validator';
import type { ColumnOptions } from 'typeorm';
import { idCodec } from '../codecs';
import type { Codec } from '../codecs/codec';
import type { ColumnChoices, DefaultChoice } from './column-choices';
import type { ColumnDefault, ColumnSource, ColumnSpec, ColumnType, ReferenceSpec } from './column-spec';
import { isPointInTime } from './column-type';
import { draftOf } from './entity-metadata';
import { Column, PrimaryColumn } from './typeorm-decorators';
import { DERIVED } from './warning-checks';

/** What its decorator knows of a column. */
export interface ColumnKind {
  type: ColumnType;
  codec: Codec;
  typeorm: ColumnOptions;
  validators: readonly PropertyDecorator[];
}

function asDefault(
  value: DefaultChoice | ColumnDefault | undefined,
  type: ColumnType,
): ColumnDefault | undefined {
  if (value === undefined || typeof value === 'object') return value;
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

/** Says all that there is to say of a column: to the plan, to TypeORM and to class-validator. */
export function column(
  kind: ColumnKind,
  choices: ColumnChoices & {
    default?: DefaultChoice | ColumnDefault;
    keep?: ColumnSpec['keep'];
    reference?: Omit<ReferenceSpec, 'onDelete'> & Partial<Pick<ReferenceSpec, 'onDelete'>>;
    source?: ColumnSource;
  },
): PropertyDecorator {
  return (prototype, key) => {
    const name = String(key);
    const nullable = choices.nullable ?? false;
    const from = choices.from ?? name;
    const value = asDefault(choices.default, kind.type);
    draftOf(prototype.constructor).columns.push({
      name,
      type: kind.type,
      nullable,
      primaryKey: false,
      source: choices.source ?? { kind: 'field', names: typeof from === 'string' ? [from] : from },
      codec: kind.codec,
      ...(value === undefined ? {} : { default: value }),
      ...(choices.keep === undefined ? {} : { keep: choices.keep }),
      ...(choices.reference === undefined
        ? {}
        : {
            reference: {
              ...choices.reference,
              onDelete: choices.reference.onDelete ?? (nullable ? 'SET NULL' : 'RESTRICT'),
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
