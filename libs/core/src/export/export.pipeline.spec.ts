import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CollectionDefinition, defineCollection } from '../collection/collection-definition';
import { Id, Reference } from '../collection/column.decorators';
import { Table } from '../collection/table.decorators';
import { SourceError } from '../errors/etl-error';
import type { ExportOptions } from '../run/results';
import {
  fixedClock,
  type MemoryCollection,
  MemorySource,
  recordingLog,
  silentProgress,
} from '../testing/pipeline-doubles';
import { paints } from '../testing/sample-entities';
import { ExportPipeline } from './export.pipeline';

@Table('Maker')
class Maker {
  @Id() id!: string;
}
@Table('Sale')
class Sale {
  @Id() id!: string;
  @Reference({ table: 'Maker' }) makerId!: string;
}
const define = (name: string, entity: typeof Maker | typeof Sale): CollectionDefinition =>
  defineCollection({ ...paints, name, entities: [entity], aggregates: [] });
const registry = new Map([
  ['makers', async () => define('makers', Maker)],
  ['sales', async () => define('sales', Sale)],
]);

describe('an export', () => {
  let output: string;
  const log: string[] = [];
  beforeEach(async () => {
    output = await mkdtemp(join(tmpdir(), 'export-'));
    log.length = 0;
  });
  afterEach(() => rm(output, { recursive: true }));

  const pipelineOf = (source: MemorySource) =>
    new ExportPipeline(async () => source, registry, silentProgress, recordingLog(log), fixedClock);
  const options = (change: Partial<ExportOptions> = {}): ExportOptions => ({
    output,
    batchSize: 2_000,
    dryRun: false,
    ...change,
  });
  const sourceOf = (content: Record<string, MemoryCollection>) => new MemorySource(content);

  it('writes a file per collection, referrers first, and a manifest that a checker can hold against them', async () => {
    const source = sourceOf({
      makers: { batches: [['{"_id":"1"}', '{"_id":"2"}'], ['{"_id":"3"}']] },
      sales: { batches: [['{"_id":"é"}']] },
    });
    const { folder, manifest, warnings } = await pipelineOf(source).run(options());
    expect(source.readNames).toEqual(['sales', 'makers']);
    expect(source.nextNames).toEqual(['makers', undefined]);
    expect(warnings).toEqual([]);
    expect(folder).toBe(join(output, '2026-11-22T14-30-05Z'));
    expect((await readdir(folder!)).sort()).toEqual(['makers.jsonl', 'manifest.json', 'sales.jsonl']);
    expect(JSON.parse(await readFile(join(folder!, 'manifest.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(manifest)),
    );
    const makers = manifest.collections.find(({ name }) => name === 'makers')!;
    const bytes = await readFile(join(folder!, 'makers.jsonl'));
    expect(bytes.toString()).toBe('{"_id":"1"}\n{"_id":"2"}\n{"_id":"3"}\n');
    expect(makers).toMatchObject({ documents: 3, bytes: bytes.length, missing: false, rejected: 0 });
    expect(makers.chunks).toEqual([
      {
        offset: 0,
        length: bytes.length,
        documents: 3,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        firstId: '"0-first"',
        lastId: '"1-last"',
      },
    ]);
    expect(source.closed).toBe(true);
  });

  it('cuts chunks at about 8 MiB, at the end of a line', async () => {
    const line = `{"_id":"${'x'.repeat(1_000_000)}"}`;
    const { folder, manifest } = await pipelineOf(
      sourceOf({ makers: { batches: Array.from({ length: 20 }, () => [line]) } }),
    ).run(options({ collections: ['makers'] }));
    const { chunks } = manifest.collections[0]!;
    expect(chunks.map(({ documents }) => documents)).toEqual([9, 9, 2]);
    const bytes = await readFile(join(folder!, 'makers.jsonl'));
    for (const { offset, length, sha256 } of chunks) {
      expect(
        createHash('sha256')
          .update(bytes.subarray(offset, offset + length))
          .digest('hex'),
      ).toBe(sha256);
    }
  });

  it('keeps documents that no line can carry whole, and counts them', async () => {
    const unwritable = [
      {
        index: 1,
        id: '{"$oid":"65f000000000000000000001"}',
        path: '/a',
        reason: 'extended-json-wrapper' as const,
        bson: 'BQAAAAA=',
      },
    ];
    const { folder, manifest, warnings } = await pipelineOf(
      sourceOf({ makers: { batches: [['{"_id":"1"}']], unwritable } }),
    ).run(options({ collections: ['makers'] }));
    expect(manifest.collections[0]).toMatchObject({ documents: 1, rejected: 1 });
    const reject = JSON.parse(await readFile(join(folder!, 'rejects', 'makers.jsonl'), 'utf8')) as {
      rejects: object[];
      bson: string;
    };
    expect(reject).toMatchObject({ rejects: [{ code: 'EXPORT_UNWRITABLE', field: '/a' }], bson: 'BQAAAAA=' });
    expect(warnings.join()).toContain('1 documents cannot be written as JSON lines');
  });

  it('says what the source lacks, what nobody registered, and what moved', async () => {
    const states = [
      { documents: 1, newestUpdatedAt: null },
      { documents: 2, newestUpdatedAt: '2026-01-01T00:00:00.000Z' },
    ];
    const { folder, manifest, unknown, warnings } = await pipelineOf(
      sourceOf({ makers: { batches: [['{}']], states } }),
    ).run(options({ collections: ['makers', 'nobody', 'sales', 'makers'] }));
    expect(unknown).toEqual(['nobody']);
    expect(warnings).toEqual([
      'nobody is not registered: skipped.',
      'sales: the source has no such collection; the file is empty.',
      'makers moved during the export: 1 → 2 documents, newest updatedAt none → 2026-01-01T00:00:00.000Z. Freeze writes for the final export.',
    ]);
    expect(manifest.collections.map(({ name, missing }) => [name, missing])).toEqual([
      ['sales', true],
      ['makers', false],
    ]);
    expect(await readFile(join(folder!, 'sales.jsonl'), 'utf8')).toBe('');
    expect(log).toEqual(expect.arrayContaining(warnings));
  });

  it('writes nothing in a dry run', async () => {
    const source = sourceOf({ makers: { batches: [['{}', '{}']] } });
    const { folder, manifest } = await pipelineOf(source).run(options({ dryRun: true }));
    expect(folder).toBeNull();
    expect(manifest.collections.map(({ name, documents, missing }) => [name, documents, missing])).toEqual([
      ['makers', 2, false],
      ['sales', 0, true],
    ]);
    expect([await readdir(output), source.readNames, source.closed]).toEqual([[], [], true]);
  });

  it('leaves no half file, no manifest and a mark where the source fails or the user stops it', async () => {
    const failure = new SourceError('SOURCE_LOST', 'gone');
    const failing = sourceOf({ makers: { batches: [['{}']], failure } });
    await expect(pipelineOf(failing).run(options({ collections: ['makers'] }))).rejects.toBe(failure);
    const stop = new AbortController();
    stop.abort();
    const stopped = pipelineOf(sourceOf({ makers: { batches: [['{}']] } })).run(
      options({ signal: stop.signal }),
    );
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const folders = await readdir(output);
    for (const folder of folders) expect(await readdir(join(output, folder))).toEqual(['UNFINISHED']);
    expect([folders.length, failing.closed]).toEqual([2, true]);
  });
});
