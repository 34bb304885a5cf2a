import { describeCollection, type Imported, importLines, type Row } from '@etl/testing';
import { properties } from './index';

describeCollection(properties, {
  folder: __dirname,
  golden: [0, 1, 7, 17, 27, 37, 47, 57, 67, 77, 87, 97, 107, 117, 127, 137, 147, 157],
});

const hex = (n: number): string => `6600000000000000000000${n.toString(16).padStart(2, '0')}`;
const oid = (n: number) => ({ $oid: hex(n) });

const [CREATOR, CITY, OTHER_CITY, AREA, GONE] = [0xb0, 0xb1, 0xb2, 0xb3, 0xbf] as const;

const property = (n: number, changes: object = {}) => ({
  _id: oid(n),
  title: 'A home',
  description: 'With a garden',
  type: 'villa',
  createdBy: oid(CREATOR),
  createdAt: { $date: '2024-03-01T10:00:00Z' },
  updatedAt: { $date: '2024-03-01T10:00:00Z' },
  ...changes,
});

const DOCUMENTS = [
  property(1, { city: oid(CITY), governorate: null, area_ref: null, area: oid(AREA) }),
  property(2, { city_ref: oid(CITY), city: oid(OTHER_CITY) }),
  property(3, { city_ref: oid(CITY), city: hex(CITY) }),
  property(4, { price: 0 }),
  property(5, { price: { $numberDecimal: '9999999999999999.99' } }),
  property(6, { price: { $numberLong: '9007199254740993' } }),
  property(7, { price: '1,500' }),
  property(8, { price: { $numberDouble: '2.675' } }),
  property(9, { type: 'Twin Villa', status: 'FOR_SALE', developerStatus: 'ready' }),
  property(10, { type: 'castle' }),
  property(11, { createdBy: oid(GONE) }),
  property(12, { approvedBy: oid(GONE) }),
  property(13, { images: { url: 'https://i.example/1.jpg' }, features: 'pool', updatedBy: oid(CREATOR) }),
  property(14, { features: null }),
];

describe('properties', () => {
  let imported: Imported;
  const rowOf = (n: number): Row | undefined => imported.rows['Property']?.find(({ id }) => id === hex(n));
  const rejectsOf = (n: number) => imported.rejects.filter(({ _id }) => _id === hex(n));

  beforeAll(async () => {
    imported = await importLines(properties, DOCUMENTS, [hex(GONE)]);
  });

  it('take their place from the older fields where the newer ones are not there or null', () => {
    expect(rowOf(1)).toMatchObject({ cityId: hex(CITY), governorateId: null, areaId: hex(AREA) });
  });

  it('prefer the newer field, and keep the older one as residue where it says something else', () => {
    expect(rowOf(2)?.['cityId']).toBe(hex(CITY));
    expect(imported.residue.get(hex(2))).toEqual({ '/city': oid(OTHER_CITY) });
    expect(rowOf(3)?.['cityId']).toBe(hex(CITY));
    expect(imported.residue.has(hex(3))).toBe(false);
  });

  it('have the price that was written, to the last digit; 0 is a price and none is null', () => {
    expect([4, 5, 6, 1].map((n) => rowOf(n)?.['price'])).toEqual([
      '0.00',
      '9999999999999999.99',
      '9007199254740993.00',
      null,
    ]);
  });

  it('have no price where it is no number, and a rounded one where it has more decimals', () => {
    expect([7, 8].map((n) => rowOf(n)?.['price'])).toEqual([null, '2.68']);
    expect(imported.residue.get(hex(7))).toEqual({ '/price': '1,500' });
  });

  it('know other spellings of type and status, and null a developerStatus that nobody knows', () => {
    expect(rowOf(9)).toMatchObject({ type: 'twin-villa', status: 'for-sale', developerStatus: null });
    expect(imported.residue.get(hex(9))).toEqual({ '/developerStatus': 'ready' });
  });

  it('are rejected with an unknown type, and when their creator is gone', () => {
    expect(rejectsOf(10)).toMatchObject([{ code: 'VALUE_UNFIT', field: 'type' }]);
    expect(rejectsOf(11)).toMatchObject([{ code: 'REFERENCE_GONE', field: 'createdBy' }]);
  });

  it('do without who approved them when that user is gone', () => {
    expect(rowOf(12)).toMatchObject({ approvedById: null, createdById: hex(CREATOR) });
    expect(Object.keys(imported.residue.get(hex(12)) ?? {})).toEqual(['/approvedBy']);
  });

  it('keep images as they are, one feature as an array of one, and updatedBy as residue', () => {
    expect(rowOf(13)).toMatchObject({ images: '{"url": "https://i.example/1.jpg"}', features: '{pool}' });
    expect(Object.keys(imported.residue.get(hex(13)) ?? {})).toEqual(['/updatedBy']);
  });

  it('have an empty array for features that are missing, and null for null', () => {
    expect([rowOf(1)?.['features'], rowOf(14)?.['features']]).toEqual(['{}', null]);
  });
});
