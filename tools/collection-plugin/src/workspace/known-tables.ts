import type { Tree } from '@nx/devkit';

const COLLECTIONS = 'libs/collections';
const PAGE = 'libs/testing/src/fixtures/target-schema.md';

/** Table → the collection whose documents are its rows, or, for a fan-out, hold them. */
export function tablesOfCollections(tree: Tree): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  for (const collection of tree.children(COLLECTIONS).sort()) {
    const folder = `${COLLECTIONS}/${collection}/src`;
    for (const file of tree.children(folder).filter((name) => name.endsWith('.entity.ts'))) {
      const [, table] = /@Table\('([^']+)'\)/.exec(tree.read(`${folder}/${file}`, 'utf8') ?? '') ?? [];
      if (table !== undefined) tables.set(table, collection);
    }
  }
  return tables;
}

/** The tables that the schema of the new API asks for: the contract suite holds a collection against them. */
export function tablesOfSchemaPage(tree: Tree): ReadonlySet<string> {
  const page = tree.read(PAGE, 'utf8') ?? '';
  return new Set([...page.matchAll(/^### `(\w+)`$/gm)].map(([, table = '']) => table));
}
