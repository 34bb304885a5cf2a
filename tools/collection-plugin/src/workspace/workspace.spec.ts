import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnumDefinition } from '@etl/core';
import * as targetEnums from '@etl/target-enums';
import fc from 'fast-check';
import { FsTree } from 'nx/src/generators/tree';
import { formatText } from '../library/format-text';
import { knownEnums } from './known-enums';
import { tablesOfCollections, tablesOfSchemaPage } from './known-tables';
import { BASE_CONFIG, pathOfAlias, withPathAlias } from './path-alias';
import { REGISTRY, registryEntries, withRegistryEntry } from './registry-line';

const ROOT = join(__dirname, '../../../..');
const tree = new FsTree(ROOT, false);
const PRETTIER = { singleQuote: true, printWidth: 110 };
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const aName = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z]{1,30}){0,3}$/);
const entryOf = (name: string) => ({ name, path: `@etl/collections/${name}`, constant: 'anyOfThem' });

describe('the registry', () => {
  const registry = textOf(REGISTRY);

  it('is read as it stands', () => {
    const names = registryEntries(registry).map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(names).toContain('users');
    expect(registry.match(/await import/g)).toHaveLength(names.length);
  });

  it('gets one entry more, by the alphabet, and stays as it was otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(aName, { minLength: 1, maxLength: 4 }), async (names) => {
        let text = registry;
        for (const name of names)
          text = await formatText(REGISTRY, withRegistryEntry(text, entryOf(name)), PRETTIER);
        const entries = registryEntries(text).map(({ name }) => name);
        const known = registryEntries(registry).map(({ name }) => name);
        expect(entries).toEqual([...new Set([...known, ...names])].sort());
        const lines = text.split('\n');
        expect(registry.split('\n').filter((line) => !lines.includes(line))).toEqual([]);
        expect(withRegistryEntry(text, entryOf(names[0]!))).toBe(text);
      }),
      { numRuns: 20 },
    );
  });

  it('may be empty', () => {
    const empty = 'export const collections = new Map([]);\n';
    expect(withRegistryEntry(empty, entryOf('videos'))).toContain("new Map([['videos', async () =>");
    expect(() => withRegistryEntry('', entryOf('videos'))).toThrow(/holds no list/);
  });
});

describe('the aliases', () => {
  const config = textOf(BASE_CONFIG);
  const aliasOf = (name: string): string => `@etl/collections/${name}`;

  it('get one more, by the alphabet, and nothing else is touched', async () => {
    await fc.assert(
      fc.asyncProperty(aName, async (name) => {
        const text = await formatText(
          BASE_CONFIG,
          withPathAlias(config, aliasOf(name), `libs/${name}.ts`),
          PRETTIER,
        );
        const pathsOf = (json: string): string[] =>
          Object.keys((JSON.parse(json) as { compilerOptions: { paths: object } }).compilerOptions.paths);
        const collections = pathsOf(text).filter((alias) => alias.startsWith('@etl/collections/'));
        expect(collections).toEqual([...new Set([...collections, aliasOf(name)])].sort());
        expect(pathsOf(text).filter((alias) => alias !== aliasOf(name))).toEqual(
          pathsOf(config).filter((alias) => alias !== aliasOf(name)),
        );
        const lines = new Set(text.split('\n').map((line) => line.replace(/,$/, '')));
        const gone = config.split('\n').filter((line) => !lines.has(line.replace(/,$/, '')));
        expect(gone).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('stay as they are where it is there', () => {
    expect(withPathAlias(config, '@etl/collections/users', 'elsewhere.ts')).toBe(config);
    expect(pathOfAlias(config, '@etl/collections/users')).toBe('libs/collections/users/src/index.ts');
  });

  it('may be the first one', () => {
    const none = '{ "compilerOptions": { "paths": {} } }';
    expect(pathOfAlias(withPathAlias(none, '@etl/collections/a', 'a.ts'), '@etl/collections/a')).toBe('a.ts');
    expect(() => withPathAlias('{ "compilerOptions": { "paths": null } }', 'a', 'b')).toThrow();
  });
});

describe('what is there', () => {
  it('are the shared enums, with the values that they have', () => {
    const found = new Map(knownEnums(tree).map(({ constant, name, values }) => [constant, { name, values }]));
    const exported = Object.entries(targetEnums as Record<string, EnumDefinition>);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(exported));
  });

  it('are the tables, with the collections that fill them', () => {
    const tables = tablesOfCollections(tree);
    expect(tables.get('Property')).toBe('properties');
    expect(tables.get('PropertyView')).toBe('users');
    const page = tablesOfSchemaPage(tree);
    expect(page.size).toBe(22);
    for (const table of tables.keys()) expect(page).toContain(table);
  });
});
