import { chance, type SampleSpec, someIdEndingIn, someValueOf, wholeBetween } from '@etl/core';
import { NewsletterSource } from '@etl/target-enums';

const CREATED = Date.UTC(2022, 0, 3, 8);
const HOUR = 3_600_000;
const DAY = 86_400_000;

/**
 * Invented in the shape of the documents that were read: no value is of anybody.
 * References go to documents at 1, 11, 21, …: the peculiar ones of a sample are at other places.
 */
export const newslettersubscriptionsSample: SampleSpec = {
  count: (properties) => Math.max(20, Math.ceil(properties / 4)),
  document: (context, bson) => {
    const { n, id, random } = context;
    const created = CREATED + n * HOUR;
    return {
      _id: bson.objectId(id('newslettersubscriptions', n)),
      email: `email-${n}@example.com`,
      subscribedAt: bson.date(CREATED + wholeBetween(random, 0, 1_200) * DAY),
      source: someValueOf(random, NewsletterSource),
      ...(chance(random, 0.37) ? { user: bson.objectId(someIdEndingIn(1, 'users', context)) } : {}),
      isActive: chance(random, 0.5),
      ...(n % 11 === 7 ? { unsubscribedAt: bson.date(CREATED + wholeBetween(random, 0, 1_200) * DAY) } : {}),
      createdAt: bson.date(created),
      updatedAt: bson.date(created + wholeBetween(random, 0, 90) * DAY),
      __v: bson.int32(0),
    };
  },
};
