import { type CollectionDefinition, type CollectionPlan, generateSample, isGone } from '@etl/core';
import { EJSON } from 'bson';
import { expectedDocument } from '../oracle/expected-document';
import { sampleBson } from './sample-bson';

/** The documents of a sample as lines of canonical Extended JSON. */
export function sampleLines(definition: CollectionDefinition, properties: number): string[] {
  const [sample] = generateSample([definition], { properties, seed: 1 }, sampleBson);
  return [...(sample?.documents ?? [])].map((document) => EJSON.stringify(document, { relaxed: false }));
}

/** What the lines refer to in other tables, by the plan's own codecs, but for what the sample says is gone. */
export function parentsOf(plan: CollectionPlan, lines: readonly string[]): Map<string, Set<string>> {
  const own = new Set(plan.tables.map(({ name }) => name));
  const parents = new Map<string, Set<string>>();
  for (const [n, line] of lines.entries()) {
    const { main, entries } = expectedDocument(plan, line, n + 1);
    for (const row of [main, ...entries.map((entry) => entry.row)]) {
      for (const { name, reference, source } of row?.table.columns ?? []) {
        const id = row?.columns.get(name);
        if (reference === undefined || source.kind !== 'field' || own.has(reference.table)) continue;
        if (typeof id !== 'string' || isGone(id)) continue;
        parents.set(reference.table, (parents.get(reference.table) ?? new Set<string>()).add(id));
      }
    }
  }
  return parents;
}
