import { chance, GONE, pick, pickSome, type SampleSpec, someIdEndingIn, wholeBetween } from '@etl/core';

const FIRST = [
  'Palm',
  'Lake',
  'Sun',
  'Royal',
  'Green',
  'Sky',
  'Stone',
  'Jasmine',
  'Silver',
  'Marina',
  'Olive',
  'Nile',
] as const;
const SECOND = [
  'Residence',
  'Gardens',
  'Park',
  'View',
  'Heights',
  'Gate',
  'Village',
  'Hills',
  'Bay',
] as const;
const STATUS = ['planning', 'under-construction', 'under-construction', 'ready', 'delivered'] as const;
const AMENITIES = [
  'Swimming pool',
  'Gym',
  'Club house',
  '24/7 security',
  'Kids area',
  'مسجد',
  'Commercial area',
  'Cycling track',
  'Underground parking',
  'نادي رياضي',
] as const;
const ARABIC = [
  'كمبوند متكامل الخدمات على مساحات خضراء واسعة وبحيرات صناعية.',
  'يضم المشروع وحدات سكنية متنوعة بأنظمة سداد تصل إلى عشر سنوات.',
] as const;

const CREATED = Date.UTC(2020, 0, 5, 9);
const DAY = 86_400_000;

/**
 * Among every 10,000, for the demo: 2 has one amenity as a string (coerced), 3 a creator that is gone (repaired),
 * 4 the slug of 1 (rejected).
 */
export const compoundsSample: SampleSpec = {
  count: (properties) => Math.max(5, Math.ceil(properties / 50)),
  document: (context, bson) => {
    const { n, id, total, random } = context;
    const special = n % 10_000;
    const name = `${FIRST[n % FIRST.length] ?? ''} ${SECOND[Math.floor(n / FIRST.length) % SECOND.length] ?? ''} ${n + 1}`;
    const slugOf = (position: number) => `compound-${position + 1}`;
    const slug = slugOf(special === 4 ? n - 3 : n);
    // The last area is one that the target rejects.
    const area = wholeBetween(random, 0, Math.max(0, total('areas') - 2));
    const city = area % total('cities');
    const place = bson.objectId(id('cities', city));
    const created = CREATED + n * 7_200_000;
    const launch = created + wholeBetween(random, -400, 200) * DAY;
    const image = (kind: string) => ({
      url: `https://img.example.com/basera/compounds/${slug}/${kind}.jpg`,
      publicId: `basera/compounds/${slug}/${kind}`,
      caption: `${name} – ${kind}`,
    });
    // Users at 1, 11, 21, … are the staff (see the sample of users).
    const staff = () => bson.objectId(someIdEndingIn(1, 'users', context));
    return {
      _id: bson.objectId(id('compounds', n)),
      name,
      slug,
      ...(chance(random, 0.9)
        ? {
            description: chance(random, 0.4)
              ? pick(random, ARABIC)
              : `${name} offers apartments and villas with open views, close to the main roads.`,
          }
        : {}),
      ...(chance(random, 0.95)
        ? { developer: bson.objectId(id('developers', wholeBetween(random, 0, total('developers') - 1))) }
        : {}),
      governorate_ref: bson.objectId(id('governorates', city % total('governorates'))),
      ...(chance(random, 0.1) ? { city: place } : { city_ref: place }),
      area_ref: bson.objectId(id('areas', area)),
      isFeatured: chance(random, 0.2),
      ...(chance(random, 0.02) ? {} : { status: pick(random, STATUS) }),
      ...(chance(random, 0.8)
        ? {
            launchDate: bson.date(launch),
            handoverDate: bson.date(launch + wholeBetween(random, 500, 1_800) * DAY),
          }
        : {}),
      heroImage: image('hero'),
      gallery: [image('garden'), image('pool')],
      amenities: special === 2 ? 'Swimming pool' : pickSome(random, AMENITIES, wholeBetween(random, 2, 6)),
      ...(chance(random, 0.6)
        ? {
            metadata: {
              brochureUrl: `https://img.example.com/basera/compounds/${slug}/brochure.pdf`,
              tags: ['new', 'installments'],
            },
          }
        : {}),
      ...(chance(random, 0.7)
        ? {
            seo: {
              title: `${name} | Basera`,
              description: `Prices and plans of ${name}`,
              keywords: [name, 'كمبوند'],
            },
          }
        : {}),
      location: {
        coordinates: {
          latitude: bson.double(wholeBetween(random, 24_000, 31_400) / 1_000),
          longitude: bson.double(wholeBetween(random, 27_000, 34_000) / 1_000),
        },
        mapUrl: `https://maps.example.com/?q=${slug}`,
      },
      ...(chance(random, 0.1) ? { address: `${wholeBetween(random, 1, 200)} Teseen Street` } : {}),
      createdBy: special === 3 ? bson.objectId(id(GONE, n)) : staff(),
      ...(chance(random, 0.5) ? { updatedBy: staff() } : {}),
      createdAt: bson.date(created),
      updatedAt: bson.date(created + wholeBetween(random, 0, 700) * DAY),
      __v: bson.int32(wholeBetween(random, 0, 4)),
    };
  },
};
