import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputFolder, inputToVerify } from './input-folder';

describe('--input latest', () => {
  const output = mkdtempSync(join(tmpdir(), 'etl-output-'));
  afterAll(() => rmSync(output, { recursive: true, force: true }));

  const noticed: string[] = [];
  const notice = (lines: readonly string[]): void => void noticed.push(...lines);
  const run = (name: string, finished: boolean): void => {
    mkdirSync(join(output, name));
    if (finished) writeFileSync(join(output, name, 'manifest.json'), '{}');
  };

  it('is an error where there is none', async () => {
    await expect(inputFolder('latest', notice, output)).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
    await expect(inputFolder('latest', notice, join(output, 'nowhere'))).rejects.toMatchObject({
      code: 'INPUT_NOT_FOUND',
    });
  });

  it('is the newest that is finished, and no folder of another kind; a newer one that is not is named', async () => {
    run('2026-11-22T14-30-05Z', true);
    run('2026-11-22T14-30-05Z-2', true);
    run('2026-11-23T00-00-00Z', false);
    run('verify-2026-11-24T00-00-00Z', true);
    run('demo-2026-11-24T00-00-00Z', true);
    await expect(inputFolder('latest', notice, output)).resolves.toBe(join(output, '2026-11-22T14-30-05Z-2'));
    expect(noticed).toEqual([
      `! ${join(output, '2026-11-23T00-00-00Z')} is newer, but not finished: \`latest\` is ${join(output, '2026-11-22T14-30-05Z-2')}.`,
    ]);
  });

  it('leaves any other folder as it is', async () => {
    await expect(inputFolder('somewhere', notice, output)).resolves.toBe('somewhere');
  });
});

describe('what is to be verified after an import', () => {
  it.each([
    ['output/2026-11-22T14-30-05Z', 'output/2026-11-22T14-30-05Z'],
    ['dump/users.jsonl', 'dump/users.jsonl'],
    ['my-import-files/rejects', 'my-import-files/rejects'],
    ['output/A/import-B/rejects', 'output/A'],
    ['output/A/import-B/rejects/', 'output/A'],
    ['output/A/import-B/rejects/users.jsonl', 'output/A'],
    ['output/A/import-B/rejects/import-C/rejects', 'output/A'],
  ])('of %s is %s', (input, verified) => {
    expect(inputToVerify(input)).toBe(verified);
  });
});
