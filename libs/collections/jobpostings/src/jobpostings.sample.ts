import { chance, type SampleSpec, someIdEndingIn, someText, someValueOf, wholeBetween } from '@etl/core';
import { JobStatus, JobType } from '@etl/target-enums';

const CREATED = Date.UTC(2022, 0, 3, 8);
const HOUR = 3_600_000;
const DAY = 86_400_000;

/**
 * Invented in the shape of the documents that were read: no value is of anybody.
 * References go to documents at 1, 11, 21, …: the peculiar ones of a sample are at other places.
 */
export const jobpostingsSample: SampleSpec = {
  count: (properties) => Math.max(20, Math.ceil(properties / 4)),
  document: (context, bson) => {
    const { n, id, random } = context;
    const created = CREATED + n * HOUR;
    return {
      _id: bson.objectId(id('jobpostings', n)),
      title: someText(random, 8, 25),
      description: someText(random, 115, 341),
      requirements: Array.from({ length: wholeBetween(random, 1, 4) }, () => someText(random, 14, 46)),
      ...(chance(random, 0.83) ? { location: someText(random, 3, 13) } : {}),
      jobType: someValueOf(random, JobType),
      ...(chance(random, 0.7) ? { department: someText(random, 2, 9) } : {}),
      status: someValueOf(random, JobStatus),
      postedBy: bson.objectId(someIdEndingIn(1, 'users', context)),
      ...(chance(random, 0.72)
        ? { expiresAt: bson.date(CREATED + wholeBetween(random, 0, 1_200) * DAY) }
        : {}),
      createdAt: bson.date(created),
      updatedAt: bson.date(created + wholeBetween(random, 0, 90) * DAY),
      __v: bson.int32(0),
    };
  },
};
