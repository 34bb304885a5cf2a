import type { ColumnSpec, TablePlan } from '@etl/core';
import { countBy, countByMonth, sumOf } from '@etl/core';
import { primaryKeyOf } from '../schema/plan-parts';
import { houses, nodes, people, settings } from '../testing/trial-entities';
import { catalogName, prefixedName, quoted } from './identifier';
import { countOwnRowsSql, deleteOwnRowsSql } from './direct/bring-back';
import { createDigestsSql, digestedTablesSql } from './digest/digest-tables';
import { keepDigestsSql } from './digest/keep-digests';
import { copyKnownSql } from './digest/known-digests';
import { copyTouchedSql, forgetTouchedSql } from './digest/touched-digests';
import { filledStagesSql } from './stage/filled-stages';
import { copyPlaceSql, copyTargetSql, createPlaceSql } from './direct/place';
import {
  type DirectTable,
  pullBelowRejectsSql,
  pullEntriesSql,
  pullGoneSql,
  pullSharedSql,
} from './direct/pull';
import { keepRejectsSql, forgetSql, unstaleSql } from './journal/keep-outcome';
import { literal } from './literal';
import { batchIdsSql } from './merge/batch-ids';
import {
  countChangesSql,
  insertRowsSql,
  type MergeTable,
  setReferencesSql,
  updateRowsSql,
} from './merge/merge-rows';
import { mergeDirectResidueSql, mergeResidueSql } from './merge/merge-residue';
import { refuseReferencesSql, refuseRowSql } from './merge/refuse-row';
import { contestRoundSql, createContestSql } from './resolve/contest';
import { duplicatesSql } from './resolve/duplicates';
import { nullGoneSql, type ReferenceSides, rejectGoneSql } from './resolve/gone-reference';
import { mergeEntriesSql } from './resolve/merge-entries';
import { prepareOnlyRowSql } from './resolve/prepare';
import { rejectedEntriesSql } from './resolve/rejected-entries';
import { takenInTargetSql } from './resolve/taken-in-target';
import { uncertainSql } from './resolve/uncertain';
import { sessionSettingsSql } from './session-settings';
import { copyRejectSql, copyResidueSql, copyStageSql } from './stage/copy-stage';
import { createStageSql } from './stage/create-stage';
import { aggregateSql } from './verify/aggregate';
import { countStaleSql } from './verify/count-stale';
import { storedTextsSql } from './verify/stored-texts';

const [person, visit] = people.tables as readonly [TablePlan, TablePlan];
const [house] = houses.tables;
const [node] = nodes.tables;
const [setting] = settings.tables;
const unique = (table: TablePlan): TablePlan['indexes'] => table.indexes.filter((index) => index.unique);
const column = (table: TablePlan, name: string): ColumnSpec =>
  table.columns.find((one) => one.name === name) as ColumnSpec;

const sides = (table: TablePlan, name: string, parent: string): ReferenceSides => ({
  schema: 'public',
  table,
  key: primaryKeyOf(table),
  column: column(table, name),
  parent,
  parentKey: 'id',
  staged: true,
});
const direct = (table: TablePlan): DirectTable => ({ schema: 'public', table, key: primaryKeyOf(table) });
const merge: MergeTable = {
  schema: 'public',
  table: person,
  key: primaryKeyOf(person),
  deferred: [column(person, 'bossId')],
};

describe('names and constants', () => {
  it('are quoted', () => {
    expect(quoted('we"ird')).toBe('"we""ird"');
    expect(literal(`it's \\ fine`)).toBe(`'it''s \\ fine'`);
    expect(() => quoted('a\0b')).toThrow(RangeError);
    expect(() => literal('a\0b')).toThrow(RangeError);
  });

  it('are cut as the catalog cuts them, and never meet', () => {
    expect(catalogName('é'.repeat(40))).toBe('é'.repeat(31));
    const [one, other] = ['x'.repeat(62) + '1', 'x'.repeat(62) + '2'].map((name) =>
      prefixedName('stage_', name),
    );
    expect(one).not.toBe(other);
    expect(one).toHaveLength(38);
  });
});

describe('the SQL', () => {
  it.each<readonly [string, string | undefined]>([
    ['of a session', sessionSettingsSql('public')],
    ['that creates a stage', createStageSql('public', person)],
    ['that fills a stage', copyStageSql(visit)],
    ['that takes residue', copyResidueSql],
    ['that takes rejects', copyRejectSql],
    ['that settles ids twice', duplicatesSql(person, primaryKeyOf(person))],
    ['that takes entries along with their document', rejectedEntriesSql(visit, primaryKeyOf(visit), person)],
    ['that merges entries', mergeEntriesSql(visit, primaryKeyOf(visit))],
    ['that rejects rows whose reference is gone', rejectGoneSql(sides(house, 'ownerId', 'Person'))],
    ['that rejects rows below new rejects', rejectGoneSql(sides(node, 'parentId', 'Node'), true)],
    ['that sets references to null', nullGoneSql(sides(house, 'guestId', 'Person'))],
    [
      'that finds keys taken in the target',
      takenInTargetSql(
        'public',
        visit,
        primaryKeyOf(visit),
        unique(visit)[0] as TablePlan['indexes'][number],
      ),
    ],
    ['that collects rows that want one key', createContestSql(person, primaryKeyOf(person), unique(person))],
    ['of a round for unique keys', contestRoundSql(person, primaryKeyOf(person), unique(person))],
    [
      'of a round in a circle',
      contestRoundSql(node, primaryKeyOf(node), unique(node), {
        uncertain: uncertainSql('Node', [sides(node, 'parentId', 'Node')], ['Node']),
      }),
    ],
    [
      'of a round that nothing else moves',
      contestRoundSql(node, primaryKeyOf(node), unique(node), { forced: true }),
    ],
    ['that finds the ids of a batch', batchIdsSql('Person', 'id')],
    ['that counts what a batch changes', countChangesSql(merge, true)],
    [
      'that counts what a merge would change',
      countChangesSql({ ...merge, table: house, key: primaryKeyOf(house), deferred: [] }, false),
    ],
    ['that inserts rows', insertRowsSql(merge)],
    ['that updates rows', updateRowsSql(merge)],
    ['that sets references to the same table', setReferencesSql(merge)],
    ['that rejects a refused row', refuseRowSql(person, primaryKeyOf(person))],
    [
      'that gives up a refused reference',
      refuseReferencesSql(person, primaryKeyOf(person), [column(person, 'bossId')]),
    ],
    ['that merges residue', mergeResidueSql(person, 'id')],
    ['that merges the residue of documents that become one row', mergeResidueSql(setting, 'id')],
    ['that settles documents that become one row', duplicatesSql(setting, primaryKeyOf(setting))],
    ['that tells rejects which row they would have had', prepareOnlyRowSql(setting)],
    ['that forgets that the one row was stale', unstaleSql(setting, 'id')],
    ['that forgets what earlier runs said', forgetSql(person, false).join(';\n')],
    ['that keeps rejects', keepRejectsSql(visit, 'id', false)],
    [
      'that forgets and keeps where rows lie in the table',
      [...forgetSql(person, true), keepRejectsSql(person, 'id', true)].join(';\n'),
    ],
    ['that creates the digests of a table', createDigestsSql(visit)],
    ['that looks for tables with digests', digestedTablesSql([person, visit])],
    ['that reads known digests', copyKnownSql('public', [person, visit], 'there')],
    ['that reads the digests of untouched rows', copyKnownSql('public', [person, visit], 'untouched')],
    ['that reads the digests under staged ids', copyTouchedSql([person, visit], () => false)],
    ['that forgets digests', forgetTouchedSql([person, visit], ({ name }) => name === 'Visit')],
    ['that reads the digest of documents that become one row', copyTouchedSql([setting], () => false)],
    ['that keeps digests', keepDigestsSql('public', person, visit, false, [person, visit])],
    [
      'that keeps digests where rows lie in the table',
      keepDigestsSql('public', person, person, true, [person, visit]),
    ],
    ['that looks for staged rows', filledStagesSql([person, visit])],
    ['that creates the places of a table', createPlaceSql('Person')],
    ['that copies places', copyPlaceSql('Person')],
    ['that copies straight into a table', copyTargetSql('public', visit)],
    ['that pulls ids that come twice', pullSharedSql(direct(visit), ['id'])],
    [
      'that pulls rows whose reference is gone',
      pullGoneSql(
        [sides(house, 'ownerId', 'Person'), sides(house, 'guestId', 'Person')],
        (name) => name === 'Person',
      ),
    ],
    [
      'that pulls rows which refer to what was rejected',
      pullBelowRejectsSql([sides(house, 'ownerId', 'Person'), sides(house, 'guestId', 'Person')]),
    ],
    ['that pulls entries of rejected documents', pullEntriesSql(direct(visit), person)],
    ['that merges residue of a table that took the place of its stage', mergeDirectResidueSql(person)],
    ['that counts the rows of a run', countOwnRowsSql('public', 'Person')],
    ['that takes the rows of a run out', deleteOwnRowsSql('public', 'Person')],
    [
      'that counts by a column',
      aggregateSql(
        'public',
        { table: person, key: primaryKeyOf(person) },
        countBy('name', { top: 3, where: { column: 'slug', equals: 'x' } }),
        true,
      ).text,
    ],
    [
      'that counts by month',
      aggregateSql('public', { table: person, key: primaryKeyOf(person) }, countByMonth('createdAt'), false)
        .text,
    ],
    [
      'that sums up',
      aggregateSql('public', { table: visit, key: primaryKeyOf(visit) }, sumOf('times'), false).text,
    ],
    [
      'that counts stale entries',
      countStaleSql('public', {
        table: visit,
        key: primaryKeyOf(visit),
        parent: { table: 'Person', column: 'personId' },
      }),
    ],
    ['that asks what rows hold', storedTextsSql('public', 'Person', 'id', ['createdAt', 'slug'])],
  ])('%s', (_what, sql) => {
    expect(sql).toMatchSnapshot();
  });
});
