import type { IndexSpec } from '@etl/core';
import { columnList, qualified, quoted } from '../identifier';

export function createIndexSql(schema: string, table: string, index: IndexSpec): string {
  const kind = index.unique ? 'UNIQUE INDEX' : 'INDEX';
  return `CREATE ${kind} ${quoted(index.name)} ON ${qualified(schema, table)} (${columnList(index.columns)})`;
}
