import {
  Bool,
  type CollectionDefinition,
  type CollectionPlan,
  type ColumnSpec,
  defineCollection,
  Double,
  defineEnum,
  Email,
  type EntityClass,
  entityMetadata,
  EnumOf,
  Id,
  IndexOn,
  Integer,
  Json,
  Numeric,
  planCollection,
  Reference,
  Table,
  Text,
  TextArray,
  Timestamp,
  UniqueKey,
  Url,
  UrlArray,
} from '@etl/core';
import type { CollectionDraft, ColumnDraft } from './collection-draft';

/** What an entity needs of a draft. */
export type EntityDraft = Pick<CollectionDraft, 'name' | 'table' | 'columns' | 'indexes'>;

/** The decorator that the generated entity will have on the column. */
export function decoratorOf(column: ColumnDraft): PropertyDecorator {
  const { nullable } = column;
  const choices = { nullable, ...(column.from.length === 0 ? {} : { from: column.from }) };
  const text = { ...choices, ...(column.default === undefined ? {} : { default: String(column.default) }) };
  const number = { ...choices, ...(column.default === undefined ? {} : { default: Number(column.default) }) };
  switch (column.kind) {
    case 'id':
      return Id();
    case 'reference':
      return Reference({ ...choices, ...column.reference! });
    case 'text':
      return Text(text);
    case 'email':
      return Email(text);
    case 'url':
      return Url(text);
    case 'enum':
      return EnumOf(defineEnum(column.enum!.name, column.enum!.values), text);
    case 'boolean':
      return Bool({
        ...choices,
        ...(column.default === undefined ? {} : { default: column.default === true }),
      });
    case 'integer':
      return Integer(number);
    case 'double':
      return Double(number);
    case 'numeric':
      return Numeric(column.numeric!.precision, column.numeric!.scale, choices);
    case 'timestamp':
      return Timestamp({ ...choices, ...(column.default === undefined ? {} : { default: 'now' }) });
    case 'text-array':
      return TextArray(choices);
    case 'url-array':
      return UrlArray(choices);
    case 'jsonb':
      return Json(choices);
  }
}

/** One column as the import sees it. */
export function columnSpecOf(column: ColumnDraft): ColumnSpec {
  const entity = entityOf({ name: '', table: 'Drafted', columns: [column], indexes: [] });
  return entityMetadata(entity).columns[0]!;
}

/** The entity that will be generated, as a class made on the spot: to hold the draft against the target and the documents. */
export function entityOf({ table, columns, indexes }: EntityDraft): EntityClass {
  class Drafted {}
  for (const column of columns) decoratorOf(column)(Drafted.prototype, column.name);
  // Decorators of a class run from the last to the first.
  for (const { columns: keys, unique } of [...indexes].reverse())
    (unique ? UniqueKey : IndexOn)(...keys)(Drafted);
  Table(table)(Drafted);
  return Drafted;
}

/** The definition around that entity, without what no draft knows. */
export function draftedDefinition(draft: EntityDraft): CollectionDefinition {
  return defineCollection({
    name: draft.name,
    entities: [entityOf(draft)],
    exporter: {},
    ignored: ['__v'],
    aggregates: [],
    sample: { count: () => 0, document: () => ({}) },
  });
}

/** The plan of the collection that will be generated. */
export const planOf = (draft: EntityDraft): CollectionPlan => planCollection(draftedDefinition(draft));
