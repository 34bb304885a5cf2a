import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CliOptions, runCli, runJson } from './support/cli';
import type { ExportDocument } from './support/documents';
import { expectError } from './support/expect-error';
import { describeWithSmallDisk, openSmallDisk, type SmallDisk } from './support/small-disk';
import { openWorkplace, type Workplace } from './support/workplace';

/** More than is transcoded before the first thread is started. */
const PROPERTIES = '12000';

let place: Workplace;
let options: CliOptions;
const exporting = ['export', '--source', 'dump', '--workers'];

beforeAll(async () => {
  place = await openWorkplace();
  options = { cwd: place.folder };
  await runCli(['sample', '--documents', PROPERTIES, '--output', 'dump'], options);
});
afterAll(() => place?.leave());

/** Every file of an export but its log; of the manifest what does not say when. */
async function filesOf(workers: string): Promise<Map<string, string>> {
  const { code, document } = await runJson<ExportDocument>([...exporting, workers], options);
  expect(code).toBe(0);
  const folder = join(place.folder, document.folder!);
  const files = new Map<string, string>();
  for (const name of (await readdir(folder)).filter((file) => file !== 'logs').sort())
    files.set(name, await readFile(join(folder, name), 'latin1'));
  const { startedAt, finishedAt, ...manifest } = JSON.parse(files.get('manifest.json')!) as Record<
    string,
    unknown
  >;
  expect([startedAt, finishedAt]).toEqual([expect.any(String), expect.any(String)]);
  return files.set('manifest.json', JSON.stringify(manifest));
}

describe('an export', () => {
  it('is the same to the byte, chunks and all, whatever the number of workers', async () => {
    const alone = await filesOf('1');
    expect(JSON.parse(alone.get('manifest.json')!)).toMatchObject({
      collections: expect.arrayContaining([
        expect.objectContaining({ name: 'properties', documents: 12_000 }),
      ]) as unknown,
    });
    for (const workers of ['2', '5']) {
      const files = await filesOf(workers);
      expect([...files.keys()]).toEqual([...alone.keys()]);
      for (const [name, content] of files) expect([name, content === alone.get(name)]).toEqual([name, true]);
    }
  });
});

describeWithSmallDisk('an export onto a disk that fills up', () => {
  let disk: SmallDisk;
  beforeEach(() => {
    disk = openSmallDisk('12m');
  });
  afterEach(() => disk.leave());

  it.each(['1', '2'])('ends with an error and no half file, with %s workers', async (workers) => {
    const cut = await runCli([...exporting, workers, '--output', join(disk.folder, 'output')], options);
    expectError(cut, 1, 'OUTPUT_FAILED');
    expect(cut.stderr).toMatch(/\.jsonl cannot be written: ENOSPC/m);
    const files = (await readdir(disk.folder, { recursive: true })).map(String);
    expect(files.filter((file) => /\.part$|manifest\.json$/.test(file))).toEqual([]);
    expect(files.filter((file) => file.endsWith('UNFINISHED'))).toHaveLength(1);
  });
});
