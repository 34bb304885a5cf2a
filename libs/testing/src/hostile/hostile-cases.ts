import type { CollectionPlan, ColumnSpec, TablePlan } from '@etl/core';
import { TRIAL_TIMESTAMP } from '../trial/quiet-ports';
import * as expectations from './hostile-expectations';
import type { Expectation, Expectations } from './hostile-expectations';
import { HOSTILE_INPUTS, type HostileInput } from './hostile-inputs';
import { type Fields, objectText, PARENT_ID, plainDocument, plainFields, plainId } from './plain-document';

/** What has to become of one value in one column. */
export type Verdict =
  | Expectation
  /** An explicit null, or nothing at all, in a nullable column. */
  | { readonly outcome: 'null' }
  /** Repaired: the value does not fit, and the column can do without. */
  | { readonly outcome: 'nulled' }
  | { readonly outcome: 'defaulted'; readonly text: string }
  | { readonly outcome: 'rejected'; readonly codes: readonly string[] };

/** One hostile value in one column of an otherwise plain document. */
export interface HostileCase {
  readonly table: TablePlan;
  readonly column: ColumnSpec;
  readonly field: string;
  readonly input: string;
  readonly json: string;
  readonly document: string;
  /** The document's id, unless the id is what is hostile. */
  readonly documentId: string;
  readonly verdict: Verdict;
}

/** Expectations of codecs that this table does not know, by their `kind`. */
export type OwnExpectations = Readonly<Record<string, Expectations>>;

const BY_CODEC: OwnExpectations = {
  text: expectations.TEXT,
  url: expectations.URL_TEXT,
  email: expectations.EMAIL,
  enum: expectations.ENUM,
  boolean: expectations.BOOLEAN,
  integer: expectations.INTEGER,
  double: expectations.DOUBLE,
  timestamp: expectations.TIMESTAMP_3,
  'text-array': expectations.TEXT_ARRAY,
  'url-array': expectations.URL_ARRAY,
  id: expectations.ID,
  reference: expectations.REFERENCE,
  jsonb: expectations.JSONB,
};

function expectationsOf({ codec, type }: ColumnSpec): Expectations | undefined {
  if (type.kind === 'numeric' && codec.kind === 'numeric')
    return expectations.numericExpectations(type.precision, type.scale);
  return BY_CODEC[codec.kind];
}

/** Values that only mean something to one column: listed enum values and their spellings, ids of rows that are there. */
function ownInputs(column: ColumnSpec): [string, string, Expectation][] {
  if (column.type.kind === 'enum') {
    return column.type.definition.values.flatMap((value): [string, string, Expectation][] => {
      const respelled = `  ${value.toUpperCase().replace(/[-_ ]/g, ' _')} `;
      return [
        [`listed ${value}`, JSON.stringify(value), { outcome: 'mapped', text: value }],
        [`respelled ${value}`, JSON.stringify(respelled), { outcome: 'coerced', text: value }],
      ];
    });
  }
  if (column.reference === undefined) return [];
  const oid = `{"$oid":"${PARENT_ID}"}`;
  const { always } = column.reference;
  const text = always ?? PARENT_ID;
  return [
    ['parent', oid, { outcome: always === undefined ? 'mapped' : 'coerced', text }],
    ['parent as text', `"${PARENT_ID.toUpperCase()}"`, { outcome: 'coerced', text }],
    ['parent embedded', `{"_id":${oid},"name":"whole"}`, { outcome: 'coerced', text }],
    ['parent as DBRef', `{"$ref":"parents","$id":${oid}}`, { outcome: 'coerced', text }],
  ];
}

function defaultText(column: ColumnSpec): string | undefined {
  if (column.primaryKey || column.default === undefined) return undefined;
  if (column.default.kind === 'now') return TRIAL_TIMESTAMP;
  return column.default.kind === 'empty-array' ? '{}' : String(column.default.value);
}

function verdictOfNothing(column: ColumnSpec): Verdict {
  if (column.primaryKey) return { outcome: 'rejected', codes: ['ID_INVALID'] };
  // How another type prints the start of the run is its own business.
  if (column.type.kind === 'other' && column.default?.kind === 'now') return 'open';
  const text = defaultText(column);
  if (text !== undefined) return { outcome: 'defaulted', text };
  return column.nullable ? { outcome: 'null' } : { outcome: 'rejected', codes: ['VALUE_MISSING'] };
}

function verdictOf(column: ColumnSpec, input: HostileInput, own: OwnExpectations): Verdict {
  if (input === 'missing' || input === 'undefined') return verdictOfNothing(column);
  const isNull = input === 'null' || (input === 'arrayOfNull' && column.codec.scalar);
  if (isNull && !column.primaryKey) return column.nullable ? { outcome: 'null' } : verdictOfNothing(column);
  const expectations = own[column.codec.kind] ?? expectationsOf(column);
  if (expectations === undefined) return 'open';
  const expected = expectations[input];
  if (expected !== undefined) return expected;
  if (column.primaryKey) return { outcome: 'rejected', codes: ['ID_INVALID'] };
  // A reference to nothing is a value that fits its codec; resolving finds out that its target is gone.
  return column.nullable
    ? { outcome: 'nulled' }
    : { outcome: 'rejected', codes: ['VALUE_UNFIT', 'REFERENCE_GONE'] };
}

function documentWith(
  plan: CollectionPlan,
  table: TablePlan,
  field: string,
  json: string | null,
  n: number,
): string {
  const change = (fields: Fields): Fields => {
    if (json === null) fields.delete(field);
    else fields.set(field, json);
    return fields;
  };
  if (table.fanOut !== undefined) {
    const entry = objectText(change(plainFields(table, n)));
    return plainDocument(plan, n, new Map([[table.fanOut.from, `[${entry}]`]]));
  }
  const fields = change(new Map([['_id', `{"$oid":"${plainId(n)}"}`], ...plainFields(table, n)]));
  return objectText(fields);
}

/**
 * Every hostile input in every column that takes something from the document. Of a codec that the table of expectations
 * does not know, nor `own`, any outcome is fine that closes the ledger, is repeated by a second import and verified.
 */
export function hostileCases(plan: CollectionPlan, own: OwnExpectations = {}): HostileCase[] {
  const cases: HostileCase[] = [];
  const [main] = plan.tables;
  const unique = new Set(
    main.indexes.flatMap(({ unique: is, columns }) => (is && columns.length === 1 ? columns : [])),
  );
  const taken = new Set<string>();
  /** Texts of different inputs differ, but two spellings of one number take a unique key only once. */
  const uncontested = (table: TablePlan, column: ColumnSpec, verdict: Verdict): Verdict => {
    if (table !== main || !unique.has(column.name) || verdict === 'open' || !('text' in verdict))
      return verdict;
    const key = `${column.name} ${verdict.text}`;
    if (taken.has(key)) return 'open';
    taken.add(key);
    return verdict;
  };
  const add = (
    table: TablePlan,
    column: ColumnSpec,
    field: string,
    input: string,
    json: string,
    verdict: Verdict,
  ): void => {
    const n = cases.length + 1;
    const document = documentWith(plan, table, field, input === 'missing' ? null : json, n);
    cases.push({ table, column, field, input, json, document, documentId: plainId(n), verdict });
  };
  for (const table of plan.tables) {
    for (const column of table.columns) {
      if (column.source.kind === 'derived-id' || (column.source.kind === 'document-id' && !column.primaryKey))
        continue;
      const field = column.source.kind === 'field' ? (column.source.names[0] ?? column.name) : '_id';
      for (const [input, json] of Object.entries(HOSTILE_INPUTS)) {
        const verdict = verdictOf(column, input as HostileInput, own);
        add(table, column, field, input, json, uncontested(table, column, verdict));
      }
      for (const [input, json, expected] of ownInputs(column))
        add(table, column, field, input, json, expected);
    }
  }
  return cases;
}
