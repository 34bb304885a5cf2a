import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolders, readJson, ROOT } from './root';

interface Project {
  readonly name: string;
  readonly tags: readonly string[];
  readonly targets: Readonly<Record<string, unknown>>;
}

const folders = projectFolders();
const aliases: Record<string, string[]> = readJson<{ compilerOptions: { paths: Record<string, string[]> } }>(
  'tsconfig.base.json',
).compilerOptions.paths;

describe('every project', () => {
  it.each(folders)('%s has the four targets and one tag', (folder) => {
    const { targets, tags } = readJson<Project>(join(folder, 'project.json'));
    expect(Object.keys(targets)).toEqual(expect.arrayContaining(['build', 'lint', 'typecheck', 'test']));
    expect(tags).toHaveLength(1);
  });

  it('has a name of its own', () => {
    const names = folders.map((folder) => readJson<Project>(join(folder, 'project.json')).name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(folders.filter((folder) => folder.startsWith('libs') || folder === 'migrations'))(
    '%s is imported by the name of its package.json',
    (folder) => {
      const { name } = readJson<{ name: string }>(join(folder, 'package.json'));
      expect(aliases[name]?.map((path) => path.startsWith(`${folder}/`))).toEqual([true]);
    },
  );

  it('that an alias names is there', () => {
    expect(
      Object.values<string[]>(aliases)
        .flat()
        .filter((path) => !existsSync(join(ROOT, path))),
    ).toEqual([]);
  });
});

describe('the collections', () => {
  const names = readdirSync(join(ROOT, 'libs/collections')).sort();
  const registry = readFileSync(join(ROOT, 'apps/etl/src/collections.ts'), 'utf8');

  it('each have a line in the registry, which has no others', () => {
    // Prettier breaks the longest of them.
    const entry = /\[\s*'([\w-]+)',\s*async \(\) =>\s*\(await import\('([^']+)'\)\)\s*\.(\w+),?\s*\]/g;
    const lines = [...registry.matchAll(entry)];
    const camelCase = (name: string): string =>
      name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(lines.map(([, name]) => name)).toEqual(names);
    expect(lines.map(([, , path]) => path)).toEqual(names.map((name) => `@etl/collections/${name}`));
    expect(lines.map(([, , , definition]) => definition)).toEqual(names.map(camelCase));
  });

  it.each(names)('%s is a library by the rules', (name) => {
    const project = readJson<Project>(`libs/collections/${name}/project.json`);
    expect(project).toMatchObject({ name: `collections-${name}`, tags: ['type:collection'] });
    expect(aliases[`@etl/collections/${name}`]).toEqual([`libs/collections/${name}/src/index.ts`]);
  });
});

describe('dependencies', () => {
  const { dependencies, devDependencies } =
    readJson<Record<'dependencies' | 'devDependencies', Record<string, string>>>('package.json');
  const versions = Object.entries({ ...dependencies, ...devDependencies });

  it('are pinned exactly', () => {
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('of Nx are all one version', () => {
    const nx = versions.filter(([name]) => name === 'nx' || name.startsWith('@nx/'));
    expect(new Set(nx.map(([, version]) => version))).toEqual(new Set(['23.2.1']));
  });
});
