import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AtomicFile, importName, makeRunFolder, runName, writeJson } from './run-files';

describe('the files of a run', () => {
  let parent: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'run-'));
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('lie in a folder that only its owner may enter, named by the time in UTC', async () => {
    const name = runName(new Date('2026-11-22T14:30:05.987Z'));
    expect(name).toBe('2026-11-22T14-30-05Z');
    const first = await makeRunFolder(join(parent, 'output'), name);
    const second = await makeRunFolder(join(parent, 'output'), name);
    expect([first.name, second.name]).toEqual([name, `${name}-2`]);
    expect((await stat(first.path)).mode & 0o777).toBe(0o700);
  });

  it('have names of their own for two imports of one second, in whatever folders', () => {
    const names = [12, 123].map((ms) => importName(new Date(Date.UTC(2026, 10, 22, 14, 30, 5, ms))));
    expect(names).toEqual(['2026-11-22T14-30-05.012Z', '2026-11-22T14-30-05.123Z']);
  });

  it('are an error with the folder in it where none can be made', async () => {
    await writeFile(join(parent, 'file'), '');
    await expect(makeRunFolder(join(parent, 'file'), 'x')).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
      exitCode: 2,
    });
  });

  it('are complete or not there', async () => {
    const path = join(parent, 'deep', 'a.json');
    const file = await AtomicFile.create(path);
    await file.write(Buffer.from('abc'));
    expect(await readdir(join(parent, 'deep'))).toEqual(['a.json.part']);
    await file.commit();
    expect(await readFile(path, 'utf8')).toBe('abc');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const other = await AtomicFile.create(join(parent, 'deep', 'b.json'));
    await other.write(Buffer.from('half'));
    await other.discard();
    expect(await readdir(join(parent, 'deep'))).toEqual(['a.json']);
  });

  it('leave nothing behind where writing fails', async () => {
    await mkdir(join(parent, 'taken.json'));
    await expect(writeJson(join(parent, 'taken.json'), {})).rejects.toMatchObject({ code: 'OUTPUT_FAILED' });
    expect(await readdir(parent)).toEqual(['taken.json']);
  });
});
