import { EtlError } from '../errors/etl-error';
import type { ColumnSpec, FanOutSpec, IndexSpec } from './column-spec';

/** A class whose instances are rows of one table. */
export type EntityClass<T extends object = object> = new () => T;

/** What the decorators of one entity class have said. */
export interface EntityMetadata {
  readonly table: string;
  readonly columns: readonly ColumnSpec[];
  readonly indexes: readonly IndexSpec[];
  readonly fanOut?: FanOutSpec;
}

interface Draft {
  table?: string;
  columns: ColumnSpec[];
  indexes: { columns: readonly string[]; unique: boolean }[];
  fanOut?: FanOutSpec;
}

const drafts = new WeakMap<object, Draft>();

/** The metadata under construction; decorators of properties run before those of the class. */
export function draftOf(entity: object): Draft {
  let draft = drafts.get(entity);
  if (draft === undefined) {
    draft = { columns: [], indexes: [] };
    drafts.set(entity, draft);
  }
  return draft;
}

/** @throws EtlError COLLECTION_INVALID where the class has no `@Table`. */
export function entityMetadata(entity: EntityClass): EntityMetadata {
  const draft = drafts.get(entity);
  if (draft?.table === undefined) {
    throw new EtlError('COLLECTION_INVALID', `${entity.name} has no @Table decorator.`);
  }
  const table = draft.table;
  return {
    table,
    columns: draft.columns,
    // Decorators of a class run from the last to the first: reversed, they stand as they are written.
    indexes: [...draft.indexes].reverse().map(({ columns, unique }) => ({
      name: `${table}_${columns.join('_')}_${unique ? 'key' : 'idx'}`,
      columns,
      unique,
    })),
    ...(draft.fanOut === undefined ? {} : { fanOut: draft.fanOut }),
  };
}
