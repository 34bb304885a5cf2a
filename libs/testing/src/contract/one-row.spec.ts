import {
  type CollectionDefinition,
  defineCollection,
  Id,
  Reference,
  Table,
  type VerifyResult,
} from '@etl/core';
import { settings, SETTINGS_ID } from '../invented/settings';
import { importLines } from '../trial/import-lines';
import { withTrial } from '../trial/trial';
import { describeCollection } from './describe-collection';

describeCollection(settings(), { folder: __dirname, schema: null, golden: [0] });

const A = '65e07f000000000000000001';
const B = '65e07f000000000000000002';
const DAY = (day: number): object => ({ $date: `2024-01-0${day}T00:00:00Z` });
const document = (id: string, changes: object = {}): object => ({
  _id: { $oid: id },
  email: 'office@example.com',
  createdAt: DAY(1),
  updatedAt: DAY(2),
  ...changes,
});
const lines = (...documents: readonly object[]): string[] => documents.map((one) => JSON.stringify(one));
const unexplained = ({ counts }: VerifyResult): number[] => counts.map((line) => line.unexplained);

describe('a collection of one document', () => {
  it('has the id of its row as the default of the column', () =>
    withTrial(settings(), async ({ sql }) => {
      const { rows } = await sql.query(
        `SELECT column_default AS "default" FROM information_schema.columns WHERE table_name = 'Settings' AND column_name = 'id'`,
      );
      expect(rows).toEqual([{ default: `'${SETTINGS_ID}'::text` }]);
    }));

  it('keeps the _id of the document in the residue, under which a user looks it up', async () => {
    const { rows, residue } = await importLines(settings(), [document(A, { motto: 'x', phones: ['1'] })]);
    expect(rows['Settings']).toMatchObject([{ id: SETTINGS_ID }]);
    expect(rows['SettingsPhone']).toMatchObject([{ settingsId: SETTINGS_ID, number: '1' }]);
    expect(Object.fromEntries(residue)).toEqual({ [A]: { '/_id': { $oid: A }, '/motto': 'x' } });
  });

  it('that is two documents keeps the last by updatedAt; the other is a reject under its own _id', () =>
    withTrial(settings(), async (trial) => {
      await trial.write(
        lines(
          document(A, { email: 'new@example.com', updatedAt: DAY(9), phones: ['1'] }),
          document(B, { phones: ['2'] }),
        ),
      );
      const result = await trial.import();
      expect(await trial.rows('Settings')).toMatchObject([{ id: SETTINGS_ID, email: 'new@example.com' }]);
      expect(await trial.rows('SettingsPhone')).toMatchObject([{ number: '1' }]);
      const [{ rejects } = { rejects: [] }] = await trial.rejects(result);
      expect(rejects).toMatchObject([
        {
          code: 'DUPLICATE_ID',
          _id: B,
          field: '_id',
          value: `"${B}"`,
          detail: `the document of line 1 stays: every document becomes the row ${SETTINGS_ID}`,
        },
        {
          code: 'DOCUMENT_REJECTED',
          _id: B,
          cause: { table: 'Settings', documentId: B, code: 'DUPLICATE_ID' },
        },
      ]);
      expect([...(await trial.residue()).keys()]).toEqual([A]);
      const verified = await trial.verify();
      expect(verified).toMatchObject({ status: 'explained', aggregates: [{ equal: true }, { equal: true }] });
      expect(unexplained(verified)).toEqual([0, 0]);
    }));

  it('that is two equal documents merges them, and keeps what each had beside the row', () =>
    withTrial(settings(), async (trial) => {
      await trial.write(lines(document(A, { motto: 'a' }), document(B, { motto: 'b' })));
      const { ledger } = await trial.import();
      expect(ledger[0]).toMatchObject({ read: 2, inserted: 1, merged: 1, rejected: 0 });
      const kept = await trial.sql.query('SELECT document_id, document FROM _etl.residue ORDER BY 1');
      expect(kept.rows).toEqual([
        { document_id: A, document: { '/_id': { $oid: A }, '/motto': 'a' } },
        { document_id: B, document: { '/_id': { $oid: B }, '/motto': 'b' } },
      ]);
      expect(unexplained(await trial.verify())).toEqual([0, 0]);
    }));

  it('whose document was replaced by another one has the row and the residue of the other', () =>
    withTrial(settings(), async (trial) => {
      await trial.write(lines(document(A, { motto: 'a' })));
      await trial.import();
      await trial.write(lines(document(B, { email: 'b@example.com' })));
      const { ledger } = await trial.import();
      expect(ledger[0]).toMatchObject({ inserted: 0, updated: 1 });
      expect([...(await trial.residue()).keys()]).toEqual([B]);
      expect(await trial.verify()).toMatchObject({ status: 'equal' });
    }));

  it('that was rejected leaves an older row aside, until another document becomes the row', () =>
    withTrial(settings(), async (trial) => {
      await trial.write(lines(document(A)));
      await trial.import();
      await trial.write(lines(document(B, { email: null })));
      await trial.import();
      const stale = await trial.verify();
      expect(stale).toMatchObject({ status: 'explained' });
      expect(unexplained(stale)).toEqual([0, 0]);
      await trial.write(lines(document(A)));
      await trial.import();
      expect(await trial.verify()).toMatchObject({ status: 'equal' });
    }));

  it('takes the date that the target has where the document has none', () =>
    withTrial(
      settings({ aggregates: [{ name: 'by month', groupBy: ['createdAt'], groupAs: 'month' }] }),
      async (trial) => {
        await trial.write(lines(document(A, { createdAt: null })));
        await trial.import();
        expect(await trial.verify()).toMatchObject({ status: 'equal', aggregates: [{ equal: true }] });
      },
    ));
});

@Table('Page')
class Page {
  @Id() id!: string;
  @Reference({ table: 'Settings', from: 'settings', always: SETTINGS_ID, nullable: true })
  settingsId!: string | null;
}

const pages: CollectionDefinition = defineCollection({
  name: 'pages',
  entities: [Page],
  exporter: {},
  ignored: [],
  aggregates: [{ name: 'by settings', groupBy: ['settingsId'] }],
  sample: {
    count: () => 2,
    document: ({ id, n }, bson) => ({
      _id: bson.objectId(id('pages', n)),
      ...(n === 0 ? { settings: bson.objectId(id('settings', 0)) } : {}),
    }),
  },
});

describe('a reference to a collection of one document', () => {
  describeCollection(pages, { folder: __dirname, schema: null, golden: [0, 1] });

  it('leads to its row whatever _id it names, which is kept', async () => {
    const { rows, residue, result } = await importLines(pages, [
      { _id: 'p1', settings: { $oid: A } },
      { _id: 'p2', settings: { _id: A, email: 'whole' } },
      { _id: 'p3', settings: '' },
      { _id: 'p4' },
    ]);
    expect(rows['Page']?.map(({ settingsId }) => settingsId)).toEqual([SETTINGS_ID, SETTINGS_ID, null, null]);
    expect(Object.fromEntries(residue)).toEqual({
      p1: { '/settings': { $oid: A } },
      p2: { '/settings/_id': A, '/settings/email': 'whole' },
      p3: { '/settings': '' },
    });
    expect(result.losses).toMatchObject([
      { column: 'settingsId', outcome: 'coerced', count: 2 },
      { column: 'settingsId', outcome: 'repaired', reason: 'empty-string', count: 1 },
    ]);
  });
});
