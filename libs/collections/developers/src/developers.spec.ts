import { describeCollection, importLines } from '@etl/testing';
import { developers } from './index';

describeCollection(developers, { folder: __dirname, properties: 500 });

const times = { createdAt: { $date: '2024-03-01T10:00:00Z' }, updatedAt: { $date: '2024-03-01T10:00:00Z' } };

describe('developers', () => {
  it('have the url of their logo; what has no column is residue', async () => {
    const { rows, residue } = await importLines(developers, [
      {
        _id: 'a',
        name: 'A',
        slug: 'a',
        logo: { url: 'https://i.example/a.png', publicId: 'a' },
        website: 'https://a.example',
        __v: 0,
        ...times,
      },
      { _id: 'b', name: 'B', slug: 'b', logo: 'https://i.example/b.png', ...times },
    ]);
    expect(rows['Developer']?.map(({ logo }) => logo)).toEqual([
      'https://i.example/a.png',
      'https://i.example/b.png',
    ]);
    expect(residue.get('a')).toEqual({ '/logo/publicId': 'a', '/website': 'https://a.example' });
    expect(residue.has('b')).toBe(false);
  });

  it('take no slug when they lose by their name', async () => {
    const { rows, rejects } = await importLines(developers, [
      { _id: 'first', name: 'Same', slug: 'one', ...times },
      { _id: 'second', name: 'Same', slug: 'two', ...times },
      { _id: 'third', name: 'Other', slug: 'two', ...times },
    ]);
    expect(rows['Developer']?.map(({ id }) => id)).toEqual(['first', 'third']);
    expect(rejects).toMatchObject([{ _id: 'second', code: 'UNIQUE_TAKEN' }]);
  });
});
