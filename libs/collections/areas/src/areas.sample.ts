import { chance, GONE, pick, type SampleSpec, wholeBetween } from '@etl/core';

const DISTRICTS = [
  'First Settlement',
  'Fifth Settlement',
  'Narges',
  'Yasmeen',
  'Banafseg',
  'Lotus',
  'Choueifat',
  'Andalus',
  'Garden Quarter',
  'Golden Square',
  'Corniche',
  'Old Town',
  'University Quarter',
  'Lake District',
  'Palm Hills',
  'Northern Extension',
  'Tourist Walkway',
  'Business Park',
] as const;
const ARABIC = [
  'حي سكني راقٍ بالقرب من الخدمات',
  'منطقة هادئة تطل على مساحات خضراء',
  'قريبة من المدارس والمستشفيات',
] as const;

const CREATED = Date.UTC(2019, 1, 5, 8);

/**
 * Area n lies in city n modulo their number, so that other samples know it without asking. The last one is there for
 * the demo: its city is gone, and as it cannot do without, it is rejected.
 */
export const areasSample: SampleSpec = {
  count: (properties) => Math.min(1_000, Math.max(40, Math.ceil(properties / 4))),
  document: ({ n, id, total, random }, bson) => {
    const round = Math.floor(n / total('cities'));
    const name = `${DISTRICTS[round % DISTRICTS.length] ?? 'District'}${round < DISTRICTS.length ? '' : ` ${round}`}`;
    const gone = n === total('areas') - 1;
    const city = bson.objectId(id(gone ? GONE : 'cities', n % total('cities')));
    const governorate = bson.objectId(id('governorates', (n % total('cities')) % total('governorates')));
    return {
      _id: bson.objectId(id('areas', n)),
      name,
      ...(chance(random, 0.9) ? { slug: `${name.toLowerCase().replaceAll(' ', '-')}-${n}` } : {}),
      ...(chance(random, 0.15) ? { city } : { city_ref: city }),
      // No column: the target finds the governorate through the city.
      ...(chance(random, 0.1) ? { governorate_ref: governorate } : {}),
      ...(chance(random, 0.05)
        ? {}
        : { annualAppreciationRate: bson.double(wholeBetween(random, 20, 350) / 10) }),
      ...(chance(random, 0.6)
        ? { description: chance(random, 0.4) ? pick(random, ARABIC) : `${name}, near schools and clubs` }
        : {}),
      createdAt: bson.date(CREATED + n * 60_000),
      updatedAt: bson.date(CREATED + n * 60_000 + wholeBetween(random, 0, 900) * 86_400_000),
      __v: bson.int32(0),
    };
  },
};
