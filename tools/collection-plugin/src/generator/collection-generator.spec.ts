import { EtlError } from '@etl/core';
import type { Tree } from '@nx/devkit';
import type { CollectionDraft, ColumnDraft, FieldShape } from '../draft/collection-draft';
import { DraftError } from '../draft/draft-error';
import { expectGolden } from '../testing/golden';
import { column, everyKind, field, paired, skeleton, undecided } from '../testing/invented-drafts';
import { contentOf, virtualWorkspace } from '../testing/virtual-workspace';
import { createCollectionGenerator, type DraftCollection } from './collection-generator';
import type { CollectionOptions } from './collection-options';
import { goldenOf } from './golden-file';

interface Run {
  readonly tree: Tree;
  readonly said: readonly string[];
  /** The libraries whose golden files were asked for. */
  readonly goldens: readonly string[];
}

async function run(
  draft: CollectionDraft | DraftCollection,
  options: Partial<CollectionOptions> = {},
  { tree = virtualWorkspace(), env = {} }: { tree?: Tree; env?: NodeJS.ProcessEnv } = {},
): Promise<Run> {
  const said: string[] = [];
  const goldens: string[] = [];
  const read: DraftCollection = typeof draft === 'function' ? draft : () => Promise.resolve(draft);
  const generator = createCollectionGenerator(read, {
    env,
    say: (lines) => {
      said.push(...lines);
    },
    writeGolden: (_root, name) => {
      goldens.push(name);
      return Promise.resolve();
    },
  });
  const { name, table } = typeof draft === 'function' ? skeleton : draft;
  await (
    await generator(tree, { name, table, ...options })
  )();
  return { tree, said, goldens };
}

const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (reason: unknown) => reason,
  );

async function failureOf(work: Promise<unknown>): Promise<EtlError> {
  const error = await reasonOf(work);
  if (error instanceof EtlError) return error;
  throw new Error(`Expected a refusal, got ${String(error)}`);
}

/** Files that are alike in every library: one golden file shows them. */
const ALIKE = /(package|project|tsconfig(\.\w+)?)\.json$|jest\.config\.cjs$|apps\/etl|index\.ts$/;

/** What the generator adds to the workspace, file by file. */
function written(tree: Tree, leftOut?: RegExp): string {
  const before = contentOf(virtualWorkspace());
  return [...contentOf(tree)]
    .filter(([path, text]) => before.get(path) !== text && leftOut?.test(path) !== true)
    .map(([path, text]) => `=== ${path}\n${text}`)
    .join('\n');
}

describe('the generator writes', () => {
  it.each([
    ['a skeleton, where nothing is known', 'skeleton.txt', skeleton],
    ['a column of every kind, from a table', 'every-kind.txt', everyKind],
    ['a table paired with documents', 'paired.txt', paired],
    ['what a person has to decide', 'undecided.txt', undecided],
  ] as const)('%s', async (_what, file, draft) => {
    const { tree, said } = await run(draft);
    const files = written(tree, draft === skeleton ? undefined : ALIKE);
    expectGolden(__dirname, file, `${said.join('\n')}\n\n${files}`);
  });

  it('the table that the name tells, unless there is another', async () => {
    const asked: string[] = [];
    const read: DraftCollection = ({ table }) => {
      asked.push(table);
      return Promise.resolve({ ...skeleton, table });
    };
    await run(read, { name: 'video-playlists', table: undefined } as Partial<CollectionOptions>);
    await run(read, { name: 'videos', table: 'Clip' });
    expect(asked).toEqual(['VideoPlaylist', 'Clip']);
  });

  it('the name that the collection has in MongoDB, where the file of its documents tells it', async () => {
    const offers = await run(paired, { from: 'dump/basera/jobOffers.bson' });
    expect(offers.tree.read('libs/collections/job-offers/src/job-offers.exporter.ts', 'utf8')).toContain(
      "jobOffersExporter: ExporterSpec = { collection: 'jobOffers' };",
    );
    const other = await run(paired, { from: 'part-00001.jsonl' });
    expect(other.tree.read('libs/collections/job-offers/src/job-offers.exporter.ts', 'utf8')).toContain(
      'ExporterSpec = {};',
    );
  });

  it('a table of the API for the suite to compare, once it was read from a target', async () => {
    const { tree } = await run({ ...skeleton, catalog: true });
    const spec = tree.read('libs/collections/videos/src/videos.spec.ts', 'utf8');
    expect(spec).toContain('describeCollection(videos, { folder: __dirname });');
  });

  it('no reference to a table that nobody writes, unless the target has it: a text, and a question', async () => {
    const entityOf = async (draft: CollectionDraft): Promise<string> =>
      (await run(draft)).tree.read(`libs/collections/${draft.name}/src/${draft.name}.entity.ts`, 'utf8') ??
      '';
    const reference = (table: string, changes: Partial<ColumnDraft> = {}): CollectionDraft => ({
      ...skeleton,
      columns: [
        ...skeleton.columns,
        column('ownerId', 'reference', { from: ['owner'], reference: { table }, ...changes }),
      ],
    });
    expect(await entityOf(reference('Patient'))).toContain("@Text({ from: 'owner' }) ownerId!: string;");
    for (const draft of [reference('User'), reference('Video'), { ...reference('Patient'), catalog: true }])
      expect(await entityOf(draft)).toContain('@Reference({ table:');
    // What is embedded in place of an id, text does not take.
    const embedded = {
      fields: [
        field('owner', 'objectId', {
          types: [
            { type: 'objectId', share: 0.9 },
            { type: 'document', share: 0.1 },
          ],
        }),
      ],
    };
    expect(await entityOf({ ...reference('Patient'), shape: embedded })).toContain(
      "@Text({ from: 'owner', nullable: true })",
    );
  });

  it('an _id as it was seen, unless its own rows refer to it', async () => {
    const idOf = async (shape: FieldShape, more: readonly ColumnDraft[] = []): Promise<string> => {
      const columns = [...skeleton.columns, ...more];
      const { tree } = await run({ ...skeleton, columns, shape: { fields: [shape] } });
      const text = tree.read('libs/collections/videos/src/videos.sample.ts', 'utf8') ?? '';
      return /_id: (.*),/.exec(text)?.[1] ?? '';
    };
    const uuid = "`00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`";
    expect(await idOf(field('_id', 'objectId'))).toBe("bson.objectId(id('videos', n))");
    expect(await idOf(field('_id', 'string'))).toBe('`videos-${n}`');
    expect(await idOf(field('_id', 'string', { format: 'hex-id' }))).toBe("id('videos', n)");
    expect(await idOf(field('_id', 'string', { format: 'uuid' }))).toBe(uuid);
    expect(await idOf(field('_id', 'other', { format: 'uuid' }))).toBe(`bson.uuid(${uuid})`);
    const parent = column('parentId', 'reference', { reference: { table: 'Video' }, nullable: true });
    expect(await idOf(field('_id', 'string'), [parent])).toBe("id('videos', n)");
  });

  it('an entity whose class is called like nothing that it imports', async () => {
    const draft = {
      ...skeleton,
      name: 'texts',
      table: 'Text',
      columns: [...skeleton.columns, column('body', 'text')],
    };
    const { tree } = await run(draft);
    expect(tree.read('libs/collections/texts/src/texts.entity.ts', 'utf8')).toContain('class TextRow {');
  });
});

describe('run again, the generator', () => {
  it('changes nothing', async () => {
    for (const draft of [skeleton, everyKind, paired, undecided]) {
      const { tree } = await run(draft);
      tree.write(goldenOf(draft.name), 'read and approved');
      const before = contentOf(tree);
      const again = await run(draft, {}, { tree });
      expect(contentOf(tree)).toEqual(before);
      expect(again.goldens).toEqual([]);
      expect(again.said.at(-1)).toBe(
        `libs/collections/${draft.name} is what it would become: nothing was written.`,
      );
    }
  });

  it('puts back what is missing', async () => {
    const { tree } = await run(paired);
    const before = contentOf(tree);
    tree.delete('libs/collections/job-offers/src/job-offers.sample.ts');
    const { goldens } = await run(paired, {}, { tree });
    expect(contentOf(tree)).toEqual(before);
    expect(goldens).toEqual(['job-offers']);
  });

  it('overwrites nothing that somebody has edited, and says which files these are', async () => {
    const { tree } = await run(skeleton);
    const entity = 'libs/collections/videos/src/videos.entity.ts';
    tree.write(entity, `${tree.read(entity, 'utf8') ?? ''}// mine\n`);
    const before = contentOf(tree);
    const { code, message, context, exitCode } = await failureOf(run(skeleton, {}, { tree }));
    expect({ code, exitCode, context }).toEqual({
      code: 'COLLECTION_TAKEN',
      exitCode: 2,
      context: { different: 'src/videos.entity.ts' },
    });
    expect(message).toMatch(/^libs\/collections\/videos is there, and 1 of its 13 files/);
    expect(contentOf(tree)).toEqual(before);
  });
});

describe('the generator refuses', () => {
  it.each([['Videos'], ['video_playlists'], ['videos-'], ['2nd'], ['../users'], ['']])(
    'the name %j',
    async (name) => {
      const { code, exitCode } = await failureOf(run(skeleton, { name }));
      expect([code, exitCode]).toEqual(['OPTION_INVALID', 2]);
    },
  );

  it('a name that no constant can have', async () => {
    expect((await failureOf(run(skeleton, { name: 'package' }))).message).toContain('a word of the language');
  });

  it('an option that is empty, as an unset variable makes it', async () => {
    expect((await failureOf(run(skeleton, { from: '' }))).message).toContain('--from is empty');
    expect((await failureOf(run(skeleton, { table: ' ' }))).message).toContain('--table is empty');
  });

  it('a table that another collection writes, before it reads anything', async () => {
    const reading = jest.fn<never, []>();
    const { code, message } = await failureOf(run(reading, { name: 'views', table: 'PropertyView' }));
    expect(code).toBe('COLLECTION_TAKEN');
    expect(message).toBe('The table PropertyView is written by libs/collections/users already.');
    expect(reading).not.toHaveBeenCalled();
  });

  it('columns that no class can have', async () => {
    const columns = [...skeleton.columns, column('constructor', 'text'), column('toString', 'text')];
    expect(await reasonOf(run({ ...skeleton, columns }))).toMatchObject({
      problem: 'The table Video has columns that no class can have as properties: constructor, toString.',
    });
  });

  it('a name that registry or aliases know for something else', async () => {
    const registered = virtualWorkspace();
    const registry = registered.read('apps/etl/src/collections.ts', 'utf8') ?? '';
    registered.write(
      'apps/etl/src/collections.ts',
      registry.replace(
        "['users'",
        "['videos', async () => (await import('videos-plugin')).videos],\n['users'",
      ),
    );
    expect((await failureOf(run(skeleton, {}, { tree: registered }))).message).toContain('videos-plugin');

    const aliased = virtualWorkspace();
    const config = aliased.read('tsconfig.base.json', 'utf8') ?? '';
    aliased.write(
      'tsconfig.base.json',
      config.replace('"paths": {', '"paths": { "@etl/collections/videos": ["elsewhere.ts"],'),
    );
    expect((await failureOf(run(skeleton, {}, { tree: aliased }))).message).toContain('elsewhere.ts');
  });
});

describe('the target', () => {
  const uri = 'postgresql://etl@localhost/api';
  const asked = async (options: Partial<CollectionOptions>, env: NodeJS.ProcessEnv) => {
    const targets: (string | undefined)[] = [];
    await run(({ target }) => (targets.push(target), Promise.resolve(skeleton)), options, { env });
    return targets[0];
  };

  it('is DATABASE_URL, unless the option names another, or none', async () => {
    expect(await asked({}, {})).toBeUndefined();
    expect(await asked({}, { DATABASE_URL: uri })).toBe(uri);
    expect(await asked({ target: 'postgresql://other' }, { DATABASE_URL: uri })).toBe('postgresql://other');
    expect(await asked({ target: '' }, { DATABASE_URL: uri })).toBeUndefined();
  });

  describe('that nobody named', () => {
    const env = { DATABASE_URL: uri };
    const failing =
      (error: Error): DraftCollection =>
      () =>
        Promise.reject(error);
    const away = new EtlError('TARGET_UNREACHABLE', 'localhost:5432 does not answer.');
    const missing = new DraftError('The schema public has no table "Video".', 'Pass --table.');
    const empty = new DraftError('videos.jsonl is empty.', 'Pass a file with documents.');

    it('can be left out: the failure says how', async () => {
      const { code, message } = await failureOf(run(failing(away), {}, { env }));
      expect([code, message]).toEqual([
        'TARGET_UNREACHABLE',
        "localhost:5432 does not answer. (The target is DATABASE_URL; with --target '' none is read.)",
      ]);
      expect(await reasonOf(run(failing(missing), {}, { env }))).toMatchObject({
        problem: 'The schema public has no table "Video".',
        remedy: "Pass --table. The target is DATABASE_URL; with --target '' none is read.",
      });
    });

    it('is no matter where it was named, or where the documents are at fault', async () => {
      const named = { target: uri };
      expect(await reasonOf(run(failing(away), named, { env }))).toBe(away);
      expect(await reasonOf(run(failing(missing), named, { env }))).toBe(missing);
      expect(await reasonOf(run(failing(empty), { from: 'videos.jsonl' }, { env }))).toBe(empty);
      const defect = new Error('defect');
      expect(await reasonOf(run(failing(defect), {}, { env }))).toBe(defect);
    });
  });
});
