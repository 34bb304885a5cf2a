import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { callModule, projectFolders, readJson, ROOT } from './root';

interface Project {
  readonly name: string;
  readonly tags: readonly string[];
}

const WITHOUT_CORE = ['type:migrations', 'type:tool'];

/** What `nx affected -t test` runs after a change of these files. */
function affectedBy(...files: readonly string[]): string[] {
  const output = execFileSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/nx/dist/bin/nx.js'),
      ...['show', 'projects', '--affected', `--files=${files.join(',')}`, '-t', 'test', '--json'],
    ],
    {
      cwd: ROOT,
      env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  return (JSON.parse(output) as string[]).sort();
}

describe('nx affected -t test', () => {
  it('runs after a change in one collection its library, the command line and the tests of the whole, and no other', () => {
    expect(affectedBy('libs/collections/users/src/users.entity.ts')).toEqual([
      'collections-users',
      'etl',
      'etl-e2e',
    ]);
  });

  it('runs every library and application after a change in the core', () => {
    const projects = projectFolders().map((folder) => readJson<Project>(join(folder, 'project.json')));
    const dependants = projects.filter(({ tags }) => !tags.some((tag) => WITHOUT_CORE.includes(tag)));
    expect(affectedBy('libs/core/src/index.ts')).toEqual(
      expect.arrayContaining(dependants.map(({ name }) => name)),
    );
  });

  it('runs the tests of the whole after a change in what tests of plug-ins import', () => {
    expect(affectedBy('libs/testing/src/plugin-testing.ts')).toEqual(
      expect.arrayContaining(['testing', 'etl-e2e']),
    );
  });
});

describe('a collection', () => {
  it('has no other dependants than the command line and the tests of the whole, whichever it is', () => {
    const dependants = callModule<Record<string, string[]>>(
      'tools/workspace/src/project-dependants.mjs',
      'dependantsOfTagged',
      'type:collection',
    );
    expect(Object.keys(dependants).length).toBeGreaterThan(10);
    expect(Object.entries(dependants).filter(([, names]) => names.join() !== 'etl,etl-e2e')).toEqual([]);
  });
});
