import { describeCollection, importLines } from '@etl/testing';
import { cities } from './index';

describeCollection(cities, { folder: __dirname, golden: [0, 1, 7, 12] });

const updatedAt = { $date: '2024-03-01T10:00:00Z' };

describe('cities', () => {
  it('lie in a governorate by the newer or the older field, or in none where it is gone', async () => {
    const { rows, residue } = await importLines(
      cities,
      [
        { _id: 'a', name: 'A', slug: 'a', governorate_ref: 'g1', governorate: 'g2', updatedAt },
        { _id: 'b', name: 'B', slug: 'b', governorate: { _id: 'g2', name: 'whole' }, updatedAt },
        { _id: 'c', name: 'C', slug: 'c', governorate_ref: 'gone', updatedAt },
      ],
      ['gone'],
    );
    expect(rows['City']?.map(({ governorateId }) => governorateId)).toEqual(['g1', 'g2', null]);
    expect(Object.fromEntries(residue)).toEqual({
      a: { '/governorate': 'g2' },
      b: { '/governorate/name': 'whole' },
      c: { '/governorate_ref': 'gone' },
    });
  });
});
