import type { CollectionPlan, ColumnSpec, TablePlan } from '@etl/core';
import fc from 'fast-check';
import { type BsonValue, documentOf, text } from '../generated/bson-value';
import { extendedJson } from '../generated/extended-json';
import { type Specimen, specimensFor } from '../generated/specimen';
import { type Fields, objectText, parentId, plainFields, plainId } from '../hostile/plain-document';
import { fieldsOf } from '../oracle/picked-value';
import type { TestRuns } from './test-runs';

/** The column that a document is about; all others of it are plain. */
export interface Subject {
  readonly table: TablePlan;
  readonly column: ColumnSpec;
  readonly specimen: Specimen;
  /** Which of the column's values it is. */
  readonly place: number;
}

/** One line of a generated file, and why it is there. */
export interface GeneratedLine {
  readonly json: string;
  readonly subject?: Subject;
  /** It has the unique keys of a line before it. */
  readonly losing?: boolean;
}

/** So many rows of each table are there to be referred to: more than any aggregate shows of them. */
export const parentCount = ({ aggregates }: CollectionPlan): number =>
  3 + Math.max(0, ...aggregates.map(({ top }) => top ?? 0));

/** An id of a row that is there, in one of the spellings that a reference may have. */
export const parentSpecimens = (plan: CollectionPlan): fc.Arbitrary<Specimen> =>
  fc.tuple(fc.nat(parentCount(plan) - 1), fc.nat(4)).map(([n, as]) => {
    const id: BsonValue = { bson: 'objectId', hex: parentId(n) };
    const spellings = [
      id,
      text(parentId(n)),
      text(` ${parentId(n).toUpperCase()} `),
      documentOf({ _id: id, name: text('whole') }),
      documentOf({ $ref: text('parents'), $id: id }),
    ];
    const value = spellings[as] ?? id;
    return { value, json: extendedJson(value, 'relaxed') };
  });

/** Values for a column, and for a reference also the ids of rows that are there. */
export const valuesFor = (plan: CollectionPlan, column: ColumnSpec): fc.Arbitrary<Specimen> =>
  column.reference === undefined
    ? specimensFor(column)
    : fc.oneof(parentSpecimens(plan), specimensFor(column));

/** Columns that take something from the document. */
export const takingColumns = ({ columns }: TablePlan): readonly ColumnSpec[] =>
  columns.filter(
    ({ source, primaryKey }) => source.kind === 'field' || (source.kind === 'document-id' && primaryKey),
  );

/** Puts a value under one of the names of a column's field; a value that is not there leaves the field out now and then. */
function setField(fields: Fields, column: ColumnSpec, { value, json }: Specimen, place: number): void {
  const names = column.primaryKey ? ['_id'] : fieldsOf(column);
  for (const name of names) fields.delete(name);
  if (value.bson !== 'undefined' || place % 2 === 0) fields.set(names[place % names.length]!, json);
}

/** Document n: plain, but for the subject. */
export function subjectLine(plan: CollectionPlan, subject: Subject, n: number): GeneratedLine {
  const { table, column, specimen, place } = subject;
  const [main] = plan.tables;
  const document: Fields = new Map([['_id', `{"$oid":"${plainId(n)}"}`], ...plainFields(main, n)]);
  if (table.fanOut === undefined) setField(document, column, specimen, place);
  else {
    const entry = plainFields(table, n);
    setField(entry, column, specimen, place);
    document.set(table.fanOut.from, `[${objectText(entry)}]`);
  }
  return { json: objectText(document), subject };
}

/** For each column some documents that are about it. */
export function subjectLines(plan: CollectionPlan, { seed, runs }: TestRuns): GeneratedLine[] {
  const subjects = plan.tables.flatMap((table) =>
    takingColumns(table).flatMap((column) =>
      fc
        .sample(valuesFor(plan, column), { seed, numRuns: runs })
        .map((specimen, place): Subject => ({ table, column, specimen, place })),
    ),
  );
  return subjects.map((subject, n) => subjectLine(plan, subject, n + 1));
}
