import type { CollectionPlan, ColumnSpec, TablePlan } from '@etl/core';
import fc from 'fast-check';
import { anySpecimens, fittingSpecimens, type Specimen } from '../generated/specimen';
import { type Fields, objectText, parentId, plainId } from '../hostile/plain-document';
import { fieldsOf } from '../oracle/picked-value';
import { recordEncoding } from '../oracle/recorded-encoding';
import { type GeneratedLine, parentCount, parentSpecimens, valuesFor } from './subject-lines';
import type { TestRuns } from './test-runs';

/** Documents in which every column has something to say, for each of the values that a column gets on its own. */
const MIXED_FOR_EACH_RUN = 6;
/** So few values of an aggregated column that groups have several rows, and several groups as many. */
const GROUPS = 6;

/** A field's JSON; undefined where the document lacks it. */
type FieldJson = string | undefined;

const jsonOf = ({ json }: Specimen): string => json;

const aggregatedColumns = ({ aggregates }: CollectionPlan): ReadonlySet<string> =>
  new Set(aggregates.flatMap(({ groupBy, sum, where }) => [...groupBy, sum ?? '', where?.column ?? '']));

const mayBeNothing = ({ nullable, default: value }: ColumnSpec): boolean => nullable || value !== undefined;

/** A few values, hostile ones too, that do not cost a required column its row. */
function groupValues(plan: CollectionPlan, column: ColumnSpec, seed: number): fc.Arbitrary<FieldJson> {
  const fits = ({ json }: Specimen): boolean =>
    column.nullable || typeof recordEncoding(column, JSON.parse(json) as unknown).outcome === 'string';
  const values = fc.sample(valuesFor(plan, column), { seed, numRuns: GROUPS * 10 }).filter(fits);
  const some = values.slice(0, GROUPS).map(jsonOf);
  const where = plan.aggregates.flatMap((one) =>
    one.where?.column === column.name ? [one.where.equals] : [],
  );
  return fc.constantFrom(
    ...some,
    ...where.map((value) => JSON.stringify(value)),
    ...(mayBeNothing(column) ? [undefined] : []),
  );
}

function fieldValues(plan: CollectionPlan, column: ColumnSpec): fc.Arbitrary<FieldJson> {
  const fitting = (column.reference === undefined ? fittingSpecimens(column) : parentSpecimens(plan)).map(
    jsonOf,
  );
  if (!mayBeNothing(column)) return fitting;
  return fc.oneof(
    { weight: 4, arbitrary: fitting },
    // Null and missing are fine for a default that is NOT NULL, other values that do not fit are not.
    {
      weight: 3,
      arbitrary: column.nullable ? anySpecimens.map(jsonOf) : fc.constantFrom('null', '{"$undefined":true}'),
    },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

/** All fields of a document or of an entry; now and then an older spelling of a field stands beside the newer. */
function allFields(
  table: TablePlan,
  valuesOf: (column: ColumnSpec) => fc.Arbitrary<FieldJson>,
): fc.Arbitrary<Fields> {
  const named = table.columns.flatMap((column) =>
    fieldsOf(column).map((field, spelling) => ({ column, field, spelling })),
  );
  const values = named.map(({ column, spelling }) =>
    spelling === 0 ? valuesOf(column) : fc.oneof(fc.constant(undefined), valuesOf(column)),
  );
  return fc
    .tuple(...values)
    .map(
      (all) =>
        new Map(all.flatMap((json, at) => (json === undefined ? [] : [[named[at]!.field, json] as const]))),
    );
}

/** The entries of a fan-out, each of another parent; a bare id in place of some. */
function entriesJson(plan: CollectionPlan, table: TablePlan): fc.Arbitrary<string> {
  const { bare } = table.fanOut!;
  const keys = table.columns.flatMap(({ source }) => (source.kind === 'derived-id' ? source.columns : []));
  const parents = table.columns.filter(
    ({ name, reference, source }) =>
      keys.includes(name) && reference !== undefined && source.kind === 'field',
  );
  const isBare = fc.boolean();
  return fc
    .array(
      fc.tuple(
        allFields(table, (column) => fieldValues(plan, column)),
        isBare,
      ),
      { maxLength: Math.min(4, parentCount(plan)) },
    )
    .map((entries) => {
      const texts = entries.map(([fields, byId], n) => {
        for (const column of parents) fields.set(fieldsOf(column)[0]!, `{"$oid":"${parentId(n)}"}`);
        return byId && fields.has(bare) ? fields.get(bare)! : objectText(fields);
      });
      return texts.length === 1 && texts[0]!.startsWith('{') ? texts[0]! : `[${texts.join(',')}]`;
    });
}

/** A name that no column has, and that a JSON Pointer has to escape. */
const UNMAPPED = 'un/mapped~';

/**
 * Documents in which everything comes together: hostile values in many columns, missing fields, older spellings,
 * entries, fields that no column takes; in columns that are aggregated few values, so that groups have more than one row.
 */
export function mixedLines(
  plan: CollectionPlan,
  { seed, runs }: TestRuns,
  firstNumber: number,
): GeneratedLine[] {
  const [main, ...fanOuts] = plan.tables;
  const aggregated = aggregatedColumns(plan);
  const documents = fc.tuple(
    allFields(main, (column) =>
      aggregated.has(column.name) ? groupValues(plan, column, seed) : fieldValues(plan, column),
    ),
    fc.tuple(...fanOuts.map((table) => entriesJson(plan, table))),
    fc.record(
      {
        [UNMAPPED]: anySpecimens.map(jsonOf),
        ...Object.fromEntries(plan.ignored.map((field) => [field, anySpecimens.map(jsonOf)])),
      },
      { requiredKeys: [] },
    ),
  );
  return fc
    .sample(documents, { seed, numRuns: runs * MIXED_FOR_EACH_RUN })
    .map(([fields, entries, others], at) => {
      const _id = [['_id', `{"$oid":"${plainId(firstNumber + at)}"}`]] as const;
      const arrays = fanOuts.map(({ fanOut }, n) => [fanOut!.from, entries[n]!] as const);
      return { json: objectText(new Map([..._id, ...Object.entries(others), ...fields, ...arrays])) };
    });
}
