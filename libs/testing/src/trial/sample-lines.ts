import {
  type CollectionDefinition,
  type CollectionPlan,
  generateSample,
  isGone,
  type TablePlan,
} from '@etl/core';
import { EJSON } from 'bson';
import { sampleBson } from './sample-bson';

/** The documents of a sample as lines of canonical Extended JSON. */
export function sampleLines(definition: CollectionDefinition, properties: number): string[] {
  const [sample] = generateSample([definition], { properties, seed: 1 }, sampleBson);
  return [...(sample?.documents ?? [])].map((document) => EJSON.stringify(document, { relaxed: false }));
}

/** The id that a reference in a canonical line means; null where it means none. */
function referencedId(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value !== 'object' || value === null) return null;
  if ('$oid' in value) return String(value.$oid);
  if ('$id' in value) return referencedId(value.$id);
  return '_id' in value ? referencedId(value._id) : null;
}

/** The documents, or the entries of a fan-out, that fill a table. */
function sourcesOf(table: TablePlan, document: Record<string, unknown>): Record<string, unknown>[] {
  if (table.fanOut === undefined) return [document];
  const { from, bare } = table.fanOut;
  const value = document[from] ?? [];
  return (Array.isArray(value) ? value : [value]).map((entry: unknown) =>
    typeof entry === 'object' && entry !== null && !('$oid' in entry)
      ? (entry as Record<string, unknown>)
      : { [bare]: entry },
  );
}

/** What the lines refer to in other tables, but for what the sample says is gone. */
export function parentsOf(plan: CollectionPlan, lines: readonly string[]): Map<string, Set<string>> {
  const own = new Set(plan.tables.map(({ name }) => name));
  const parents = new Map<string, Set<string>>();
  for (const line of lines) {
    const document = JSON.parse(line) as Record<string, unknown>;
    for (const table of plan.tables) {
      const sources = sourcesOf(table, document);
      for (const { reference, source } of table.columns) {
        if (reference === undefined || source.kind !== 'field' || own.has(reference.table)) continue;
        for (const name of source.names) {
          for (const entry of sources) {
            const named = referencedId(entry[name]);
            if (named === null || isGone(named)) continue;
            const id = reference.always ?? named;
            parents.set(reference.table, (parents.get(reference.table) ?? new Set<string>()).add(id));
          }
        }
      }
    }
  }
  return parents;
}
