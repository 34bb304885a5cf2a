import type { ColumnOptions } from 'typeorm';
import type { ColumnType } from './column-spec';

/** True for types that hold a date, whose default may be `now` and which tell the later of two documents. */
export function isPointInTime(type: ColumnType): boolean {
  return type.kind === 'timestamp' || (type.kind === 'other' && /^(timestamp|date)\b[^[]*$/.test(type.name));
}

/** True for types whose values add up. */
export function isNumber(type: ColumnType): boolean {
  return (
    ['numeric', 'integer', 'double precision'].includes(type.kind) ||
    (type.kind === 'other' && /^(bigint|smallint|numeric|real)\b[^[]*$/.test(type.name))
  );
}

/** `character varying(40)[]` as TypeORM takes it: type, length or precision, and whether it is an array. */
export function typeormType(name: string): ColumnOptions {
  const [, before = name, size, after = '', array = ''] =
    /^([^([]*)(?:\((\d+)(?:,\d+)?\))?([^[]*)((?:\[\])*)$/.exec(name) ?? [];
  const type = `${before}${after}` as ColumnOptions['type'];
  const sized = /^(time|interval|numeric)/.test(before)
    ? { precision: Number(size) }
    : { length: Number(size) };
  return { type, ...(size === undefined ? {} : sized), ...(array === '' ? {} : { array: true }) };
}
