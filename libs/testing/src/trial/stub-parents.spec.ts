import { planCollection } from '@etl/core';
import { describeCollection } from '../contract/describe-collection';
import { branches } from '../invented/branches';
import { importLines } from './import-lines';
import { parentsOf } from './sample-lines';
import { parentTables } from './stub-parents';

describeCollection(branches, { folder: __dirname, schema: null, golden: [0, 1, 2, 19] });

const plan = planCollection(branches);

const hex = (n: number): string => `6600000000000000000000${n.toString(16).padStart(2, '0')}`;
const oid = (n: number) => ({ $oid: hex(n) });
const branch = (n: number, changes: object = {}) => ({
  ...{ _id: oid(n), name: 'branch', size: n, code: n, weight: 1, shape: {}, picture: '' },
  ...{ root: oid(1), owner: oid(0xa0), ...changes },
});

describe('The parents of a collection that is tested alone', () => {
  it('are the tables of others, those of a fan-out and those that nobody writes included', () => {
    expect(parentTables(plan)).toEqual(['NobodyWritesThis', 'User', 'Visitor']);
  });

  it('have the ids that the documents mean, however they are spelled', () => {
    const lines = [
      branch(1, { owner: hex(0xa0).toUpperCase(), other: { _id: oid(0xb0), name: 'whole' } }),
      branch(2, { owner: { $ref: 'users', $id: oid(0xa1) }, other_ref: ' b1 ', other: oid(0xb2) }),
      branch(3, { visits: [oid(0xc0), { visitor: [hex(0xc1)], cameFrom: oid(2) }, { _id: oid(0xc2) }] }),
      branch(4, { visits: { $ref: 'visitors', $id: 7 } }),
    ].map((document) => JSON.stringify(document));
    expect(parentsOf(plan, lines)).toEqual(
      new Map([
        ['User', new Set([hex(0xa0), hex(0xa1)])],
        ['NobodyWritesThis', new Set([hex(0xb0), ' b1 '])],
        ['Visitor', new Set([hex(0xc0), hex(0xc1), hex(0xc2), '7'])],
      ]),
    );
  });

  it('let the rows in, whatever else the real tables would ask for', async () => {
    const documents = [
      branch(1, { next: oid(2), visits: [oid(0xc0), { visitor: oid(0xc1), cameFrom: oid(2) }] }),
      branch(2, { next: oid(1), other: oid(0xb0) }),
      branch(3, { root: oid(9) }),
      branch(4, { owner: oid(0xaf), visits: [oid(0xc0)] }),
    ];
    const { rows, rejects } = await importLines(branches, documents, [hex(0xaf)]);
    expect(rows['Branch']?.map(({ id, nextId, otherId }) => [id, nextId, otherId])).toEqual([
      [hex(1), hex(2), null],
      [hex(2), hex(1), hex(0xb0)],
    ]);
    expect(rows['BranchVisit']?.map(({ visitorId, cameFromId }) => [visitorId, cameFromId]).sort()).toEqual([
      [hex(0xc0), null],
      [hex(0xc1), hex(2)],
    ]);
    expect(rejects.map(({ table, code, field }) => [table, code, field])).toEqual([
      ['Branch', 'REFERENCE_GONE', 'root'],
      ['Branch', 'REFERENCE_GONE', 'owner'],
      ['BranchVisit', 'DOCUMENT_REJECTED', 'visits'],
    ]);
  });
});
