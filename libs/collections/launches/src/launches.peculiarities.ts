import { GONE, type Peculiarity, type SampleBson, type SampleContext, without } from '@etl/core';

/** Two documents whose ids differ in their BSON type only, and are one row for the target. */
function twin({ id }: SampleContext, bson: SampleBson, _id: unknown): Record<string, unknown> {
  const day = bson.date(Date.UTC(2023, 5, 1));
  return {
    _id,
    title: 'Twice',
    developer: 'Delta Homes',
    description: 'The same document under an ObjectId and under a string.',
    content: '',
    image: 'https://img.example.com/twice.jpg',
    location: 'Maadi',
    propertyType: 'Land',
    startingPrice: bson.int32(77),
    launchDate: day,
    area: bson.int32(100),
    createdBy: bson.objectId(id('users', 1)),
    createdAt: day,
    updatedAt: day,
  };
}

/**
 * A few values of every outcome, for the demo, at fixed positions of every 10,000 launches: seen in a small sample,
 * and rare (3 rejects in 10,000) in a large one.
 */
export const launchPeculiarities: Readonly<Record<number, Peculiarity>> = {
  /** Coerced: other spellings of enum values, a price as text, an image where its url belongs. */
  4: (document, _, bson) => ({
    ...document,
    status: 'coming_soon',
    propertyType: 'TOWNHOUSE',
    startingPrice: '2750000.50',
    image: { url: 'https://img.example.com/4.jpg', publicId: 'basera/4' },
    bedrooms: bson.double(3),
  }),
  /** Rejected: its creator is gone, and the column cannot do without. */
  14: (document, { n, id }, bson) => ({ ...document, createdBy: bson.objectId(id(GONE, n)) }),
  /** Repaired: more decimals than the columns have, an editor that is gone, an image without a url. */
  24: (document, { n, id }, bson) => ({
    ...document,
    startingPrice: bson.decimal128('1234567.891'),
    bathrooms: bson.double(2.5),
    updatedBy: bson.objectId(id(GONE, n)),
    images: ['https://img.example.com/24.jpg', { caption: 'no url' }],
  }),
  /** Rejected: a price that is none; 0 would be one. */
  34: (document) => ({ ...document, startingPrice: 'on request' }),
  /** Merged with the next: one id, once as an ObjectId, once as a string. */
  44: (_, context, bson) => twin(context, bson, bson.objectId(context.id('launches', context.n))),
  54: (_, context, bson) => twin(context, bson, context.id('launches', context.n - 10).toUpperCase()),
  /** Defaulted: what the first version of the application did not ask. */
  64: (document) =>
    without(document, 'status', 'currency', 'areaUnit', 'isActive', 'features', 'amenities', 'images'),
  /** Residue: fields that no column takes. */
  74: (document) => ({ ...document, slug: 'oasis-park', views: 12, brochure: { pages: [] } }),
  /** Rejected: a type of home that the target does not have. */
  84: (document) => ({ ...document, propertyType: 'Chalet' }),
  /** Repaired: U+0000, which PostgreSQL refuses; NaN in jsonb. */
  94: (document, _, bson) => ({
    ...document,
    content: 'Pasted from a\u0000 word processor',
    coordinates: { latitude: bson.double(Number.NaN), longitude: bson.double(31.2) },
  }),
};
