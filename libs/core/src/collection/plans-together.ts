import { EtlError } from '../errors/etl-error';
import type { CollectionPlan, TablePlan } from './plan';
import { onlyIdOf } from './row-id';

/**
 * What no plan can know alone: collections that are used together must not fill one table, mean different enums by one
 * name, or refer to a table of one row by the `_id` of its document.
 * @throws EtlError COLLECTION_INVALID
 */
export function requireFittingPlans(plans: readonly CollectionPlan[]): void {
  const tables = new Map<string, TablePlan>();
  const enums = new Map<string, { readonly values: string; readonly table: string }>();
  for (const table of plans.flatMap((plan) => plan.tables)) {
    const other = tables.get(table.name);
    if (other !== undefined) {
      throw invalid(
        table,
        `${other.collection} fills the table ${table.name} as well: name one of the two in --collections`,
      );
    }
    tables.set(table.name, table);
    for (const { type } of table.columns) {
      if (type.kind !== 'enum') continue;
      const { name, values } = type.definition;
      const known = enums.get(name);
      if (known !== undefined && known.values !== values.join()) {
        throw invalid(
          table,
          `its enum type ${name} has the values ${values.join(', ')}; in ${known.table} it has others`,
        );
      }
      enums.set(name, { values: values.join(), table: table.name });
    }
  }
  for (const table of tables.values()) requireFittingReferences(table, tables);
}

function requireFittingReferences(table: TablePlan, tables: ReadonlyMap<string, TablePlan>): void {
  for (const { name, reference } of table.columns) {
    const parent = reference === undefined ? undefined : tables.get(reference.table);
    if (parent === undefined) continue;
    const wanted = onlyIdOf(parent);
    // In a fan-out the parent's row is the document's own.
    if (parent.collection === table.collection || reference?.always === wanted) continue;
    throw invalid(
      table,
      wanted === undefined
        ? `${table.name}.${name} says always: '${reference?.always}', but the rows of ${parent.name} have ids of their own`
        : `${table.name}.${name} refers to ${parent.name}, whose row always has the id '${wanted}': say @Reference({ table: '${parent.name}', always: '${wanted}' })`,
    );
  }
}

function invalid({ collection }: TablePlan, what: string): EtlError {
  return new EtlError('COLLECTION_INVALID', `The collection ${collection} cannot be used: ${what}.`);
}
