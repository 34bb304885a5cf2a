import { createHash } from 'node:crypto';
import { EtlError } from '../errors/etl-error';
import type { Aggregate } from './aggregate';
import type { CollectionDefinition } from './collection-definition';
import type { ColumnSpec, FanOutSpec, IndexSpec } from './column-spec';
import { idText } from '../codecs';
import { isNumber, isPointInTime } from './column-type';
import { entityMetadata } from './entity-metadata';
import { onlyIdOf } from './row-id';
import { type WarningCheck, warningChecks } from './warning-checks';

/** Everything that the engine derives from one entity. */
export interface TablePlan {
  readonly name: string;
  /** The collection whose documents fill the table. */
  readonly collection: string;
  readonly columns: readonly ColumnSpec[];
  readonly indexes: readonly IndexSpec[];
  /** Columns with a default, in the order of the bits of `_defaulted` in the stage. */
  readonly defaultable: readonly ColumnSpec[];
  readonly fanOut?: FanOutSpec;
  /** Constraints beyond the columns, per column: a value that breaks one is counted as a warning. */
  readonly warnings: ReadonlyMap<string, readonly WarningCheck[]>;
}

/**
 * The references that the target itself sets to null where what they refer to is deleted, in the order of the bits of `_nulls`
 * in the stage: as many as an integer has bits.
 */
export function watchedReferences({ columns }: TablePlan): readonly ColumnSpec[] {
  return columns.filter(({ reference, nullable }) => reference !== undefined && nullable).slice(0, 31);
}

export interface CollectionPlan {
  readonly name: string;
  /** The main table first, then the fan-outs. */
  readonly tables: readonly [TablePlan, ...TablePlan[]];
  readonly ignored: readonly string[];
  readonly aggregates: readonly Aggregate[];
  /** sha256 over everything that decides what a line becomes: a plan that differs maps differently. */
  readonly hash: string;
}

/**
 * Derives the plan of a collection.
 * @throws EtlError COLLECTION_INVALID where the definition contradicts itself.
 */
export function planCollection(definition: CollectionDefinition): CollectionPlan {
  const tables = definition.entities.map((entity): TablePlan => {
    const { table, columns, indexes, fanOut } = entityMetadata(entity);
    return {
      name: table,
      collection: definition.name,
      columns,
      indexes,
      defaultable: columns.filter((column) => column.default !== undefined && !column.primaryKey),
      warnings: warningChecks(entity),
      ...(fanOut === undefined ? {} : { fanOut }),
    };
  });
  const [main, ...fanOuts] = tables as [TablePlan, ...TablePlan[]];
  for (const table of [main, ...fanOuts]) checkTable(table, table !== main);
  checkAggregates(definition, main);
  return {
    name: definition.name,
    tables: [main, ...fanOuts],
    ignored: definition.ignored,
    aggregates: definition.aggregates,
    hash: hashOf([main, ...fanOuts], definition.ignored),
  };
}

function checkTable(table: TablePlan, isFanOut: boolean): void {
  if (table.columns.filter((column) => column.primaryKey).length !== 1) {
    throw invalid(table.collection, `${table.name} needs exactly one @Id or @DerivedId`);
  }
  if (isFanOut !== (table.fanOut !== undefined)) {
    throw invalid(
      table.collection,
      `${table.name} must ${isFanOut ? '' : 'not '}have @FanOut: the first entity is the document itself, the others its arrays`,
    );
  }
  const onlyId = onlyIdOf(table);
  if (onlyId !== undefined && (isFanOut || idText(onlyId) !== onlyId)) {
    throw invalid(
      table.collection,
      `${table.name} cannot always have the id '${onlyId}': ${isFanOut ? 'its rows are entries of an array' : 'it is no id'}`,
    );
  }
  const names = new Set(table.columns.map((column) => column.name));
  for (const index of table.indexes) {
    for (const column of index.columns) {
      if (!names.has(column))
        throw invalid(
          table.collection,
          `the index ${index.name} names the column ${column}, which ${table.name} lacks`,
        );
    }
  }
  for (const { name, source } of table.columns) {
    if (source.kind !== 'derived-id') continue;
    for (const part of source.columns) {
      const column = table.columns.find((candidate) => candidate.name === part);
      if (column === undefined)
        throw invalid(
          table.collection,
          `${table.name}.${name} is derived from ${part}, which ${table.name} lacks`,
        );
      if (column.default?.kind === 'now') {
        throw invalid(
          table.collection,
          `${table.name}.${name} is derived from ${part}, whose default is another one in every run`,
        );
      }
    }
  }
  for (const name of table.warnings.keys()) {
    if (table.columns.find((column) => column.name === name)?.codec.scalar !== true) {
      throw invalid(
        table.collection,
        `${table.name}.${name} has a constraint of class-validator, which only scalar columns may have`,
      );
    }
  }
  // `_defaulted` is a bigint in the stage: one bit a column, the sign left alone.
  if (table.defaultable.length > 63)
    throw invalid(table.collection, `${table.name} has more than 63 columns with a default`);
}

/** Columns whose text says the same on both sides of a verification: documents and arrays are printed anew. */
const isComparable = ({ type }: ColumnSpec): boolean => type.kind !== 'jsonb' && type.kind !== 'text[]';

const isSummable = ({ type }: ColumnSpec): boolean => isNumber(type);

function checkAggregates({ name, aggregates }: CollectionDefinition, main: TablePlan): void {
  const columns = new Map(main.columns.map((column) => [column.name, column]));
  for (const { name: title, groupBy, groupAs, sum, where } of aggregates) {
    const check = (used: string, can: (column: ColumnSpec) => boolean, what: string): void => {
      const column = columns.get(used);
      if (column === undefined)
        throw invalid(name, `its aggregate "${title}" names the column ${used}, which ${main.name} lacks`);
      if (!can(column))
        throw invalid(
          name,
          `its aggregate "${title}" ${what} ${used}, a ${column.type.kind === 'other' ? column.type.name : column.type.kind}`,
        );
    };
    for (const column of groupBy) check(column, isComparable, 'groups by');
    const [first] = groupBy;
    if (groupAs === 'month' && first !== undefined)
      check(first, ({ type }) => isPointInTime(type), 'takes the month of');
    if (sum !== undefined) check(sum, isSummable, 'adds up');
    if (where !== undefined) check(where.column, isComparable, 'filters by');
  }
}

function invalid(collection: string, what: string): EtlError {
  return new EtlError('COLLECTION_INVALID', `The collection ${collection} cannot be used: ${what}.`);
}

function hashOf(tables: readonly TablePlan[], ignored: readonly string[]): string {
  const described = tables.map((table) => ({
    name: table.name,
    fanOut: table.fanOut,
    indexes: table.indexes,
    columns: table.columns.map(({ codec, ...column }) => ({ ...column, codec: codec.kind })),
  }));
  return createHash('sha256')
    .update(JSON.stringify({ tables: described, ignored }))
    .digest('hex');
}
