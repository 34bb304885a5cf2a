import { describeCollection, importLines } from '@etl/testing';
import { areas } from './index';

describeCollection(areas, { folder: __dirname, golden: [0, 1, 2, 39, 49] });

const updatedAt = { $date: '2024-03-01T10:00:00Z' };

describe('areas', () => {
  it('may share a name in different cities, not in one', async () => {
    const { rows, rejects } = await importLines(areas, [
      { _id: 'a', name: 'Old Town', city_ref: 'c1', updatedAt },
      { _id: 'b', name: 'Old Town', city: 'c2', updatedAt },
      { _id: 'c', name: 'Old Town', city_ref: 'c1', updatedAt },
    ]);
    expect(rows['Area']?.map(({ id, cityId }) => [id, cityId])).toEqual([
      ['a', 'c1'],
      ['b', 'c2'],
    ]);
    expect(rejects).toMatchObject([{ _id: 'c', code: 'UNIQUE_TAKEN' }]);
  });

  it('are rejected without a city, or when it is gone; their governorate has no column', async () => {
    const { rejects, residue } = await importLines(
      areas,
      [
        { _id: 'a', name: 'A', updatedAt },
        { _id: 'b', name: 'B', city_ref: 'gone', updatedAt },
        { _id: 'c', name: 'C', city_ref: 'c1', governorate_ref: 'g1', updatedAt },
      ],
      ['gone'],
    );
    expect(rejects.map(({ _id, code, field }) => [_id, code, field])).toEqual([
      ['a', 'VALUE_MISSING', 'city_ref'],
      ['b', 'REFERENCE_GONE', 'city_ref'],
    ]);
    expect(residue.get('c')).toEqual({ '/governorate_ref': 'g1' });
  });
});
