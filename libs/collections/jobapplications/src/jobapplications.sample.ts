import { chance, type SampleSpec, someIdEndingIn, someText, wholeBetween } from '@etl/core';

const CREATED = Date.UTC(2022, 0, 3, 8);
const HOUR = 3_600_000;
const DAY = 86_400_000;

/**
 * Invented in the shape of the documents that were read: no value is of anybody.
 * References go to documents at 1, 11, 21, …: the peculiar ones of a sample are at other places.
 */
export const jobapplicationsSample: SampleSpec = {
  count: (properties) => Math.max(20, Math.ceil(properties / 4)),
  document: (context, bson) => {
    const { n, id, random } = context;
    const created = CREATED + n * HOUR;
    return {
      _id: bson.objectId(id('jobapplications', n)),
      name: someText(random, 8, 13),
      email: `email-${n}@example.com`,
      phone: `+999${wholeBetween(random, 10_000_000, 99_999_999)}`,
      ...(chance(random, 0.57) ? { coverLetter: someText(random, 112, 400) } : {}),
      cvFile: {
        url: `https://example.com/jobapplications/cv-file/url/${n}`,
        publicId: someText(random, 11, 13),
        ...(chance(random, 0.75) ? { originalName: someText(random, 8, 10) } : {}),
      },
      jobPosting: bson.objectId(someIdEndingIn(1, 'jobpostings', context)),
      status: someText(random, 7, 8),
      ...(n % 3 === 1 ? { notes: someText(random, 21, 74) } : {}),
      appliedAt: bson.date(CREATED + wholeBetween(random, 0, 1_200) * DAY),
      createdAt: bson.date(created),
      updatedAt: bson.date(created + wholeBetween(random, 0, 90) * DAY),
      __v: bson.int32(0),
    };
  },
};
