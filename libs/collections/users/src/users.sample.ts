import {
  chance,
  pick,
  pickSome,
  type Random,
  type SampleBson,
  type SampleContext,
  type SampleSpec,
  someIdEndingIn,
  wholeBetween,
} from '@etl/core';
import { userPeculiarities } from './users.peculiarities';
import {
  ARABIC,
  BIOS,
  FIRST,
  HIERARCHY,
  LAST,
  PLACES,
  sampleEmail,
  STAFF_ROLES,
  TYPES,
} from './users.sample-words';

const CREATED = Date.UTC(2019, 3, 1, 9);
const SPAN = Date.UTC(2026, 9, 1) - CREATED;
const DAY = 86_400_000;
const BCRYPT = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Looks like a bcrypt hash and is the hash of nothing. */
function bcryptLike(random: Random): string {
  let hash = '$2b$10$';
  while (hash.length < 60) {
    let bits = Math.floor(random() * 2 ** 30);
    for (let i = 0; i < 5 && hash.length < 60; i++, bits >>>= 6) hash += BCRYPT.charAt(bits & 63);
  }
  return hash;
}

/** Users at 1, 11, 21, … are the staff: other samples take their creators from them. */
const isStaff = (n: number): boolean => n % 10 === 1;

/** Some different properties, as the position of the first and the distance between neighbours. */
function* someProperties({ id, total, random }: SampleContext, most: number): Generator<string> {
  const properties = total('properties');
  const count = Math.min(properties, wholeBetween(random, 0, most));
  const start = wholeBetween(random, 0, properties - 1);
  for (let i = 0; i < count; i++) yield id('properties', (start + i) % properties);
}

function usualUser(context: SampleContext, bson: SampleBson): Record<string, unknown> {
  const { n, id, total, random } = context;
  const staff = isStaff(n);
  const role = staff ? pick(random, STAFF_ROLES) : 'user';
  const created = CREATED + Math.floor((n / total('users')) * SPAN);
  const seen = created + wholeBetween(random, 0, 200) * DAY;
  const url = `https://img.example.com/basera/users/${n}.jpg`;
  return {
    _id: bson.objectId(id('users', n)),
    name: chance(random, 0.3)
      ? pick(random, ARABIC)
      : `${FIRST[n % FIRST.length] ?? ''} ${pick(random, LAST)}`,
    // Some forms kept the capitals that were typed.
    email: chance(random, 0.05)
      ? sampleEmail(n).replace(/^./, (first) => first.toUpperCase())
      : sampleEmail(n),
    phone: `+201${wholeBetween(random, 0, 2)}${wholeBetween(random, 10_000_000, 99_999_999)}`,
    password: bcryptLike(random),
    role,
    hierarchy: chance(random, 0.1) ? bson.double(HIERARCHY[role] ?? 5) : bson.int32(HIERARCHY[role] ?? 5),
    ...(staff
      ? {
          createdBy: bson.objectId(someIdEndingIn(1, 'users', context)),
          permissions: { canEdit: true, canApprove: role === 'admin', canExport: role !== 'sales_agent' },
        }
      : {}),
    isActive: chance(random, 0.93),
    ...(chance(random, 0.4)
      ? { profileImage: chance(random, 0.2) ? { url, publicId: `basera/users/${n}` } : url }
      : {}),
    ...(chance(random, 0.6)
      ? {
          preferences: {
            propertyTypes: pickSome(random, TYPES, wholeBetween(random, 1, 2)),
            locations: pickSome(random, PLACES, wholeBetween(random, 1, 3)),
            priceRange: {
              min: bson.int32(wholeBetween(random, 10, 30) * 100_000),
              max: bson.int32(wholeBetween(random, 31, 200) * 100_000),
            },
          },
        }
      : {}),
    ...(chance(random, 0.75) ? { lastLogin: bson.date(seen) } : {}),
    isEmailVerified: chance(random, 0.7),
    ...(chance(random, 0.25) ? { bio: pick(random, BIOS) } : {}),
    ...(chance(random, 0.5) ? { location: pick(random, PLACES) } : {}),
    subscribeToNewsletter: chance(random, 0.35),
    activityStats: {
      propertiesViewed: bson.int32(wholeBetween(random, 0, 120)),
      inquiriesSent: bson.int32(wholeBetween(random, 0, 9)),
      profileViews: bson.int32(wholeBetween(random, 0, 30)),
    },
    viewedProperties: [...someProperties(context, 6)].map((property, i) => ({
      property: bson.objectId(property),
      viewedAt: bson.date(seen - i * DAY),
      viewCount: bson.int32(wholeBetween(random, 1, 8)),
    })),
    // Favourites were bare ids before they had a date.
    favoriteProperties: [...someProperties(context, 3)].map((property) =>
      n % 2 === 0 ? bson.objectId(property) : { property: bson.objectId(property), addedAt: bson.date(seen) },
    ),
    createdAt: bson.date(created),
    updatedAt: bson.date(seen),
    __v: bson.int32(wholeBetween(random, 0, 12)),
  };
}

export const usersSample: SampleSpec = {
  count: (properties) => Math.max(20, Math.ceil(properties / 5)),
  document: (context, bson) => {
    const document = usualUser(context, bson);
    return userPeculiarities[context.n % 10_000]?.(document, context, bson) ?? document;
  },
};
