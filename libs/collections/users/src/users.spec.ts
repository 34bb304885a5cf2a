import { describeCollection, type Imported, importLines, type Row, TRIAL_TIMESTAMP } from '@etl/testing';
import { users } from './index';

describeCollection(users, {
  folder: __dirname,
  properties: 500,
  golden: [0, 1, 3, 12, 13, 23, 33, 43, 53, 63, 73, 83, 93],
});

const hex = (n: number): string => `6500000000000000000000${n.toString(16).padStart(2, '0')}`;
const oid = (n: number) => ({ $oid: hex(n) });
const date = (day: number) => ({ $date: `2024-03-0${day}T10:00:00Z` });
const timestamp = (day: number): string => `2024-03-0${day} 10:00:00`;

const user = (n: number, changes: object = {}) => ({
  _id: oid(n),
  name: `User ${n}`,
  email: `user${n}@example.org`,
  phone: '+201000000000',
  password: '$2b$10$invented',
  createdAt: date(1),
  updatedAt: date(1),
  __v: 3,
  ...changes,
});

const PROPERTY = 0xa0;
const OTHER_PROPERTY = 0xa1;
const GONE = 0xaf;

const DOCUMENTS = [
  user(1, { createdBy: oid(2), role: 'Sales Manager', email: 'User1@Example.ORG' }),
  user(2, {
    createdBy: { _id: oid(1), name: 'User 1' },
    profileImage: { url: 'https://i.example/2.png', publicId: 'p2' },
  }),
  user(3, { email: 'USER4@example.org', createdAt: date(5) }),
  user(4),
  user(5, { password: undefined }),
  user(6, { password: '' }),
  user(7, { role: 'owner' }),
  user(8, { viewedProperties: [oid(PROPERTY)], favoriteProperties: oid(PROPERTY) }),
  user(9, {
    viewedProperties: [
      { property: oid(PROPERTY), viewedAt: date(2), viewCount: 9 },
      { property: hex(PROPERTY).toUpperCase(), viewedAt: date(4), viewCount: 2 },
      { property: oid(OTHER_PROPERTY), viewedAt: date(3) },
      oid(OTHER_PROPERTY),
    ],
  }),
  user(10, {
    favoriteProperties: [
      oid(GONE),
      { property: oid(PROPERTY), addedAt: date(6), note: 'near work' },
      { addedAt: date(6) },
    ],
  }),
  user(11, { nickname: 'Z', createdById: 'x' }),
];

describe('users', () => {
  let imported: Imported;
  const rowOf = (n: number): Row | undefined => imported.rows['User']?.find(({ id }) => id === hex(n));
  const rowsOf = (table: string, n: number): Row[] =>
    (imported.rows[table] ?? []).filter(({ userId }) => userId === hex(n));
  const rejectsOf = (n: number) => imported.rejects.filter(({ _id }) => _id === hex(n));

  beforeAll(async () => {
    imported = await importLines(users, DOCUMENTS, [hex(GONE)]);
  });

  it('are lower-cased in their address, and normalised in their role', () => {
    expect(rowOf(1)).toMatchObject({ email: 'user1@example.org', role: 'sales_manager' });
  });

  it('may refer to each other, by id or as a whole document', () => {
    expect([rowOf(1)?.['createdById'], rowOf(2)?.['createdById']]).toEqual([hex(2), hex(1)]);
    expect(imported.residue.get(hex(2))).toMatchObject({ '/createdBy/name': 'User 1' });
  });

  it('have the url of an image object, and the rest of it in the residue', () => {
    expect(rowOf(2)?.['profileImage']).toBe('https://i.example/2.png');
    expect(imported.residue.get(hex(2))).toMatchObject({ '/profileImage/publicId': 'p2' });
  });

  it('lose an address to the older of two that differ by case', () => {
    expect(rowOf(3)).toBeUndefined();
    expect(rejectsOf(3)).toMatchObject([{ code: 'UNIQUE_TAKEN', table: 'User' }]);
    expect(rowOf(4)?.['email']).toBe('user4@example.org');
  });

  it('are rejected without a password, but not with an empty one', () => {
    expect(rejectsOf(5)).toMatchObject([{ code: 'VALUE_MISSING', field: 'password' }]);
    expect(rowOf(6)?.['password']).toBe('');
  });

  it('are rejected with a role that nobody knows, and take the default without one', () => {
    expect(rejectsOf(7)).toMatchObject([{ code: 'VALUE_UNFIT', field: 'role' }]);
    expect(rowOf(8)?.['role']).toBe('user');
  });

  it('give a bare id in a fan-out the defaults, also where it stands without an array', () => {
    expect(rowsOf('PropertyView', 8)).toMatchObject([
      { propertyId: hex(PROPERTY), viewCount: '1', lastViewedAt: TRIAL_TIMESTAMP },
    ]);
    expect(rowsOf('UserFavoriteProperty', 8)).toMatchObject([
      { propertyId: hex(PROPERTY), createdAt: TRIAL_TIMESTAMP },
    ]);
  });

  it('keep of a pair that comes twice the later date and the larger count', () => {
    expect(rowsOf('PropertyView', 9).find(({ propertyId }) => propertyId === hex(PROPERTY))).toMatchObject({
      viewCount: '9',
      lastViewedAt: timestamp(4),
    });
    expect(imported.result.ledger.find(({ table }) => table === 'PropertyView')?.merged).toBe(2);
  });

  it('keep the date that is given where the other entry of the pair has none', () => {
    expect(
      rowsOf('PropertyView', 9).find(({ propertyId }) => propertyId === hex(OTHER_PROPERTY)),
    ).toMatchObject({
      viewCount: '1',
      lastViewedAt: timestamp(3),
    });
  });

  it('come although a favourite is of a property that is gone, or of none', () => {
    expect(rowOf(10)).toBeDefined();
    expect(rowsOf('UserFavoriteProperty', 10)).toMatchObject([
      { propertyId: hex(PROPERTY), createdAt: timestamp(6) },
    ]);
    const found = rejectsOf(10).map(({ table, entry, code }) => [table, entry, code]);
    expect(found.sort()).toEqual([
      ['UserFavoriteProperty', 0, 'REFERENCE_GONE'],
      ['UserFavoriteProperty', 2, 'VALUE_MISSING'],
    ]);
    expect(imported.residue.get(hex(10))).toMatchObject({ '/favoriteProperties/1/note': 'near work' });
  });

  it('keep fields without a column as residue, but not __v', () => {
    expect(imported.residue.get(hex(11))).toEqual({ '/nickname': 'Z', '/createdById': 'x' });
    expect(rowOf(11)?.['createdById']).toBeNull();
  });
});
