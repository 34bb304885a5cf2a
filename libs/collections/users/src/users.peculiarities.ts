import { GONE, type Peculiarity, without } from '@etl/core';
import { sampleEmail } from './users.sample-words';

/**
 * A few values of every outcome, for the demo, at fixed positions of every 10,000 users: seen in a small sample, and
 * rare (3 rejects in 10,000) in a large one. None of them is staff, so that no other collection loses a creator.
 */
export const userPeculiarities: Readonly<Record<number, Peculiarity>> = {
  /** Rejected: no password, and none is made up. */
  3: (document) => without(document, 'password'),
  /** Rejected: the address of the user before, but for its case. */
  13: (document, { n }) => ({ ...document, email: sampleEmail(n - 1).toUpperCase() }),
  /** Coerced: a number, a boolean, a date as an older script wrote them. */
  23: (document) => ({
    ...document,
    hierarchy: '5',
    isActive: 'True',
    lastLogin: '2024-05-01 12:30:00+02:00',
  }),
  /** Rejected in UserFavoriteProperty only: the property is gone; the user still comes. */
  33: (document, { n, id }, bson) => ({
    ...document,
    favoriteProperties: [bson.objectId(id(GONE, n)), bson.objectId(id('properties', 0))],
  }),
  /** Merged: a property viewed twice; the later date and the larger count stay. */
  43: (document, { id }, bson) => {
    const property = bson.objectId(id('properties', 1));
    const viewedProperties = [
      { property, viewedAt: bson.date(Date.UTC(2024, 2, 1)), viewCount: bson.int32(7) },
      { property, viewedAt: bson.date(Date.UTC(2024, 2, 9)), viewCount: bson.int32(2) },
    ];
    return { ...document, viewedProperties };
  },
  /** Residue: fields that no column takes. */
  53: (document) => ({
    ...document,
    googleId: '1098-invented',
    devices: [
      { platform: 'ios', token: 'none' },
      { platform: 'web', token: '' },
    ],
  }),
  /** Repaired: a reference and a date that cannot be one, in columns that may be null. */
  63: (document) => ({ ...document, createdBy: '', lastLogin: 'yesterday' }),
  /** Repaired: U+0000, which PostgreSQL refuses, and NaN, which JSON lacks. */
  73: (document, _, bson) => ({
    ...document,
    bio: 'Pasted from a\u0000 phone',
    activityStats: { propertiesViewed: bson.double(Number.NaN), inquiriesSent: bson.int32(0) },
  }),
  /** Rejected: a role that the target does not have, never silently `user`. */
  83: (document) => ({ ...document, role: 'superuser' }),
  /** Defaulted: what the first version of the application did not ask; one entry instead of an array. */
  93: (document, { id }, bson) => ({
    ...without(document, 'role', 'hierarchy', 'isActive', 'isEmailVerified'),
    viewedProperties: bson.objectId(id('properties', 2)),
  }),
};
