import { createEnumCodec } from '@etl/core';
import type { ColumnRow } from '@etl/postgres';
import type { ColumnDraft } from '../draft/collection-draft';

/** What the type of a column makes of its draft, or why no codec covers it. */
export type KindOrReason = Pick<ColumnDraft, 'kind' | 'enum' | 'numeric'> | { readonly uncovered: string };

const PLAIN = {
  text: 'text',
  boolean: 'boolean',
  integer: 'integer',
  'double precision': 'double',
  jsonb: 'jsonb',
  'text[]': 'text-array',
  'timestamp(3) without time zone': 'timestamp',
} as const;

/** What to change, where that is all it takes. */
const HINTS: Readonly<Record<string, string>> = {
  'timestamp without time zone': 'timestamp(3) would do',
  'timestamp with time zone': 'timestamp(3) in UTC would do',
  'character varying': 'text would do',
  numeric: 'numeric with a precision and a scale would do',
  uuid: 'text would do',
  json: 'jsonb would do',
  smallint: 'integer would do',
  real: 'double precision would do',
};

export function kindOfColumn({ type, labels }: ColumnRow): KindOrReason {
  if (labels !== null) return enumKind(type, labels);
  if (Object.hasOwn(PLAIN, type)) return { kind: PLAIN[type as keyof typeof PLAIN] };
  const [, precision, scale] = /^numeric\((\d+),(\d+)\)$/.exec(type) ?? [];
  if (precision !== undefined && Number(scale) <= Number(precision)) {
    return { kind: 'numeric', numeric: { precision: Number(precision), scale: Number(scale) } };
  }
  const hint = HINTS[type.replace(/\(.*?\)/, '')];
  return { uncovered: hint === undefined ? type : `${type} (${hint})` };
}

function enumKind(type: string, labels: readonly string[]): KindOrReason {
  // The enum types of the target's own schema come without it; format_type quotes and qualifies the others.
  if (type.includes('.')) return { uncovered: `${type} (an enum of another schema)` };
  try {
    createEnumCodec(labels);
  } catch (error) {
    return { uncovered: `${type} (${(error as Error).message}: a spelling would not say which)` };
  }
  return { kind: 'enum', enum: { name: type, values: labels } };
}
