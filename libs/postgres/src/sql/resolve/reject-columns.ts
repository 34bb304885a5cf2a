import type { TablePlan } from '@etl/core';
import { STAGE_REJECT } from '../etl-names';
import { quoted } from '../identifier';
import { literal } from '../literal';

const COLUMNS =
  '"step", "collection", "table_name", "document_id", "row_id", "line", "offset", "length", "entry", ' +
  '"code", "field", "value", "detail", "cause_table", "cause_document_id", "cause_code"';

/** What the columns of a reject get, as SQL; rows come from a CTE `removed` with the columns of {@link returningSql}. */
export interface RejectValues {
  readonly step: 'resolve' | 'merge';
  readonly code: string;
  readonly field?: string;
  readonly value?: string;
  readonly detail?: string;
  /** `table`, `id` and `code` of the root cause. */
  readonly cause?: { readonly table: string; readonly id: string; readonly code: string };
}

/** What a DELETE on the stage hands on. */
export function returningSql(key: string, alias = 's'): string {
  return (
    `RETURNING ${alias}."_id" AS "document_id", ${alias}.${quoted(key)} AS "row_id", ${alias}."_line" AS "line", ` +
    `${alias}."_offset" AS "offset", ${alias}."_length" AS "length", ${alias}."_entry" AS "entry"`
  );
}

export function insertRejectsSql(table: TablePlan, values: RejectValues, from = 'removed r'): string {
  const { step, code, field, value, detail, cause } = values;
  const list = [
    ...[literal(step), literal(table.collection), literal(table.name)],
    ...['r."document_id"', 'r."row_id"', 'r."line"', 'r."offset"', 'r."length"', 'r."entry"', literal(code)],
    ...[field ?? 'NULL', value === undefined ? 'NULL' : `left(${value}, 1000)`, detail ?? 'NULL'],
    ...[cause?.table ?? 'NULL', cause?.id ?? 'NULL', cause?.code ?? 'NULL'],
  ];
  return `INSERT INTO ${STAGE_REJECT} (${COLUMNS})\nSELECT ${list.join(', ')}\n  FROM ${from}`;
}

/** A reject's own place in a chain: its root cause where it has one, else itself. */
export const rootCauseSql = (alias: string): string =>
  `COALESCE(${alias}."cause_table", ${alias}."table_name") AS "root_table", ` +
  `COALESCE(${alias}."cause_document_id", ${alias}."document_id", '') AS "root_id", ` +
  `COALESCE(${alias}."cause_code", ${alias}."code") AS "root_code"`;
