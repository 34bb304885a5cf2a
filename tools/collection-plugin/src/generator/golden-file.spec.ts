import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EtlError } from '@etl/core';
import { goldenOf, writeGolden } from './golden-file';

describe('the golden file', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'etl-golden-file-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** A jest that does this and nothing else. */
  function jestThat(script: string): void {
    const path = join(root, 'node_modules/jest/bin/jest.js');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, script);
  }

  it('is written by one trial of the library, which is told to', async () => {
    jestThat(`
      const { mkdirSync, writeFileSync } = require('node:fs');
      mkdirSync('libs/collections/videos/src/__golden__', { recursive: true });
      const { UPDATE_GOLDEN } = process.env;
      writeFileSync('${goldenOf('videos')}', JSON.stringify([UPDATE_GOLDEN, ...process.argv.slice(2)]));`);
    await writeGolden(root, 'videos');
    expect(JSON.parse(readFileSync(join(root, goldenOf('videos')), 'utf8'))).toEqual([
      '1',
      ...['-c', 'libs/collections/videos/jest.config.cjs', '-t', 'maps its samples to the golden rows'],
    ]);
  });

  it.each([
    ['fails', "process.stderr.write('no PostgreSQL'); process.exit(1);"],
    ['finds no such trial', "process.stdout.write('no PostgreSQL');"],
  ])('is missing where jest %s, and the failure says what jest said', async (_what, script) => {
    jestThat(script);
    const error = await writeGolden(root, 'videos').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EtlError);
    expect(error).toMatchObject({
      code: 'GOLDEN_NOT_WRITTEN',
      message: expect.stringContaining('no PostgreSQL'),
    });
    expect(existsSync(join(root, goldenOf('videos')))).toBe(false);
  });
});
