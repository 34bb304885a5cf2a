import type { CollectionPlan } from '../collection/plan';
import { ConfigError, LoadError } from '../errors/etl-error';
import type { ChunkCounts, RestoredKeys, SchemaDifference, TargetDescription } from '../ports/target';

/** @throws ConfigError TARGET_TABLES_MISSING */
export function requireTables(differences: readonly SchemaDifference[]): void {
  const tables = differences.filter(({ kind, object }) => kind === 'missing' && object === undefined);
  if (tables.length === 0) return;
  const names = tables.map(({ table }) => table).join(', ');
  const elsewhere = [...new Set(tables.flatMap(({ found }) => found ?? []))];
  const hint =
    elsewhere.length === 0
      ? ''
      : ` Tables of such names are ${elsewhere.join(', ')}; the URI of the target names the schema: ?schema=….`;
  throw new ConfigError('TARGET_TABLES_MISSING', `The target lacks the tables ${names}.${hint}`);
}

/**
 * @throws ConfigError TARGET_TABLES_MISSING, TARGET_SCHEMA_DIFFERS: nothing was written.
 */
export function requireFittingSchema(differences: readonly SchemaDifference[]): void {
  requireTables(differences);
  const blocking = differences.filter((difference) => difference.blocking);
  if (blocking.length === 0) return;
  const lines = blocking.map(describeDifference);
  throw new ConfigError(
    'TARGET_SCHEMA_DIFFERS',
    `The target differs from the entities:\n  ${lines.join('\n  ')}`,
  );
}

/**
 * The stage is unlogged: a server that crashes during the load and comes back has emptied it, journal and all. What was
 * loaded before would be missing without a word.
 * @throws LoadError TARGET_LOST
 */
export function requireWholeStage(
  loaded: ReadonlyMap<string, number>,
  journal: ReadonlyMap<string, Pick<ChunkCounts, 'documents'>>,
): void {
  for (const [collection, documents] of loaded) {
    const staged = journal.get(collection)?.documents ?? 0;
    if (staged === documents) continue;
    throw new LoadError(
      'TARGET_LOST',
      `The target lost staged rows (${collection}: ${documents} documents loaded, ${staged} in the stage): it has crashed and restarted. Nothing was merged.`,
      { context: { collection, loaded: documents, staged } },
    );
  }
}

/** One line on one difference. */
export function describeDifference({ table, object, kind, expected, found }: SchemaDifference): string {
  const name = object === undefined ? table : `${table}.${object}`;
  if (kind === 'missing')
    return `${name} is missing${expected === undefined ? '' : ` (${expected})`}${object === undefined || found === undefined ? '' : `, ${found}`}`;
  if (kind === 'extra')
    return `${name} is in the target only${found === undefined ? '' : ` (${found})`} and has neither null nor a default`;
  return `${name} is ${found ?? 'different'}, expected ${expected ?? 'something else'}`;
}

/** Sentences on what dead imports had left. */
export function describeRestored({ rows, keys }: RestoredKeys): string[] {
  const removed = [...rows].map(([table, count]) => `${count} of ${table}`);
  return [
    ...(removed.length === 0
      ? []
      : [`Rows of an import that did not end were taken out again: ${removed.join(', ')}.`]),
    ...(keys.length === 0 ? [] : [`Keys that it had put aside are back: ${keys.join(', ')}.`]),
  ];
}

/** A sentence on each import that is filling tables, or died while it did. */
export function warnOfPutAside(differences: readonly SchemaDifference[]): string[] {
  const tables = new Map<string, Set<string>>();
  for (const { table, putAsideBy: run } of differences)
    if (run !== undefined) tables.set(run, (tables.get(run) ?? new Set()).add(table));
  return [...tables].map(
    ([run, names]) =>
      `The import ${run} has put keys of ${[...names].join(', ')} aside: it is at work, or has died, and its rows there are not final. If it has died, import again, or take them out with npm run etl:schema -- restore.`,
  );
}

/** Sentences on references to tables that hold nothing and are not filled by this import. */
export function warnOfMissingParents(
  plans: readonly CollectionPlan[],
  { rows }: TargetDescription,
): string[] {
  const filled = new Set(plans.flatMap(({ tables }) => tables.map(({ name }) => name)));
  const warnings: string[] = [];
  for (const { name: table, columns } of plans.flatMap(({ tables }) => tables)) {
    for (const { name, nullable, reference } of columns) {
      if (reference === undefined || filled.has(reference.table)) continue;
      if ((rows.get(reference.table) ?? 0) > 0) continue;
      const effect = nullable ? 'every such reference becomes null' : 'every row is rejected';
      warnings.push(
        `${table}.${name} refers to ${reference.table}, which is empty and not part of this import: ${effect}.`,
      );
    }
  }
  return warnings;
}

/** The tables of the plans and those that they refer to. */
export function tablesWithParents(plans: readonly CollectionPlan[]): { own: string[]; parents: string[] } {
  const own = plans.flatMap(({ tables }) => tables.map(({ name }) => name));
  const parents = new Set(
    plans.flatMap(({ tables }) =>
      tables.flatMap(({ columns }) => columns.flatMap(({ reference }) => reference?.table ?? [])),
    ),
  );
  for (const name of own) parents.delete(name);
  return { own, parents: [...parents] };
}
