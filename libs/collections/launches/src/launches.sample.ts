import {
  chance,
  pick,
  pickSome,
  type SampleBson,
  type SampleContext,
  type SampleSpec,
  someIdEndingIn,
  wholeBetween,
} from '@etl/core';
import { launchPeculiarities } from './launches.peculiarities';
import {
  AMENITIES,
  DEVELOPERS,
  FACILITIES,
  FEATURES,
  FIRST,
  PLACES,
  SECOND,
  STATUSES,
  TEXTS,
  TYPES,
} from './launches.sample-words';

const CREATED = Date.UTC(2021, 5, 1, 9);
const SPAN = Date.UTC(2026, 9, 1) - CREATED;
const DAY = 86_400_000;

/** Urls; where the newer form was used, objects around them. */
function imagesOf(folder: string, { random }: SampleContext): unknown[] {
  const urls = ['front', 'plan', 'lake'].map(
    (name) => `https://img.example.com/basera/${folder}/${name}.jpg`,
  );
  if (chance(random, 0.8)) return urls;
  return urls.map((url, n) => ({ url, publicId: `basera/${folder}/${n}`, caption: pick(random, PLACES) }));
}

function plansOf({ random }: SampleContext, bson: SampleBson): Record<string, unknown>[] {
  return [5, 10].map((percent) => ({
    name: `${percent}% down`,
    downPayment: bson.int32(percent),
    years: bson.int32(wholeBetween(random, 4, 10)),
  }));
}

function usualLaunch(context: SampleContext, bson: SampleBson): Record<string, unknown> {
  const { n, id, total, random } = context;
  const created = CREATED + Math.floor((n / total('launches')) * SPAN);
  const launched = created + wholeBetween(random, -60, 200) * DAY;
  const title = `${FIRST[n % FIRST.length] ?? ''} ${SECOND[Math.floor(n / FIRST.length) % SECOND.length] ?? ''}`;
  const folder = `launches/${n}`;
  const price = wholeBetween(random, 1_500, 40_000) * 1_000;
  // Users at 1, 11, 21, … are the staff.
  const staff = () => bson.objectId(someIdEndingIn(1, 'users', context));
  return {
    _id: bson.objectId(id('launches', n)),
    title,
    developer: pick(random, DEVELOPERS),
    description: pick(random, TEXTS),
    content: `<h2>${title}</h2><p>${pick(random, TEXTS)}</p><p>${pick(random, TEXTS)}</p>`,
    image: `https://img.example.com/basera/${folder}/cover.jpg`,
    images: imagesOf(folder, context),
    location: pick(random, PLACES),
    propertyType: pick(random, TYPES),
    status: pick(random, STATUSES),
    startingPrice: chance(random, 0.7) ? bson.int32(price) : bson.double(price + 0.5),
    currency: chance(random, 0.9) ? 'EGP' : 'USD',
    launchDate: bson.date(launched),
    ...(chance(random, 0.7)
      ? { completionDate: bson.date(launched + wholeBetween(random, 700, 1_800) * DAY) }
      : {}),
    area: chance(random, 0.8) ? bson.int32(wholeBetween(random, 40, 500)) : bson.double(120.5),
    areaUnit: 'sqm',
    ...(chance(random, 0.85)
      ? {
          bedrooms: bson.int32(wholeBetween(random, 1, 5)),
          bathrooms: bson.int32(wholeBetween(random, 1, 4)),
        }
      : {}),
    features: pickSome(random, FEATURES, wholeBetween(random, 0, 3)),
    amenities: pickSome(random, AMENITIES, wholeBetween(random, 1, 4)),
    isFeatured: chance(random, 0.2),
    isActive: chance(random, 0.9),
    contactInfo: { phone: '16000', email: 'launches@example.com', whatsapp: '+201000000000' },
    coordinates: {
      latitude: bson.double(wholeBetween(random, 24_001, 31_399) / 1_000),
      longitude: bson.double(wholeBetween(random, 27_001, 33_999) / 1_000),
    },
    ...(chance(random, 0.4)
      ? {
          nearbyFacilities: pickSome(random, FACILITIES, 2).map((name) => ({
            name,
            minutes: bson.int32(10),
          })),
        }
      : {}),
    ...(chance(random, 0.6) ? { paymentPlans: plansOf(context, bson) } : {}),
    createdBy: staff(),
    ...(chance(random, 0.5) ? { updatedBy: staff() } : {}),
    createdAt: bson.date(created),
    updatedAt: bson.date(created + wholeBetween(random, 0, 200) * DAY),
    __v: bson.int32(wholeBetween(random, 0, 4)),
  };
}

export const launchesSample: SampleSpec = {
  count: (properties) => Math.max(10, Math.ceil(properties / 20)),
  document: (context, bson) => {
    const document = usualLaunch(context, bson);
    return launchPeculiarities[context.n % 10_000]?.(document, context, bson) ?? document;
  },
};
