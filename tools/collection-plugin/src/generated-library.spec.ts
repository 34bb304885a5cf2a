import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTestDatabase, type TestDatabase } from '@etl/postgres';
import { flushChanges, FsTree } from 'nx/src/generators/tree';
import { createCollectionGenerator } from './generator/collection-generator';
import { goldenOf, writeGolden } from './generator/golden-file';
import { paired } from './testing/invented-drafts';
import { type TemporaryWorkspace, temporaryWorkspace } from './testing/temporary-workspace';

const run = promisify(execFile);

interface Finished {
  readonly exitCode: number;
  readonly output: string;
}

interface GoldenDocument {
  readonly rows: Readonly<Record<string, readonly object[]>>;
  readonly rejects: readonly string[];
}

/**
 * From the command to a library that passes, in a copy of this workspace, as a stranger would do it: minutes of work
 * for the compiler and the linter, and so the only spec that is allowed to be slow.
 */
describe('a generated library', () => {
  jest.setTimeout(300_000);

  let workspace: TemporaryWorkspace;
  let database: TestDatabase;

  beforeAll(async () => {
    workspace = temporaryWorkspace();
    database = await createTestDatabase();
  });
  afterAll(async () => {
    workspace?.remove();
    await database?.drop();
  });

  /** Runs a script of Node in the copy. */
  async function node(args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Finished> {
    // Where Nx runs this spec, its variables would lead a second Nx into the first one's workspace.
    const inherited = Object.entries(process.env).filter(
      ([variable]) => !variable.startsWith('NX_') && variable !== 'DATABASE_URL',
    );
    const own = { NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' };
    const env = { ...Object.fromEntries(inherited), ...own, ...variables };
    try {
      const { stdout, stderr } = await run(process.execPath, args, { cwd: workspace.root, env });
      return { exitCode: 0, output: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { exitCode: code, output: stdout + stderr };
    }
  }

  const nx = (...args: readonly string[]): Promise<Finished> =>
    node(['node_modules/nx/dist/bin/nx.js', ...args]);
  const etl = (...args: readonly string[]): Promise<Finished> =>
    node(['tools/run/etl.mjs', ...args], { DATABASE_URL: database.uri });
  const passed = { exitCode: 0, output: expect.any(String) as string };

  /** The documents of a golden file: the codecs of the columns stand before them. */
  const golden = (name: string): readonly GoldenDocument[] => {
    const file = readFileSync(join(workspace.root, goldenOf(name)), 'utf8');
    const [, ...documents] = JSON.parse(file) as [unknown, ...GoldenDocument[]];
    return documents;
  };

  it('is foretold by nx g --dry-run, and written by npm run new:collection', async () => {
    const foretold = await nx('g', './tools/collection-plugin:collection', 'test-clips', '--dry-run');
    expect(foretold).toEqual(passed);
    expect(foretold.output).toContain('CREATE libs/collections/test-clips/src/test-clips.entity.ts');
    expect(existsSync(join(workspace.root, 'libs/collections/test-clips'))).toBe(false);

    expect(await node(['tools/run/new-collection.mjs', 'test-clips'])).toEqual(passed);
    expect(golden('test-clips')).toHaveLength(5);
  });

  it('is written from a draft with all that a draft has, and rejects none of its own documents', async () => {
    const tree = new FsTree(workspace.root, false);
    const ports = { say: () => undefined, env: {}, writeGolden };
    const generator = createCollectionGenerator(() => Promise.resolve(paired), ports);
    const finish = await generator(tree, { name: paired.name, table: paired.table });
    flushChanges(workspace.root, tree.listChanges());
    await finish();
    for (const { rows, rejects } of golden('job-offers'))
      expect([rows['JobOffer']?.length, rejects]).toEqual([1, []]);
  });

  it('passes test, lint and typecheck with no edit', async () => {
    const projects = 'collections-test-clips,collections-job-offers';
    expect(await nx('run-many', '-t', 'test', 'lint', 'typecheck', '-p', projects)).toEqual(passed);
  });

  it('is one of the workspace: registry, alias, tags and folder agree', async () => {
    const jest = ['node_modules/jest/bin/jest.js', '-c', 'tools/workspace/jest.config.cjs', 'projects.spec'];
    expect(await node(jest)).toEqual(passed);
  });

  it('exports, imports and verifies', async () => {
    const collections = ['--collections', 'test-clips'];
    expect(await etl('sample', ...collections, '--documents', '200', '--output', 'dump')).toEqual(passed);
    expect(await etl('export', ...collections, '--source', 'dump')).toEqual(passed);
    expect(await etl('schema', 'apply', ...collections)).toEqual(passed);
    expect(await etl('import', ...collections, '--input', 'latest')).toEqual(passed);
    const { exitCode, output } = await etl('verify', ...collections, '--input', 'latest');
    expect(exitCode).toBe(0);
    expect(output).toContain('✅ test-clips → Mongo: 50 | Postgres: 50 | Δ 0');
  });

  it('is left alone by nx g with the same input: no file is written, and the golden one is as it was', async () => {
    const times = (): number[] =>
      [
        'libs/collections/test-clips/src/test-clips.entity.ts',
        goldenOf('test-clips'),
        'tsconfig.base.json',
      ].map((path) => statSync(join(workspace.root, path)).mtimeMs);
    const before = times();
    const again = await nx('g', './tools/collection-plugin:collection', 'test-clips', '--target=');
    expect(again).toEqual(passed);
    expect(again.output).toContain(
      'libs/collections/test-clips is what it would become: nothing was written.',
    );
    expect(times()).toEqual(before);
  });

  it('is refused by nx g where the name is taken, in the words of every other error, without a stack', async () => {
    const { exitCode, output } = await nx('g', './tools/collection-plugin:collection', 'users');
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /✖ libs\/collections\/users is there[^]*→ Choose another name[^]*COLLECTION_TAKEN/,
    );
    expect(output).not.toMatch(/^\s+at /m);
  });
});
