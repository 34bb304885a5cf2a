import type { FanOutSpec } from './column-spec';
import { draftOf, type EntityClass, entityMetadata } from './entity-metadata';
import { Entity, ForeignKey, Index } from './typeorm-decorators';

/**
 * The class is a row of `table`. Stands above all other decorators of the class: it runs last and gives
 * TypeORM the keys and indexes under the names that the target uses.
 */
export function Table(table: string): ClassDecorator {
  return (target) => {
    const draft = draftOf(target);
    draft.table = table;
    Entity({ name: table })(target);
    const { columns, indexes } = entityMetadata(target as unknown as EntityClass);
    for (const { name, columns: keys, unique } of indexes) Index(name, [...keys], { unique })(target);
    for (const { name, reference } of columns) {
      if (reference === undefined) continue;
      const foreignKey = {
        name: `${table}_${name}_fkey`,
        onDelete: reference.onDelete,
        onUpdate: reference.onUpdate ?? 'CASCADE',
      } as const;
      ForeignKey(reference.table, foreignKey)(target.prototype as object, name);
    }
  };
}

function index(columns: readonly string[], unique: boolean): ClassDecorator {
  return (target) => {
    draftOf(target).indexes.push({ columns, unique });
  };
}

/** A unique index over the columns, named `<Table>_<columns>_key`. */
export const UniqueKey = (...columns: string[]): ClassDecorator => index(columns, true);

/** An index over the columns, named `<Table>_<columns>_idx`. */
export const IndexOn = (...columns: string[]): ClassDecorator => index(columns, false);

/** The rows of this table come from the entries of an array in the document. */
export function FanOut(spec: FanOutSpec): ClassDecorator {
  return (target) => {
    draftOf(target).fanOut = spec;
  };
}
