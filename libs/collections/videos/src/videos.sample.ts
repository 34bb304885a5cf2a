import { chance, type SampleSpec, someIdEndingIn, someText, someValueOf, wholeBetween } from '@etl/core';
import { VideoAssociationType } from '@etl/target-enums';

const CREATED = Date.UTC(2022, 0, 3, 8);
const HOUR = 3_600_000;
const DAY = 86_400_000;

/**
 * Invented in the shape of the documents that were read: no value is of anybody.
 * References go to documents at 1, 11, 21, …: the peculiar ones of a sample are at other places.
 */
export const videosSample: SampleSpec = {
  count: (properties) => Math.max(20, Math.ceil(properties / 4)),
  document: (context, bson) => {
    const { n, id, random } = context;
    const created = CREATED + n * HOUR;
    return {
      _id: bson.objectId(id('videos', n)),
      title: someText(random, 7, 40),
      ...(chance(random, 0.74) ? { description: someText(random, 32, 125) } : {}),
      videoUrl: `https://example.com/videos/video-url/${n}`,
      ...(chance(random, 0.78) ? { thumbnailUrl: `https://example.com/videos/thumbnail-url/${n}` } : {}),
      duration: bson.int32(wholeBetween(random, 20, 900)),
      fileSize: bson.int32(wholeBetween(random, 1_000_000, 900_000_000)),
      format: someText(random, 3, 4),
      ...(chance(random, 0.82) ? { publicId: someText(random, 15, 17) } : {}),
      associatedType: someValueOf(random, VideoAssociationType),
      associatedId: bson.objectId(id('associated-ids', n)),
      order: bson.int32(wholeBetween(random, 0, 9)),
      ...(chance(random, 0.91) ? { isFeatured: chance(random, 0.5) } : {}),
      isActive: chance(random, 0.5),
      createdBy: bson.objectId(someIdEndingIn(1, 'users', context)),
      ...(n % 4 === 2 ? { updatedBy: bson.objectId(someIdEndingIn(1, 'users', context)) } : {}),
      views: bson.int32(wholeBetween(random, 20, 5_000)),
      createdAt: bson.date(created),
      updatedAt: bson.date(created + wholeBetween(random, 0, 90) * DAY),
      __v: bson.int32(0),
    };
  },
};
