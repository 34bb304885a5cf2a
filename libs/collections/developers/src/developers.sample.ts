import { chance, pick, type SampleSpec, wholeBetween } from '@etl/core';

const FIRST = [
  'Horus',
  'Lotus',
  'Delta',
  'Palmira',
  'Safwa',
  'Mehwar',
  'Wadi',
  'Zahra',
  'Manara',
  'Oasis',
  'Kenzy',
  'Rimal',
] as const;
const SECOND = [
  'Developments',
  'Urban',
  'Estates',
  'Construction',
  'Communities',
  'Holding',
  'Builders',
] as const;
const ARABIC = [
  'شركة تطوير عقاري تعمل في القاهرة الجديدة والساحل الشمالي',
  'من الشركات الرائدة في المجتمعات السكنية المتكاملة',
] as const;

const CREATED = Date.UTC(2019, 2, 1, 9);

/** Invented companies; in every 10,000 the one at 2 is the plain JSON of an older script, with everything as text. */
export const developersSample: SampleSpec = {
  count: (properties) => Math.max(3, Math.ceil(properties / 100)),
  document: ({ n, id, random }, bson) => {
    const words = `${FIRST[n % FIRST.length] ?? ''} ${SECOND[Math.floor(n / FIRST.length) % SECOND.length] ?? ''}`;
    const name = n < FIRST.length * SECOND.length ? words : `${words} ${n}`;
    const slug = name.toLowerCase().replaceAll(' ', '-');
    const url = `https://img.example.com/basera/developers/${slug}.png`;
    const created = CREATED + n * 3_600_000;
    const updated = created + wholeBetween(random, 0, 700) * 86_400_000;
    return {
      _id: bson.objectId(id('developers', n)),
      name,
      slug,
      ...(chance(random, 0.85)
        ? { logo: chance(random, 0.6) ? { url, publicId: `basera/developers/${slug}` } : url }
        : {}),
      ...(chance(random, 0.8)
        ? {
            description: chance(random, 0.5)
              ? pick(random, ARABIC)
              : `${name} has been building homes since ${wholeBetween(random, 1985, 2018)}.`,
          }
        : {}),
      // None of these has a column: residue.
      ...(chance(random, 0.3)
        ? {
            website: `https://${slug}.example.com`,
            phone: `+2022${wholeBetween(random, 1_000_000, 9_999_999)}`,
            isFeatured: chance(random, 0.2),
            isActive: true,
          }
        : {}),
      ...(chance(random, 0.1) ? { socialMedia: { facebook: `https://social.example.com/${slug}` } } : {}),
      createdAt: n % 10_000 === 2 ? new Date(created).toISOString() : bson.date(created),
      updatedAt: n % 10_000 === 2 ? String(updated) : bson.date(updated),
      __v: bson.int32(0),
    };
  },
};
