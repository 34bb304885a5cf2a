import type { ColumnDraft, ColumnKind } from '../draft/collection-draft';

/** A default as a decorator says it; undefined where none does. */
export type SaidDefault = { readonly value: ColumnDraft['default'] } | undefined;

const NOW =
  /^\(?(?:CURRENT_TIMESTAMP|LOCALTIMESTAMP|now\(\)|transaction_timestamp\(\)|statement_timestamp\(\)|clock_timestamp\(\))(?:\(\d\))?(?: AT TIME ZONE 'utc'::text)?\)?$/i;
const UTC_NOW = /^timezone\('utc'::text, (?:now\(\)|CURRENT_TIMESTAMP)\)$/i;
const EMPTY_ARRAY = /^(?:'\{\}'::text\[\]|ARRAY\[\]::text\[\])$/;
const NUMBER =
  /^\(?'?(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)'?(?:::(?:integer|bigint|numeric|double precision))?\)?$/i;
/** A constant and its type: an escape string where it has a backslash. */
const TEXT = /^(E?)'((?:[^']|'')*)'::(?:text|character varying|"?[\w.]+"?(?:\."?[\w.]+"?)?)$/s;

function textOf(expression: string): string | undefined {
  const [, escape, content] = TEXT.exec(expression) ?? [];
  if (content === undefined) return undefined;
  const text = content.replaceAll("''", "'");
  // pg_get_expr doubles backslashes and escapes nothing else.
  return escape === 'E' ? text.replaceAll('\\\\', '\\') : text;
}

/**
 * The default of a column, from the expression that PostgreSQL prints for it.
 * @returns undefined where no decorator of the kind says it
 */
export function saidDefault(kind: ColumnKind, expression: string): SaidDefault {
  switch (kind) {
    case 'text':
    case 'email':
    case 'url':
    case 'enum': {
      const text = textOf(expression);
      return text === undefined ? undefined : { value: text };
    }
    case 'boolean':
      return expression === 'true' || expression === 'false' ? { value: expression === 'true' } : undefined;
    case 'integer':
    case 'double': {
      const number = NUMBER.exec(expression)?.[1];
      return number === undefined ? undefined : { value: Number(number) };
    }
    case 'timestamp':
      return NOW.test(expression) || UTC_NOW.test(expression) ? { value: 'now' } : undefined;
    case 'text-array':
    case 'url-array':
      // Every text array has it: there is nothing to say.
      return EMPTY_ARRAY.test(expression) ? { value: undefined } : undefined;
    case 'id':
    case 'reference':
    case 'numeric':
    case 'jsonb':
      return undefined;
  }
}
