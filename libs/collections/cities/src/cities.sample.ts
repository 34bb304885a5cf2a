import { chance, GONE, pick, type SampleSpec, wholeBetween } from '@etl/core';

/** Fifty places; with the four kinds below they name two hundred cities. */
const PLACES = [
  'Cairo',
  'Sheikh Zayed',
  '6th of October',
  'Maadi',
  'Heliopolis',
  'Nasr City',
  'Zamalek',
  'Mokattam',
  'Rehab',
  'Madinaty',
  'Shorouk',
  'Badr',
  'Obour',
  'Capital',
  'Helwan',
  'Dokki',
  'Mohandessin',
  'Haram',
  'Smouha',
  'Agami',
  'Borg El Arab',
  'Alamein',
  'Marsa Matrouh',
  'Hurghada',
  'El Gouna',
  'Safaga',
  'Sharm El Sheikh',
  'Dahab',
  'Nuweiba',
  'Ain Sokhna',
  'Port Tawfik',
  'Fayed',
  'Ras El Bar',
  'Mansoura',
  'Zagazig',
  'Tanta',
  'Mahalla',
  'Shibin',
  'Damanhour',
  'Baltim',
  'Tunis Village',
  'Nasser',
  'Mallawi',
  'Abnoub',
  'Tahta',
  'Qus',
  'Karnak',
  'Edfu',
  'Kharga',
  'Arish',
] as const;
const KINDS = ['', 'New ', 'East ', 'West '] as const;

const CREATED = Date.UTC(2019, 1, 4, 8);
const ARABIC = [
  'مدينة حديثة قريبة من الطرق الرئيسية',
  'مدينة هادئة بخدمات متكاملة',
  'مدينة ساحلية جاذبة للاستثمار',
] as const;

/**
 * City n lies in governorate n modulo their number, so that other samples know it without asking.
 * In every 200: n = 7 has a governorate that is gone (repaired), n = 12 a rate as text (coerced).
 */
export const citiesSample: SampleSpec = {
  count: (properties) => Math.min(PLACES.length * KINDS.length, Math.max(27, Math.ceil(properties / 10))),
  document: ({ n, id, total, random }, bson) => {
    const name = `${KINDS[Math.floor(n / PLACES.length)] ?? ''}${PLACES[n % PLACES.length] ?? 'City'}`;
    const rate = wholeBetween(random, 30, 320) / 10;
    const governorate = bson.objectId(id(n === 7 ? GONE : 'governorates', n % total('governorates')));
    return {
      _id: bson.objectId(id('cities', n)),
      name,
      slug: name.toLowerCase().replaceAll(' ', '-'),
      ...(chance(random, 0.15) ? { governorate } : { governorate_ref: governorate }),
      annualAppreciationRate: n === 12 ? String(rate) : bson.double(rate),
      ...(chance(random, 0.7)
        ? { description: chance(random, 0.4) ? pick(random, ARABIC) : `Homes and offices in ${name}` }
        : {}),
      createdAt: bson.date(CREATED + n * 60_000),
      updatedAt: bson.date(CREATED + n * 60_000 + wholeBetween(random, 0, 900) * 86_400_000),
      __v: bson.int32(0),
    };
  },
};
