import { chance, type SampleSpec, someIdEndingIn, someText, someValueOf, wholeBetween } from '@etl/core';
import { PlaylistType, VideoAssociationType } from '@etl/target-enums';

const CREATED = Date.UTC(2022, 0, 3, 8);
const HOUR = 3_600_000;
const DAY = 86_400_000;

/**
 * Invented in the shape of the documents that were read: no value is of anybody.
 * References go to documents at 1, 11, 21, …: the peculiar ones of a sample are at other places.
 */
export const videoplaylistsSample: SampleSpec = {
  count: (properties) => Math.max(20, Math.ceil(properties / 4)),
  document: (context, bson) => {
    const { n, id, total, random } = context;
    const created = CREATED + n * HOUR;
    return {
      _id: bson.objectId(id('videoplaylists', n)),
      title: someText(random, 8, 33),
      ...(chance(random, 0.54) ? { description: someText(random, 25, 75) } : {}),
      type: someValueOf(random, PlaylistType),
      ...(chance(random, 0.61) ? { associatedType: someValueOf(random, VideoAssociationType) } : {}),
      ...(chance(random, 0.61) ? { associatedId: bson.objectId(id('associated-ids', n)) } : {}),
      ...(chance(random, 0.71)
        ? { thumbnailUrl: `https://example.com/videoplaylists/thumbnail-url/${n}` }
        : {}),
      isActive: chance(random, 0.5),
      createdBy: bson.objectId(someIdEndingIn(1, 'users', context)),
      ...(n % 4 === 2 ? { updatedBy: bson.objectId(someIdEndingIn(1, 'users', context)) } : {}),
      videos: Array.from({ length: wholeBetween(random, 0, 4) }, (_, place) => {
        const video = bson.objectId(id('videos', (n + place) % total('videos')));
        return n % 2 === 0 ? video : { video, order: bson.int32(place) };
      }),
      createdAt: bson.date(created),
      updatedAt: bson.date(created + wholeBetween(random, 0, 90) * DAY),
      __v: bson.int32(0),
    };
  },
};
