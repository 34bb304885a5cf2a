import { callModule } from './root';

const RULE = '@nx/enforce-module-boundaries';

/** File, import, and whether it is allowed. */
const CASES: readonly (readonly [string, string, boolean])[] = [
  ['libs/core/src/x.ts', '@etl/postgres', false],
  ['libs/core/src/x.ts', '@etl/mongo', false],
  ['libs/core/src/x.ts', '@etl/target-enums', false],
  ['libs/core/src/x.ts', '@etl/collections/users', false],
  ['libs/core/src/x.ts', 'pg', false],
  ['libs/core/src/x.ts', 'mongodb', false],
  ['libs/core/src/x.ts', 'typeorm', true],
  ['libs/mongo/src/x.ts', '@etl/postgres', false],
  ['libs/mongo/src/x.ts', '@etl/collections/users', false],
  ['libs/mongo/src/x.ts', '@etl/core', true],
  ['libs/mongo/src/x.ts', 'mongodb', true],
  ['libs/postgres/src/x.ts', '@etl/mongo', false],
  ['libs/postgres/src/x.ts', '@etl/testing', false],
  ['libs/postgres/src/x.ts', '@etl/core', true],
  ['libs/postgres/src/x.ts', '@etl/migrations', true],
  ['libs/postgres/src/x.ts', 'pg', true],
  ['libs/collections/users/src/x.ts', '@etl/collections/properties', false],
  ['libs/collections/users/src/x.ts', '@etl/postgres', false],
  ['libs/collections/users/src/x.ts', '@etl/mongo', false],
  ['libs/collections/users/src/x.ts', '@etl/testing', false],
  ['libs/collections/users/src/x.ts', 'pg', false],
  ['libs/collections/users/src/x.ts', 'mongodb', false],
  ['libs/collections/users/src/x.ts', '@etl/core', true],
  ['libs/collections/users/src/x.ts', '@etl/target-enums', true],
  ['libs/collections/users/src/x.spec.ts', '@etl/testing', true],
  ['libs/collections/users/src/x.spec.ts', '@etl/collections/properties', false],
  ['libs/testing/src/x.ts', '@etl/postgres', true],
  ['libs/testing/src/x.ts', '@etl/collections/users', false],
  ['apps/etl/src/x.ts', '@etl/core', true],
  // Loaded lazily in the registry: a static import would load it for every command.
  ['apps/etl/src/x.ts', '@etl/collections/users', false],
  ['apps/etl/src/x.ts', '@etl/testing', false],
  ['apps/etl-e2e/src/x.spec.ts', '@etl/testing', true],
  ['apps/etl/src/x.ts', '../../../libs/core/src/index', false],
  ['tools/collection-plugin/src/x.ts', '@etl/core', true],
  ['tools/collection-plugin/src/x.ts', '@etl/postgres', true],
  ['tools/collection-plugin/src/x.ts', '@etl/collections/users', false],
  ['tools/collection-plugin/src/x.ts', '@etl/testing', false],
  ['tools/collection-plugin/src/x.spec.ts', '@etl/collections/users', true],
  ['tools/collection-plugin/src/testing/x.ts', '@etl/testing', true],
];

describe('module boundaries', () => {
  let found: string[][];

  beforeAll(() => {
    const texts = CASES.map(([path, name]) => ({
      path,
      text: `import * as x from '${name}';\nexport const y = x;\n`,
    }));
    found = callModule<string[][]>('tools/workspace/src/lint-texts.mjs', 'lintTexts', texts);
  });

  it.each(
    CASES.map(
      ([path, name, allowed], index) => [path, allowed ? 'may' : 'must not', name, index, allowed] as const,
    ),
  )('%s %s import %s', (_path, _may, _name, index, allowed) => {
    const violations = found[index]?.filter((message) => message.startsWith(RULE)) ?? [];
    expect(violations.length === 0 ? 'allowed' : 'refused').toBe(allowed ? 'allowed' : 'refused');
  });
});
