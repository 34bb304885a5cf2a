import type { Codec, CollectionPlan, ColumnSpec, TablePlan } from '@etl/core';
import { ContractViolation } from '../contract/violation';
import { parentTables } from '../trial/stub-parents';

/** The ids of rows in every table that is referred to. */
export const parentId = (n: number): string => `65e07f00dddddddddddd${n.toString(16).padStart(4, '0')}`;

/** The id of the one that is always there. */
export const PARENT_ID = parentId(0);

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

/** Plain numbers are none that a case of its own has. */
const FAR = 1_000_000;

/** A value that its column takes as it is; texts, addresses, numbers and ids differ from document to document. */
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
      return String(FAR + n);
    case 'double precision':
      return `${FAR + n}.5`;
    case 'numeric':
      return type.scale === 0 ? '1' : '0.5';
    case 'timestamp':
      return '{"$date":"2024-01-01T00:00:00Z"}';
    case 'jsonb':
      return '{"plain":true}';
    case 'text[]':
      return '["plain"]';
    case 'other':
      // Nobody has to have an example for a negative number.
      return exampleOf(codec, n < 0 ? FAR - n : n);
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

/** The rows of other tables that documents refer to: so many of each, and the one of a table that has only one. */
export function plainParents(plan: CollectionPlan, count = 1): Map<string, string[]> {
  const ids = Array.from({ length: count }, (_, n) => parentId(n));
  const references = plan.tables.flatMap(({ columns }) =>
    columns.flatMap(({ reference }) => reference ?? []),
  );
  return new Map(
    parentTables(plan).map((table) => [
      table,
      [
        ...ids,
        ...references.flatMap((reference) => (reference.table === table ? (reference.always ?? []) : [])),
      ],
    ]),
  );
}

/**
 * Row `n` of `count` that self-references refer to; they stand first in the file. One refers to nothing itself, several
 * to the next in a circle. Their texts are those of negative numbers, which no other document has.
 */
export function rootDocument(plan: CollectionPlan, n = 0, count = 1): string {
  const [main] = plan.tables;
  const fields = plainFields(main, -n);
  for (const { reference, nullable, source } of main.columns) {
    if (reference?.table !== main.name || !nullable || source.kind !== 'field') continue;
    source.names.forEach((name) => fields.delete(name));
    if (count > 1) fields.set(source.names[0]!, `{"$oid":"${parentId((n + 1) % count)}"}`);
  }
  return objectText(new Map([['_id', `{"$oid":"${parentId(n)}"}`], ...fields]));
}
