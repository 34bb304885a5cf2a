import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCollection, Id, Table, Text } from '@etl/core';
import { Mapping } from './mapping';
import { tasksOf } from './mapping-tasks';

@Table('Leaf')
class Leaf {
  @Id() id!: string;
  @Text() tree!: string;
}

const leaves = defineCollection({
  name: 'leaves',
  entities: [Leaf],
  exporter: {},
  ignored: [],
  aggregates: [],
  sample: { count: () => 0, document: () => ({}) },
});

const LINE = '{"_id":{"$oid":"65f000000000000000000001"}}';

describe('the measurement of mapping', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etl-bench-'));
    await writeFile(join(folder, 'leaves.jsonl'), `${LINE}\n${LINE}\n`);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('takes the chunks of a manifest, and whole files where there is none', async () => {
    const bytes = Buffer.byteLength(LINE) + 1;
    expect((await tasksOf(folder)).get('leaves')).toMatchObject([{ offset: 0, length: 2 * bytes }]);
    const chunks = [0, bytes].map((offset) => ({ offset, length: bytes, documents: 1 }));
    const manifest = { collections: [{ name: 'leaves', file: 'leaves.jsonl', chunks }] };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    expect((await tasksOf(folder)).get('leaves')).toMatchObject([
      { index: 0, offset: 0, firstLine: 1 },
      { index: 1, offset: bytes, firstLine: 2 },
    ]);
  });

  it('says what came out by sha256 of all rows, and by counts', async () => {
    const mapping = new Mapping(new Map([['leaves', () => Promise.resolve(leaves)]]), true);
    const [task] = (await tasksOf(folder)).get('leaves')!;
    expect(await mapping.map(task!)).toMatchObject({ documents: 2 });
    const { rows, counts } = mapping.digests()['leaves']!;
    // Both lines lack what the column requires.
    expect(Object.keys(rows)).toEqual(['rejects']);
    expect(counts).toMatchObject([{ rejected: { Leaf: 2 } }]);
  });
});
