import { describeCollection, importLines, TRIAL_TIMESTAMP } from '@etl/testing';
import { searches } from './index';

describeCollection(searches, {
  folder: __dirname,
  golden: [0, 1, 8, 18, 28, 38, 48, 58, 68, 78, 88, 98],
});

const createdAt = { $date: '2024-03-01T10:00:00Z' };

describe('searches', () => {
  it('need neither a user nor an updatedAt, and may be empty', async () => {
    const { rows, residue } = await importLines(searches, [
      { _id: 'a', query: '', ipAddress: '127.0.0.1', createdAt, __v: 0 },
      { _id: 'b', query: 'فيلا', ipAddress: '::1', createdAt, updatedAt: createdAt },
    ]);
    expect(rows['Search']).toMatchObject([
      { id: 'a', query: '', userId: null, userAgent: null, resultsCount: '0', filters: null },
      { id: 'b', query: 'فيلا' },
    ]);
    expect([...residue]).toEqual([['b', { '/updatedAt': createdAt }]]);
  });

  it('come without a user that is gone, by the field that the application wrote', async () => {
    const search = (_id: string, userId: unknown) => ({
      _id,
      query: 'q',
      ipAddress: '::1',
      userId,
      createdAt,
    });
    const { rows, residue } = await importLines(
      searches,
      [search('a', 'u1'), search('b', 'gone'), search('c', { _id: 'u1', name: 'Z' })],
      ['gone'],
    );
    expect(rows['Search']?.map(({ userId }) => userId)).toEqual(['u1', null, 'u1']);
    expect(residue.get('b')).toEqual({ '/userId': 'gone' });
    expect(residue.get('c')).toEqual({ '/userId/name': 'Z' });
  });

  it('keep filters as they were sent, operators and dotted keys too', async () => {
    const filters = { 'price.max': { $lte: 5 }, $or: [{ type: 'villa' }, null], '': [] };
    const { rows } = await importLines(searches, [
      { _id: 'a', query: 'q', ipAddress: '::1', filters, createdAt },
    ]);
    expect(JSON.parse(rows['Search']?.[0]?.['filters'] ?? '')).toEqual(filters);
  });

  it('without a date were made when the import began, and are rejected without an address', async () => {
    const { rows, rejects } = await importLines(searches, [
      { _id: 'a', query: 'q', ipAddress: '::1' },
      { _id: 'b', query: 'q', createdAt },
      { _id: 'c', ipAddress: '::1', createdAt },
    ]);
    expect(rows['Search']).toMatchObject([{ id: 'a', createdAt: TRIAL_TIMESTAMP }]);
    expect(rejects).toMatchObject([
      { _id: 'b', code: 'VALUE_MISSING', field: 'ipAddress' },
      { _id: 'c', code: 'VALUE_MISSING', field: 'query' },
    ]);
  });
});
