import { ConfigError, EtlError } from '../errors/etl-error';
import type { CollectionPlan, TablePlan } from './plan';
import { onlyIdOf } from './row-id';

/** Collection → the plug-in that brings it. */
type Plugins = ReadonlyMap<string, string>;

/**
 * What no plan can know alone: collections that are used together must not fill one table, mean different enums by one
 * name, or refer to a table of one row by the `_id` of its document.
 * @throws EtlError COLLECTION_INVALID; PLUGIN_CONFLICT where a plug-in brings one of the two
 */
export function requireFittingPlans(
  plans: readonly CollectionPlan[],
  plugins: Plugins = new Map<string, string>(),
): void {
  const tables = new Map<string, TablePlan>();
  const enums = new Map<string, { readonly values: string; readonly table: TablePlan }>();
  for (const table of plans.flatMap((plan) => plan.tables)) {
    const other = tables.get(table.name);
    if (other !== undefined) {
      throw unfitting(
        table,
        other,
        `${other.collection} fills the table ${table.name} as well: name one of the two in --collections`,
        plugins,
      );
    }
    tables.set(table.name, table);
    for (const { type } of table.columns) {
      if (type.kind !== 'enum') continue;
      const { name, values } = type.definition;
      const known = enums.get(name);
      if (known !== undefined && known.values !== values.join()) {
        throw unfitting(
          table,
          known.table,
          `its enum type ${name} has the values ${values.join(', ')}; in ${known.table.name}, of ${known.table.collection}, it has others`,
          plugins,
        );
      }
      enums.set(name, { values: values.join(), table });
    }
  }
  for (const table of tables.values()) requireFittingReferences(table, tables, plugins);
}

function requireFittingReferences(
  table: TablePlan,
  tables: ReadonlyMap<string, TablePlan>,
  plugins: Plugins,
): void {
  for (const { name, reference } of table.columns) {
    const parent = reference === undefined ? undefined : tables.get(reference.table);
    if (parent === undefined) continue;
    const wanted = onlyIdOf(parent);
    // In a fan-out the parent's row is the document's own.
    if (parent.collection === table.collection || reference?.always === wanted) continue;
    throw unfitting(
      table,
      parent,
      wanted === undefined
        ? `${table.name}.${name} says always: '${reference?.always}', but the rows of ${parent.name} have ids of their own`
        : `${table.name}.${name} refers to ${parent.name}, whose row always has the id '${wanted}': say @Reference({ table: '${parent.name}', always: '${wanted}' })`,
      plugins,
    );
  }
}

function unfitting(
  { collection }: TablePlan,
  { collection: other }: TablePlan,
  what: string,
  plugins: Plugins,
): EtlError {
  const brought = [collection, other].filter((name) => plugins.has(name));
  if (brought.length === 0)
    return new EtlError('COLLECTION_INVALID', `The collection ${collection} cannot be used: ${what}.`);
  const origins = brought.map((name) => `${name} is of the plug-in ${plugins.get(name)}`);
  return new ConfigError(
    'PLUGIN_CONFLICT',
    `The collection ${collection} cannot be used beside ${other}: ${what}. ${origins.join(', ')}.`,
    { context: { plugin: brought.map((name) => plugins.get(name)).join(', ') } },
  );
}
