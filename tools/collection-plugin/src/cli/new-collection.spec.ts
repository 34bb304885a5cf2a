import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EtlError } from '@etl/core';
import { flushChanges } from 'nx/src/generators/tree';
import { DraftError } from '../draft/draft-error';
import { createCollectionGenerator, type DraftCollection } from '../generator/collection-generator';
import { expectGolden } from '../testing/golden';
import { skeleton } from '../testing/invented-drafts';
import { virtualWorkspace } from '../testing/virtual-workspace';
import { newCollection } from './new-collection';

describe('npm run new:collection', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'etl-new-collection-'));
    const changes = virtualWorkspace().listChanges();
    for (const { path } of changes) mkdirSync(dirname(join(root, path)), { recursive: true });
    flushChanges(root, changes);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  async function run(
    argv: readonly string[],
    read: DraftCollection = ({ name, table }) => Promise.resolve({ ...skeleton, name, table }),
  ) {
    let [stdout, stderr] = ['', ''];
    const finished: string[] = [];
    const generator = createCollectionGenerator(read, {
      env: {},
      say: (lines) => {
        stdout += `${lines.join('\n')}\n`;
      },
      writeGolden: (_root, name) => {
        finished.push(name);
        return Promise.resolve();
      },
    });
    const exitCode = await newCollection(generator, root, argv, {
      stdout: { write: (text: string | Uint8Array) => ((stdout += String(text)), true) },
      stderr: { write: (text: string | Uint8Array) => ((stderr += String(text)), true) },
    });
    return { exitCode, stdout, stderr, finished };
  }

  const isThere = (path: string): boolean => existsSync(join(root, path));

  it('writes the library, then its golden file, and says what is next', async () => {
    const { exitCode, stdout, stderr, finished } = await run(['clips', '--table', 'Clip']);
    expect({ exitCode, stderr, finished }).toEqual({ exitCode: 0, stderr: '', finished: ['clips'] });
    expect(isThere('libs/collections/clips/src/clips.entity.ts')).toBe(true);
    expect(readFileSync(join(root, 'tsconfig.base.json'), 'utf8')).toContain('"@etl/collections/clips"');
    expectGolden(__dirname, 'written.txt', stdout);
  });

  it('writes nothing in a dry run, and says what it would', async () => {
    const { exitCode, stdout, finished } = await run(['clips', '--dry-run']);
    expect({ exitCode, finished }).toEqual({ exitCode: 0, finished: [] });
    expect(stdout).toContain('CREATE libs/collections/clips/src/clips.entity.ts\n');
    expect(stdout).toMatch(/UPDATE tsconfig\.base\.json\nA dry run: nothing was written\.\n$/);
    expect(isThere('libs/collections/clips')).toBe(false);
  });

  it('passes on what it was given', async () => {
    const asked: unknown[] = [];
    await run(
      ['clips', '--from', 'clips.jsonl', '--target=postgresql://localhost/api', '--dry-run'],
      (options) => (asked.push(options), Promise.resolve(skeleton)),
    );
    expect(asked).toEqual([
      { name: 'clips', table: 'Clip', from: 'clips.jsonl', target: 'postgresql://localhost/api' },
    ]);
  });

  it('says in --help what schema.json says', async () => {
    const { exitCode, stdout } = await run(['--help']);
    expect(exitCode).toBe(0);
    expectGolden(__dirname, 'help.txt', stdout);
  });

  it('refuses what it does not understand: exit code 2, nothing written, no stack', async () => {
    const failing: DraftCollection = () =>
      Promise.reject(new DraftError('clips.jsonl is empty.', 'Pass a file with documents.'));
    const refused = [
      await run([]),
      await run(['clips', '--tabel', 'Clip']),
      await run(['clips', 'more']),
      await run(['Clips']),
      await run(['views', '--table', 'PropertyView']),
      await run(['clips', '--from', 'clips.jsonl'], failing),
    ];
    for (const { exitCode, stdout } of refused) expect([exitCode, stdout]).toEqual([2, '']);
    expectGolden(__dirname, 'refusals.txt', refused.map(({ stderr }) => stderr).join('\n'));
    expect(isThere('libs/collections/clips')).toBe(false);
  });

  it('ends with the code of what the engine has refused', async () => {
    const cause = new EtlError('TARGET_UNREACHABLE', 'localhost does not answer.');
    const away: DraftCollection = () =>
      Promise.reject(new DraftError('localhost is away.', 'Start it.', { cause }));
    expect(await run(['clips'], away)).toMatchObject({
      exitCode: 1,
      stderr: '✖ localhost is away.\n→ Start it.\n  TARGET_UNREACHABLE\n',
    });
  });

  it('calls a defect a defect', async () => {
    const { exitCode, stderr } = await run(['clips'], () =>
      Promise.reject(new TypeError('x is not a function')),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^✖ Something went wrong that this program did not foresee: x is not a function\n→ /,
    );
  });
});
