import type { Codec, CollectionPlan, ColumnSpec, TablePlan } from '@etl/core';
import { ContractViolation } from '../contract/violation';
import { parentTables } from '../trial/stub-parents';

/** The id of one row in every table that is referred to. */
export const PARENT_ID = '65e07f00dddddddddddddddd';

/** Field → JSON text of its value. */
export type Fields = Map<string, string>;

/**
 * What a codec of somebody's own holds as it is.
 * @throws ContractViolation where the codec does not say
 */
export function exampleOf(codec: Codec, n: number): string {
  if (codec.example !== undefined) return codec.example(n);
  throw new ContractViolation(
    `The codec ${codec.kind} needs an \`example\`: (n) => JSON text, as an export writes it, of a value that its column holds as it is; another one for each n.`,
  );
}

/** A value that its column takes as it is; texts, addresses and ids differ from document to document. */
function plainValue({ codec, type }: ColumnSpec, n: number): string {
  switch (codec.kind) {
    case 'email':
      return `"plain-${n}@example.com"`;
    case 'reference':
    case 'one-row-reference':
      return `{"$oid":"${PARENT_ID}"}`;
    default:
  }
  switch (type.kind) {
    case 'text':
      return `"plain ${n}"`;
    case 'enum':
      return JSON.stringify(type.definition.values[0]);
    case 'boolean':
      return 'true';
    case 'integer':
      return '1';
    case 'double precision':
      return '1.5';
    case 'numeric':
      return '12.5';
    case 'timestamp':
      return '{"$date":"2024-01-01T00:00:00Z"}';
    case 'jsonb':
      return '{"plain":true}';
    case 'text[]':
      return '["plain"]';
    case 'other':
      return exampleOf(codec, n);
  }
}

/** The fields of a document, or of an entry of a fan-out, that fits in every column. */
export function plainFields(table: TablePlan, n: number): Fields {
  const fields: Fields = new Map();
  for (const column of table.columns) {
    const [field] = column.source.kind === 'field' ? column.source.names : [];
    if (field !== undefined) fields.set(field, plainValue(column, n));
  }
  return fields;
}

export const plainId = (n: number): string => `65e07f00${n.toString(16).padStart(16, '0')}`;

export const objectText = (fields: Fields): string =>
  `{${[...fields].map(([field, value]) => `${JSON.stringify(field)}:${value}`).join(',')}}`;

/** Document n, with `_id` first; `changes` replace its fields. */
export function plainDocument(plan: CollectionPlan, n: number, changes: Fields = new Map()): string {
  const _id: Fields = new Map([['_id', `{"$oid":"${plainId(n)}"}`]]);
  return objectText(new Map([..._id, ...plainFields(plan.tables[0], n), ...changes]));
}

/** The rows of other tables that plain documents refer to. */
export function plainParents(plan: CollectionPlan): Map<string, string[]> {
  const references = plan.tables.flatMap(({ columns }) =>
    columns.flatMap(({ reference }) => reference ?? []),
  );
  return new Map(
    parentTables(plan).map((table) => [
      table,
      [
        PARENT_ID,
        ...references.flatMap((reference) => (reference.table === table ? (reference.always ?? []) : [])),
      ],
    ]),
  );
}

/** The row that self-references refer to; first in the file, and referring to nothing itself. */
export function rootDocument(plan: CollectionPlan): string {
  const [main] = plan.tables;
  const fields = plainFields(main, 0);
  for (const { reference, nullable, source } of main.columns) {
    if (reference?.table === main.name && nullable && source.kind === 'field')
      source.names.forEach((name) => fields.delete(name));
  }
  return objectText(new Map([['_id', `{"$oid":"${PARENT_ID}"}`], ...fields]));
}
