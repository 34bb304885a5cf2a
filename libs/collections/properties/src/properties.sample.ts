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
import { propertyPeculiarities } from './properties.peculiarities';
import {
  AMENITIES,
  CAPTIONS,
  FACILITIES,
  FEATURES,
  FIRST_SENTENCES,
  LAST_SENTENCES,
  STREETS,
  TYPES,
} from './properties.sample-words';

const DEVELOPER_STATUS = ['off-plan', 'on-plan', 'secondary', 'rental'] as const;
const CREATED = Date.UTC(2019, 4, 1, 9);
const SPAN = Date.UTC(2026, 9, 1) - CREATED;
const DAY = 86_400_000;

function statusOf(random: Random): string {
  const drawn = random();
  // Older forms stored the label of the button.
  if (drawn < 0.02) return 'FOR_SALE';
  if (drawn < 0.68) return 'for-sale';
  if (drawn < 0.9) return 'for-rent';
  return drawn < 0.96 ? 'sold' : 'rented';
}

function priceOf(random: Random, bson: SampleBson): unknown {
  const price = wholeBetween(random, 400, 60_000) * 1_000;
  const drawn = random();
  if (drawn < 0.6) return bson.int32(price);
  if (drawn < 0.9) return bson.double(price + 0.5);
  if (drawn < 0.95) return bson.int64(BigInt(price) * 100n);
  return drawn < 0.99 ? bson.decimal128(`${price}.25`) : bson.int32(0);
}

function placeOf({ id, total, random }: SampleContext, bson: SampleBson): Record<string, unknown> {
  // The last area is one that the target rejects; areas lie in city n modulo cities, those in governorate n modulo governorates.
  const area = wholeBetween(random, 0, Math.max(0, total('areas') - 2));
  const city = area % total('cities');
  const references = [
    bson.objectId(id('governorates', city % total('governorates'))),
    bson.objectId(id('cities', city)),
    bson.objectId(id('areas', area)),
  ] as const;
  const drawn = random();
  if (drawn < 0.15)
    return {
      governorate: references[0],
      city: references[1],
      area: references[2],
      useNewLocationStructure: false,
    };
  return {
    governorate_ref: references[0],
    city_ref: references[1],
    area_ref: references[2],
    useNewLocationStructure: true,
  };
}

function imagesOf(folder: string, random: Random, bson: SampleBson): Record<string, unknown>[] {
  return pickSome(random, CAPTIONS, wholeBetween(random, 1, 2)).map((caption, order) => ({
    url: `https://img.example.com/${folder}/${order}.jpg`,
    publicId: `${folder}/${order}`,
    caption,
    isHero: order === 0,
    order: bson.int32(order),
  }));
}

function usualProperty(context: SampleContext, bson: SampleBson): Record<string, unknown> {
  const { n, id, total, random } = context;
  const own = id('properties', n);
  const type = pick(random, TYPES);
  const status = statusOf(random);
  const inCompound = chance(random, 0.45);
  const bedrooms = wholeBetween(random, 1, 6);
  const size = wholeBetween(random, 60, 600);
  const street = pick(random, STREETS);
  const created = CREATED + Math.floor((n / total('properties')) * SPAN);
  const updated = created + wholeBetween(random, 0, 300) * DAY;
  const archived = chance(random, 0.05);
  // Users at 1, 11, 21, … are the staff (see the sample of users).
  const staff = () => bson.objectId(someIdEndingIn(1, 'users', context));
  const approval = chance(random, 0.96) ? 'approved' : pick(random, ['pending', 'rejected']);
  return {
    _id: bson.objectId(own),
    title: chance(random, 0.3)
      ? `وحدة ${bedrooms} غرف في ${street}`
      : `${bedrooms}-bedroom ${type.replace('-', ' ')} on ${street}`,
    description: `${pick(random, FIRST_SENTENCES)} ${size} m², ${bedrooms} bedrooms.${chance(random, 0.4) ? ` ${pick(random, LAST_SENTENCES)}` : ''}`,
    type,
    status,
    ...(chance(random, 0.7) ? { developerStatus: pick(random, DEVELOPER_STATUS) } : {}),
    ...(chance(random, 0.6)
      ? { developer: bson.objectId(id('developers', wholeBetween(random, 0, total('developers') - 1))) }
      : {}),
    ...(inCompound
      ? { compound: bson.objectId(id('compounds', wholeBetween(random, 0, total('compounds') - 1))) }
      : {}),
    isCompound: inCompound,
    ...(chance(random, 0.97) ? { price: priceOf(random, bson) } : {}),
    currency: chance(random, 0.9) ? 'EGP' : pick(random, ['USD', 'AED', 'EUR']),
    location: {
      address: `${wholeBetween(random, 1, 250)} ${street}`,
      city: 'Cairo',
      country: 'Egypt',
      coordinates: {
        latitude: bson.double(wholeBetween(random, 2_400_001, 3_139_999) / 100_000),
        longitude: bson.double(wholeBetween(random, 2_700_001, 3_399_999) / 100_000),
      },
    },
    ...placeOf(context, bson),
    specifications: {
      bedrooms: bson.int32(bedrooms),
      bathrooms: bson.int32(wholeBetween(random, 1, 4)),
      area: bson.int32(size),
      areaUnit: 'sqm',
      floors: bson.int32(wholeBetween(random, 1, 3)),
      parking: bson.int32(wholeBetween(random, 0, 2)),
      furnished: chance(random, 0.25),
    },
    features: pickSome(random, FEATURES, wholeBetween(random, 1, 4)),
    images: imagesOf(`properties/${n}`, random, bson),
    ...(chance(random, 0.1)
      ? {
          video: {
            url: `https://video.example.com/${n}.mp4`,
            duration: bson.int32(wholeBetween(random, 20, 180)),
          },
        }
      : {}),
    ...(chance(random, 0.05) ? { virtualTour: { url: `https://tour.example.com/${n}` } } : {}),
    ...(chance(random, 0.2)
      ? { floorPlan: { url: `https://img.example.com/${n}/plan.png`, publicId: `plan-${n}` } }
      : {}),
    ...(inCompound && chance(random, 0.2)
      ? { masterPlan: { url: `https://img.example.com/${n}/master.png` } }
      : {}),
    amenities: pickSome(random, AMENITIES, wholeBetween(random, 0, 5)),
    ...(chance(random, 0.2)
      ? {
          nearbyFacilities: pickSome(random, FACILITIES, 2).map((name) => ({
            name,
            distance: bson.double(wholeBetween(random, 1, 99) / 10),
            unit: 'km',
          })),
        }
      : {}),
    ...(chance(random, 0.3)
      ? {
          investment: {
            expectedROI: bson.double(wholeBetween(random, 50, 250) / 10),
            rentalYield: bson.double(wholeBetween(random, 30, 120) / 10),
          },
        }
      : {}),
    ...(chance(random, 0.1)
      ? { documents: [{ name: 'brochure.pdf', url: `https://img.example.com/${n}/brochure.pdf` }] }
      : {}),
    isFeatured: chance(random, 0.1),
    isActive: !archived && chance(random, 0.92),
    isArchived: archived,
    ...(archived ? { archivedAt: bson.date(updated) } : {}),
    ...(status === 'sold' ? { soldDate: bson.date(updated - DAY) } : {}),
    ...(status === 'rented' ? { rentedDate: bson.date(updated - DAY) } : {}),
    views: bson.int32(wholeBetween(random, 0, 5_000)),
    createdBy: staff(),
    approvalStatus: approval,
    ...(chance(random, 0.3) ? { submittedBy: staff() } : {}),
    ...(approval === 'approved' && chance(random, 0.4)
      ? { approvedBy: staff(), approvalDate: bson.date(created + DAY) }
      : {}),
    ...(approval === 'rejected' ? { rejectionReason: 'Photos are missing or too dark' } : {}),
    // No column: residue.
    ...(chance(random, 0.05) ? { updatedBy: staff() } : {}),
    createdAt: bson.date(created),
    updatedAt: bson.date(updated),
    __v: bson.int32(wholeBetween(random, 0, 6)),
  };
}

export const propertiesSample: SampleSpec = {
  count: (properties) => properties,
  document: (context, bson) => {
    const document = usualProperty(context, bson);
    return propertyPeculiarities[context.n % 10_000]?.(document, context, bson) ?? document;
  },
};
