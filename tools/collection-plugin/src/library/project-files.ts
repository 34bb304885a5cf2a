import type { Library } from './library';

/** The files that every library has alike, but for its name. */
export function projectFiles({ names: { name } }: Library): ReadonlyMap<string, string> {
  // One line an entry: prettier leaves it so.
  const json = (content: object): string =>
    `{\n${Object.entries(content)
      .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(',\n')}\n}`;
  return new Map([
    ['package.json', json({ name: `@etl/collections/${name}`, version: '0.0.0', private: true })],
    [
      'project.json',
      json({
        name: `collections-${name}`,
        $schema: '../../../node_modules/nx/schemas/project-schema.json',
        projectType: 'library',
        sourceRoot: `libs/collections/${name}/src`,
        tags: ['type:collection'],
        targets: { build: {}, typecheck: {}, lint: {}, test: {} },
      }),
    ],
    [
      'tsconfig.json',
      json({
        extends: '../../../tsconfig.base.json',
        compilerOptions: { types: ['node', 'jest'] },
        include: ['src/**/*.ts'],
      }),
    ],
    [
      'tsconfig.lib.json',
      json({
        extends: './tsconfig.json',
        compilerOptions: { types: ['node'] },
        exclude: ['src/**/*.spec.ts'],
      }),
    ],
    [
      'jest.config.cjs',
      `module.exports = {
        displayName: 'collections-${name}',
        preset: '../../../jest.preset.js',
        globalSetup: '<rootDir>/../../postgres/src/testing/jest-global-setup.ts',
        globalTeardown: '<rootDir>/../../postgres/src/testing/jest-global-teardown.ts',
      };`,
    ],
    [
      'src/index.ts',
      `export * from './${name}.collection';
      export * from './${name}.entity';`,
    ],
  ]);
}
