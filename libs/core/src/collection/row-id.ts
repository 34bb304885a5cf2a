import type { TablePlan } from './plan';

/** The id that every row of a table has, where its collection is one document; else undefined. */
export function onlyIdOf(table: TablePlan): string | undefined {
  const source = table.columns.find(({ primaryKey }) => primaryKey)?.source;
  return source?.kind === 'constant' ? source.value : undefined;
}
