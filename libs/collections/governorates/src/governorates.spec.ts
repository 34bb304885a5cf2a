import { describeCollection, importLines } from '@etl/testing';
import { governorates } from './index';

describeCollection(governorates, { folder: __dirname, golden: [0, 3, 5, 9] });

const updatedAt = { $date: '2024-03-01T10:00:00Z' };

describe('governorates', () => {
  it('have a rate of 0 where there is none, and every rate that a double can be', async () => {
    const { rows } = await importLines(governorates, [
      { _id: 'a', name: 'A', slug: 'a', updatedAt },
      { _id: 'b', name: 'B', slug: 'b', annualAppreciationRate: '12.50', updatedAt },
      { _id: 'c', name: 'C', slug: 'c', annualAppreciationRate: { $numberDouble: 'NaN' }, updatedAt },
    ]);
    expect(rows['Governorate']?.map((row) => row['annualAppreciationRate'])).toEqual(['0', '12.5', 'NaN']);
  });

  it('are different ones when their names differ by a space or by case', async () => {
    const { rows } = await importLines(governorates, [
      { _id: 'a', name: 'Cairo', slug: 'a', updatedAt },
      { _id: 'b', name: 'Cairo ', slug: 'b', updatedAt },
      { _id: 'c', name: 'CAIRO', slug: 'c', isActive: true, updatedAt },
    ]);
    expect(rows['Governorate']?.map(({ name }) => name)).toEqual(['Cairo', 'Cairo ', 'CAIRO']);
  });
});
