import { createHash } from 'node:crypto';
import { EtlError } from '../errors/etl-error';
import type { Aggregate } from './aggregate';
import type { CollectionDefinition } from './collection-definition';
import type { ColumnSpec, FanOutSpec, IndexSpec } from './column-spec';
import { idText } from '../codecs';
import { isNumber } from './column-type';
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
  const known = new Set(main.columns.map((column) => column.name));
  for (const aggregate of definition.aggregates) {
    const used = [...aggregate.groupBy, aggregate.sum, aggregate.where?.column];
    for (const column of used) {
      if (column !== undefined && !known.has(column)) {
        throw invalid(
          definition.name,
          `its aggregate "${aggregate.name}" names the column ${column}, which ${main.name} lacks`,
        );
      }
    }
    const summed = main.columns.find(({ name }) => name === aggregate.sum);
    if (summed !== undefined && !isNumber(summed.type)) {
      throw invalid(
        definition.name,
        `its aggregate "${aggregate.name}" sums up ${summed.name}, which is no number`,
      );
    }
  }
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
