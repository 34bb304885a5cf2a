import type { ColumnDefault } from '@etl/core';
import { literal } from '../literal';

export function columnDefaultSql(value: ColumnDefault): string {
  switch (value.kind) {
    case 'now':
      return 'CURRENT_TIMESTAMP';
    case 'empty-array':
      return `'{}'`;
    case 'literal':
      return typeof value.value === 'string' ? literal(value.value) : String(value.value);
  }
}
