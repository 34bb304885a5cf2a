import { chance, type SampleSpec, someText, wholeBetween } from '@etl/core';

const CREATED = Date.UTC(2022, 0, 3, 8);
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** Invented in the shape of the documents that were read: no value is of anybody. */
export const sitesettingsSample: SampleSpec = {
  count: () => 1,
  document: ({ n, id, random }, bson) => {
    const created = CREATED + n * HOUR;
    return {
      _id: bson.objectId(id('sitesettings', n)),
      phoneNumbers: Array.from({ length: 2 }, () => `+999${wholeBetween(random, 10_000_000, 99_999_999)}`),
      whatsappNumbers: Array.from({ length: 1 }, () => `+999${wholeBetween(random, 10_000_000, 99_999_999)}`),
      whatsappMessage: someText(random, 37, 37),
      showPhone: chance(random, 0.5),
      showWhatsApp: chance(random, 0.5),
      email: `email-${n}@example.com`,
      socialMedia: {
        facebook: `https://example.com/sitesettings/social-media/facebook/${n}`,
        instagram: `https://example.com/sitesettings/social-media/instagram/${n}`,
      },
      createdAt: bson.date(created),
      updatedAt: bson.date(created + wholeBetween(random, 0, 90) * DAY),
      __v: bson.int32(0),
    };
  },
};
