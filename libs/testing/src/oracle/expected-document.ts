import { type CollectionPlan, isDbRef, isMissing, kindOf, parseLine, type TablePlan } from '@etl/core';
import { documentLine } from '../contract/shown-value';
import { ContractViolation } from '../contract/violation';
import { type ExpectedEvent, type ExpectedFailure, expectedRow, type ExpectedRow } from './expected-row';
import { type Leaf, leavesOf, pointerOf } from './leaves';
import { type Fields, fieldsOf } from './picked-value';
import { CodecThrows, recordEncoding } from './recorded-encoding';

/** A row of a fan-out, and the place of its entry in the array. */
export interface ExpectedEntry {
  readonly row: ExpectedRow;
  readonly entry: number;
}

/** What has to become of one line of a file, as far as the line alone decides. */
export interface ExpectedDocument {
  /** From 1. */
  readonly line: number;
  readonly json: string;
  /** The main table. */
  readonly table: string;
  /** Null where the line holds no document, or one without a usable `_id`. */
  readonly id: string | null;
  /** Why there is not even a row of the main table. */
  readonly failure: ExpectedFailure | null;
  readonly main: ExpectedRow | null;
  readonly entries: readonly ExpectedEntry[];
  /** Fields that no column takes, of the document and of its entries. */
  readonly unmapped: readonly Leaf[];
  /** Of the `_id`. */
  readonly events: readonly ExpectedEvent[];
}

/** The entries of a fan-out; one in place of the array counts as an array of one. */
function entriesOf(value: unknown): readonly unknown[] {
  if (value === null || isMissing(value)) return [];
  return Array.isArray(value) ? value : [value];
}

function expectedEntries(
  table: TablePlan,
  document: Fields,
  mainId: string,
): { entries: ExpectedEntry[]; unmapped: Leaf[] } {
  const { from, bare } = table.fanOut!;
  const fields = new Set(table.columns.flatMap(fieldsOf));
  const value = document[from];
  const unmapped: Leaf[] = [];
  const entries = entriesOf(value).map((item, entry): ExpectedEntry => {
    const hasOwnField =
      kindOf(item) === 'document' && [...fields].some((field) => Object.hasOwn(item as object, field));
    const isReference = isDbRef(item) || (!hasOwnField && Object.hasOwn(Object(item) as object, '_id'));
    const isBare = kindOf(item) !== 'document' || isReference;
    const source = isBare ? { [bare]: item } : (item as Fields);
    const base = Array.isArray(value) ? [from, entry] : [from];
    const row = expectedRow(table, source, { mainId, base, bare: isBare });
    if (row.failures.length === 0) {
      for (const [field, part] of Object.entries(source))
        if (!fields.has(field)) unmapped.push(...leavesOf(part, pointerOf([...base, field])));
    }
    return { row, entry };
  });
  return { entries, unmapped };
}

const parsed = (json: string): unknown => {
  try {
    return parseLine(json).document;
  } catch {
    return null;
  }
};

/**
 * What a plan asks of a line: rows, rejects, residue, and what is counted.
 * @throws ContractViolation where a codec throws, with the document
 */
export function expectedDocument(plan: CollectionPlan, json: string, line: number): ExpectedDocument {
  try {
    return askedOf(plan, json, line);
  } catch (error) {
    if (!(error instanceof CodecThrows)) throw error;
    throw new ContractViolation(error.message + documentLine(json), { cause: error.thrown });
  }
}

function askedOf(plan: CollectionPlan, json: string, line: number): ExpectedDocument {
  const nothing = {
    line,
    json,
    table: plan.tables[0].name,
    id: null,
    main: null,
    entries: [],
    unmapped: [],
    events: [],
  };
  const document = parsed(json);
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return { ...nothing, failure: { code: 'LINE_BROKEN', field: '' } };
  const [table, ...fanOuts] = plan.tables;
  const key = table.columns.find(({ primaryKey }) => primaryKey)!;
  const fields = document as Fields;
  const _id = Object.hasOwn(fields, '_id') ? fields['_id'] : undefined;
  const id = isMissing(_id) || _id === null ? null : recordEncoding(key, _id);
  const text = id === null || typeof id.outcome !== 'string' ? undefined : id.written[0];
  if (typeof text !== 'string') return { ...nothing, failure: { code: 'ID_INVALID', field: '_id' } };
  // Where the row has an id of its own, the document's is kept beside it.
  const own = key.source.kind === 'constant' ? key.source.value : undefined;
  const mainId = own ?? text;
  const main = expectedRow(table, fields, { mainId, base: [], bare: false });
  const found = fanOuts.map((fanOut) => expectedEntries(fanOut, fields, mainId));
  const known = new Set([
    ...['_id', ...plan.ignored, ...table.columns.flatMap(fieldsOf)],
    ...fanOuts.map(({ fanOut }) => fanOut!.from),
  ]);
  return {
    ...{ line, json, table: table.name, id: text, main, failure: main.failures[0] ?? null },
    entries: found.flatMap(({ entries }) => entries),
    unmapped: [
      ...(own === undefined ? [] : leavesOf(_id, pointerOf(['_id']))),
      ...Object.entries(fields).flatMap(([field, value]) =>
        known.has(field) ? [] : leavesOf(value, pointerOf([field])),
      ),
      ...found.flatMap(({ unmapped }) => unmapped),
    ],
    events:
      id?.outcome === 'coerced' && own === undefined
        ? [{ column: key.name, outcome: 'coerced', reason: '' }]
        : [],
  };
}
