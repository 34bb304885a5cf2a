import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';

const ROOT = join(__dirname, '../../../..');

/** What the generator reads of this workspace: nothing else is in the virtual tree. */
const FILES = [
  '.prettierrc.json',
  'libs/testing/src/fixtures/target-schema.md',
  'libs/collections/cities/src/cities.entity.ts',
  'libs/collections/users/src/users.entity.ts',
  'libs/collections/users/src/property-view.entity.ts',
];
const ENUMS = 'libs/target-enums/src';

const REGISTRY = `import type { CollectionRegistry } from '@etl/core';

/** Every collection that this program knows, loaded when it is asked for. */
export const collections: CollectionRegistry = new Map([
  ['cities', async () => (await import('@etl/collections/cities')).cities],
  ['users', async () => (await import('@etl/collections/users')).users],
]);
`;

const CONFIG = `{
  "compilerOptions": {
    "baseUrl": ".",
    "paths": {
      "@etl/core": ["libs/core/src/index.ts"],
      "@etl/collections/cities": ["libs/collections/cities/src/index.ts"],
      "@etl/collections/users": ["libs/collections/users/src/index.ts"]
    }
  },
  "exclude": ["node_modules", "dist"]
}
`;

/** A workspace that is nowhere, with two collections: cities and users. */
export function virtualWorkspace(): Tree {
  const tree = createTreeWithEmptyWorkspace();
  const enums = readdirSync(join(ROOT, ENUMS)).map((file) => `${ENUMS}/${file}`);
  for (const path of [...FILES, ...enums]) tree.write(path, readFileSync(join(ROOT, path)));
  tree.write('apps/etl/src/collections.ts', REGISTRY);
  tree.write('tsconfig.base.json', CONFIG);
  return tree;
}

/** All files of the tree, path → text. */
export const contentOf = (tree: Tree): ReadonlyMap<string, string> =>
  new Map(
    tree
      .listChanges()
      .map(({ path, content }): [string, string] => [path, content?.toString('utf8') ?? ''])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
