import type { EnumDefinition } from '@etl/core';
import { qualified } from '../identifier';
import { literal } from '../literal';

export function createEnumSql(schema: string, { name, values }: EnumDefinition): string {
  return `CREATE TYPE ${qualified(schema, name)} AS ENUM (${values.map(literal).join(', ')})`;
}
