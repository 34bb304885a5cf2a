import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTargetSchema, targetSchemaPage } from '@etl/testing';
import { serialize, ObjectId, Int32 } from 'bson';
import { describeDraft } from '../testing/describe-draft';
import { failure } from '../testing/failure';
import { pageDdl } from '../testing/page-ddl';
import { databaseWith } from '../testing/with-database';
import { draftCollection } from './draft-collection';
import { planOf } from './drafted-entity';

const id = (n: number): ObjectId => ObjectId.createFromHexString(n.toString(16).padStart(24, '0'));

/** Invented videos, as an application wrote them over the years. */
const VIDEOS = Array.from({ length: 40 }, (_, n) => ({
  _id: id(n),
  title: `Walk through home ${n}`,
  ...(n % 3 === 0 ? { description: 'Light, and a view' } : {}),
  videoUrl: `https://video.example.com/${n}.mp4`,
  ...(n % 2 === 0 ? { thumbnailURL: `https://img.example.com/${n}.jpg` } : {}),
  duration: n === 7 ? '95' : new Int32(60 + n),
  file_size: new Int32(1_000 * n),
  associatedType: n === 9 ? 'Compound' : n === 11 ? 'neighbourhood' : 'property',
  associatedId: id(500 + n),
  order: new Int32(n),
  createdBy: id(900),
  viewz: new Int32(3),
  views_today: new Int32(1),
  createdAt: new Date(Date.UTC(2024, 0, 1 + n)),
  ...(n === 5 ? {} : { updatedAt: new Date(Date.UTC(2024, 1, 1 + n)) }),
  __v: new Int32(0),
}));

describe('the draft of a collection', () => {
  const database = databaseWith(
    ...pageDdl(parseTargetSchema(targetSchemaPage().replace(/a default text \(.*?\)/, "'Hello'"))),
  );
  let folder: string;
  let from: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etl-draft-'));
    from = join(folder, 'videos.bson');
    await writeFile(from, Buffer.concat(VIDEOS.map((video) => serialize(video))));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const options = { name: 'videos', table: 'Video' };

  it('of which nothing is known is a skeleton that can be imported', async () => {
    const draft = await draftCollection(options);
    expect(describeDraft(draft)).toMatchSnapshot();
    expect(planOf(draft).tables[0].columns.map(({ name }) => name)).toEqual([
      'id',
      'name',
      'createdAt',
      'updatedAt',
    ]);
  });

  it('with a target has the columns of the table, and sources by convention', async () => {
    expect(describeDraft(await draftCollection({ ...options, target: database.uri }))).toMatchSnapshot();
  });

  it('with a sample proposes columns for the fields', async () => {
    expect(describeDraft(await draftCollection({ ...options, from }))).toMatchSnapshot();
  });

  it('with both pairs them', async () => {
    expect(
      describeDraft(await draftCollection({ ...options, from, target: database.uri })),
    ).toMatchSnapshot();
  });

  it('holds no value of a document', async () => {
    const secrets = VIDEOS.map((video) => ({
      ...video,
      title: 'Zaphod',
      note: 'Zaphod',
      associatedType: 'Zaphod',
    }));
    const path = join(folder, 'secrets.bson');
    await writeFile(path, Buffer.concat(secrets.map((video) => serialize(video))));
    const drafts = [
      await draftCollection({ ...options, from: path }),
      await draftCollection({ ...options, from: path, target: database.uri }),
    ];
    expect(JSON.stringify(drafts)).not.toContain('Zaphod');
    expect(JSON.stringify(drafts)).not.toContain(folder);
  });

  it('can be planned in every case: what will be generated is a collection', async () => {
    for (const more of [{}, { from }, { target: database.uri }, { from, target: database.uri }]) {
      const draft = await draftCollection({ ...options, ...more });
      expect(planOf(draft).tables[0].columns).toHaveLength(draft.columns.length);
    }
  });

  it('is none where the table or the sample is wrong', async () => {
    const table = await failure(
      draftCollection({ name: 'videos', table: 'video', target: database.uri, from }),
    );
    expect(table.remedy).toContain('Pass --table Video.');
    const sample = await failure(
      draftCollection({ ...options, target: database.uri, from: join(folder, 'none') }),
    );
    expect(sample.problem).toContain('is not there');
  });
});
