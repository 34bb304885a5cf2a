import { chance, type SampleSpec, someIdEndingIn, someText, wholeBetween } from '@etl/core';

const CREATED = Date.UTC(2022, 0, 3, 8);
const HOUR = 3_600_000;
const DAY = 86_400_000;

/**
 * Invented in the shape of the documents that were read: no value is of anybody.
 * References go to documents at 1, 11, 21, …: the peculiar ones of a sample are at other places.
 */
export const blogsSample: SampleSpec = {
  count: (properties) => Math.max(20, Math.ceil(properties / 4)),
  document: (context, bson) => {
    const { n, id, random } = context;
    const created = CREATED + n * HOUR;
    return {
      _id: bson.objectId(id('blogs', n)),
      title: someText(random, 14, 52),
      slug: `blogs-${n}`,
      excerpt: someText(random, 43, 129),
      content: someText(random, 355, 400),
      ...(chance(random, 0.9) ? { author: someText(random, 3, 13) } : {}),
      ...(chance(random, 0.96) ? { category: someText(random, 4, 7) } : {}),
      tags: Array.from({ length: wholeBetween(random, 0, 4) }, () => someText(random, 3, 6)),
      ...(chance(random, 0.79) ? { featuredImage: `https://example.com/blogs/featured-image/${n}` } : {}),
      images: Array.from(
        { length: wholeBetween(random, 0, 3) },
        (_, i) => `https://example.com/blogs/images/${n}-${i}`,
      ),
      published: chance(random, 0.5),
      ...(chance(random, 0.91) ? { featured: chance(random, 0.5) } : {}),
      views: bson.int32(wholeBetween(random, 100, 9_000)),
      likes: bson.int32(wholeBetween(random, 1, 300)),
      relatedPropertyIds: Array.from({ length: wholeBetween(random, 0, 3) }, () =>
        bson.objectId(id('properties', n)),
      ),
      ...(chance(random, 0.51)
        ? {
            relatedDeveloperIds: Array.from({ length: 1 }, () => bson.objectId(id('developers', n))),
          }
        : {}),
      ...(chance(random, 0.41) ? { metaTitle: someText(random, 13, 38) } : {}),
      ...(chance(random, 0.41) ? { metaDescription: someText(random, 47, 95) } : {}),
      ...(chance(random, 0.81)
        ? { publishedAt: bson.date(CREATED + wholeBetween(random, 0, 1_200) * DAY) }
        : {}),
      createdBy: bson.objectId(someIdEndingIn(1, 'users', context)),
      ...(chance(random, 0.49) ? { updatedBy: bson.objectId(someIdEndingIn(1, 'users', context)) } : {}),
      createdAt: bson.date(created),
      updatedAt: bson.date(created + wholeBetween(random, 0, 90) * DAY),
      // No column takes these: they become residue.
      ...(n % 12 === 1 ? { readingTime: bson.int32(wholeBetween(random, 2, 20)) } : {}),
      __v: bson.int32(0),
    };
  },
};
