import type { ColumnType } from '@etl/core';
import { qualified } from '../identifier';

/** The type as a statement names it. */
export function columnTypeSql(schema: string, type: ColumnType): string {
  switch (type.kind) {
    case 'numeric':
      return `numeric(${type.precision},${type.scale})`;
    case 'timestamp':
      return `timestamp(${type.precision}) without time zone`;
    case 'enum':
      return qualified(schema, type.definition.name);
    case 'other':
      return type.name;
    default:
      return type.kind;
  }
}
