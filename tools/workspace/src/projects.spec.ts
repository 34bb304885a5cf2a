import { existsSync } from 'node:fs';
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
