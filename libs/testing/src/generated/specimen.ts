import type { ColumnSpec } from '@etl/core';
import fc from 'fast-check';
import { exampleOf } from '../hostile/plain-document';
import { anyValue } from './any-value';
import { type BsonValue, text } from './bson-value';
import { extendedJson, type Spelling } from './extended-json';
import { type Fit, fittingValues } from './fitting-value';

/** A value for one column. */
export interface Specimen {
  readonly value: BsonValue;
  /** As it stands in the line. */
  readonly json: string;
  /** What its column has to say of it; absent where any outcome is fine that is kept. */
  readonly fit?: Fit;
}

const spellings: fc.Arbitrary<Spelling> = fc.constantFrom('relaxed', 'canonical');

const specimens = (values: fc.Arbitrary<BsonValue>, fit?: Fit): fc.Arbitrary<Specimen> =>
  fc.tuple(values, spellings).map(([value, spelling]) => ({
    value,
    json: extendedJson(value, spelling),
    ...(fit === undefined ? {} : { fit }),
  }));

/** What a codec of somebody's own says that it holds as it is; its JSON is all that is known of it. */
const ownSpecimens = ({ codec }: ColumnSpec): fc.Arbitrary<Specimen> =>
  fc.nat(9_999).map((n) => {
    const json = exampleOf(codec, n);
    return { value: text(json), json, fit: 'mapped' };
  });

/** Values that the column has to take. */
export function fittingSpecimens(column: ColumnSpec): fc.Arbitrary<Specimen> {
  if (column.type.kind === 'other') return ownSpecimens(column);
  const { mapped, coerced } = fittingValues(column);
  const kinds = [mapped && specimens(mapped, 'mapped'), coerced && specimens(coerced, 'coerced')];
  return fc.oneof(...kinds.filter((kind) => kind !== undefined));
}

export const anySpecimens: fc.Arbitrary<Specimen> = specimens(anyValue);

/** Values that the column has to take, and as many that it may well not. */
export const specimensFor = (column: ColumnSpec): fc.Arbitrary<Specimen> =>
  fc.oneof(fittingSpecimens(column), anySpecimens);
