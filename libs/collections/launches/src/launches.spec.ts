import { describeCollection, importLines } from '@etl/testing';
import { launches } from './index';

describeCollection(launches, {
  folder: __dirname,
  properties: 2_000,
  golden: [0, 1, 4, 14, 24, 34, 44, 54, 64, 74, 84, 94],
});

const date = { $date: '2024-03-01T10:00:00Z' };

const launch = (_id: string, changes: object = {}) => ({
  _id,
  title: 'Oasis Park',
  developer: 'Horus Developments',
  description: 'A new quarter',
  content: '<p>A new quarter</p>',
  image: 'https://i.example/cover.jpg',
  location: 'New Cairo',
  propertyType: 'Villa',
  startingPrice: 0,
  launchDate: date,
  area: 120,
  createdBy: 'u1',
  createdAt: date,
  updatedAt: date,
  ...changes,
});

describe('launches', () => {
  it('name their developer, and refer to their creator', async () => {
    const { rows, rejects } = await importLines(
      launches,
      [launch('a', { updatedBy: 'gone' }), launch('b', { createdBy: 'gone' })],
      ['gone'],
    );
    expect(rows['Launch']).toMatchObject([
      { id: 'a', developer: 'Horus Developments', createdById: 'u1', updatedById: null },
    ]);
    expect(rejects).toMatchObject([{ _id: 'b', code: 'REFERENCE_GONE', field: 'createdBy' }]);
  });

  it('have the urls of images, and the rest of them in the residue', async () => {
    const { rows, residue } = await importLines(launches, [
      launch('a', {
        image: { url: 'https://i.example/1.jpg', publicId: 'p1' },
        images: [
          'https://i.example/2.jpg',
          { url: 'https://i.example/3.jpg', publicId: 'p3', caption: 'حديقة' },
          { caption: 'no url' },
        ],
      }),
      launch('b', { images: 'https://i.example/4.jpg' }),
      launch('c'),
    ]);
    expect(rows['Launch']?.map(({ image, images }) => [image, images])).toEqual([
      ['https://i.example/1.jpg', '{https://i.example/2.jpg,https://i.example/3.jpg}'],
      ['https://i.example/cover.jpg', '{https://i.example/4.jpg}'],
      ['https://i.example/cover.jpg', '{}'],
    ]);
    expect(residue.get('a')).toEqual({
      '/image/publicId': 'p1',
      '/images/1/publicId': 'p3',
      '/images/1/caption': 'حديقة',
      '/images/2/caption': 'no url',
    });
  });

  it('know other spellings of status and type: spaces in the listed value too', async () => {
    const { rows } = await importLines(launches, [
      launch('a', { status: 'coming-soon', propertyType: 'PENTHOUSE' }),
      launch('b', { status: 'pre launch' }),
      launch('c', { status: 'Sold_Out' }),
      launch('d'),
    ]);
    expect(rows['Launch']?.map(({ status }) => status)).toEqual([
      'Coming Soon',
      'Pre-Launch',
      'Sold Out',
      'Available',
    ]);
    expect(rows['Launch']?.[0]?.['propertyType']).toBe('Penthouse');
  });

  it('are rejected with a status, a type or a price that is none; 0 is a price', async () => {
    const { rows, rejects } = await importLines(launches, [
      launch('a', { status: 'soon' }),
      launch('b', { propertyType: 'twin-villa' }),
      launch('c', { startingPrice: 'on request' }),
      launch('d', { startingPrice: undefined }),
      launch('e'),
    ]);
    expect(rejects.map(({ _id, code, field }) => [_id, code, field])).toEqual([
      ['a', 'VALUE_UNFIT', 'status'],
      ['b', 'VALUE_UNFIT', 'propertyType'],
      ['c', 'VALUE_UNFIT', 'startingPrice'],
      ['d', 'VALUE_MISSING', 'startingPrice'],
    ]);
    expect(rows['Launch']).toMatchObject([
      { id: 'e', startingPrice: '0.00', area: '120', areaUnit: 'sqm', currency: 'EGP', isActive: 'true' },
    ]);
  });
});
