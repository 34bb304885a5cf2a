import { GONE, type Peculiarity, type SampleBson, type SampleContext, without } from '@etl/core';

/** Older than anything that PostgreSQL's timestamp holds: about 7500 BC. */
const BEFORE_POSTGRES = -300_000_000_000_000;
const YEAR_5_BC = Date.UTC(-4, 0, 1);

/** Two documents whose ids differ in their BSON type only, and are one row for the target. */
function twin({ id }: SampleContext, bson: SampleBson, _id: unknown): Record<string, unknown> {
  const day = bson.date(Date.UTC(2023, 5, 1));
  return {
    _id,
    title: 'Twice, by hand and by the form',
    description: 'The same document under an ObjectId and under a string.',
    type: 'land',
    createdBy: bson.objectId(id('users', 1)),
    price: bson.int32(77),
    createdAt: day,
    updatedAt: day,
  };
}

/**
 * A few values of every outcome, for the demo, at fixed positions of every 10,000 properties: seen in a small sample,
 * and rare (3 rejects in 10,000) in a large one.
 */
export const propertyPeculiarities: Readonly<Record<number, Peculiarity>> = {
  /** Coerced: a price as text, one feature as a string, a count as a double. */
  7: (document, _, bson) => ({
    ...document,
    price: '2750000.50',
    features: 'balcony',
    views: bson.double(12),
  }),
  /** Coerced: other spellings of enum values. */
  17: (document) => ({
    ...document,
    type: 'Twin Villa',
    status: ' For_Rent',
    developerStatus: 'OFF PLAN',
  }),
  /** Repaired: a value that the nullable enum does not know becomes null. */
  27: (document) => ({ ...document, developerStatus: 'ready-to-move' }),
  /** Repaired: U+0000, which PostgreSQL refuses. */
  37: (document) => ({ ...document, description: 'Pasted from a\u0000 word processor' }),
  /** Mapped: a date before year 1, which PostgreSQL holds; and one that it does not (repaired). */
  47: (document, _, bson) => ({
    ...document,
    soldDate: bson.date(YEAR_5_BC),
    archivedAt: bson.date(BEFORE_POSTGRES),
  }),
  /** Rejected: its creator is gone, and the column cannot do without. */
  57: (document, { n, id }, bson) => ({ ...document, createdBy: bson.objectId(id(GONE, n)) }),
  /** Rejected: no updatedAt, which has no default. */
  67: (document) => without(document, 'updatedAt'),
  /** Merged with the next: one id, once as an ObjectId, once as a string. */
  77: (_, context, bson) => twin(context, bson, bson.objectId(context.id('properties', context.n))),
  87: (_, context, bson) => twin(context, bson, context.id('properties', context.n - 10).toUpperCase()),
  /** Mapped: an id that somebody typed. */
  97: (document, { n }) => ({ ...document, _id: `seed-property-${n}` }),
  /** Residue: fields that no column takes. */
  107: (document, _, bson) => ({
    ...document,
    legacyCode: 'C-1187',
    seoScore: bson.double(0.75),
    history: [{ price: bson.int32(100), by: 'import' }, {}],
  }),
  /** Repaired: more decimals than the columns have. */
  117: (document, _, bson) => ({
    ...document,
    price: bson.decimal128('1234567.891'),
    views: bson.double(10.5),
  }),
  /** Rejected: a status that the target does not have, never silently `for-sale`. */
  127: (document) => ({ ...document, status: 'under-offer' }),
  /** Repaired: an area that is gone becomes null; NaN in jsonb a string. */
  137: (document, { n, id }, bson) => ({
    ...without(document, 'area'),
    area_ref: bson.objectId(id(GONE, n)),
    investment: { expectedROI: bson.double(Number.NaN), rentalYield: bson.double(-0) },
  }),
  /** Coerced: the whole developer where its id belongs; what it has beside is residue. */
  147: (document, { id }, bson) => ({
    ...document,
    developer: { _id: bson.objectId(id('developers', 0)), name: 'Horus Developments' },
  }),
  /** Defaulted: what the first version of the application did not ask. */
  157: (document) =>
    without(document, 'status', 'currency', 'isActive', 'views', 'approvalStatus', 'amenities'),
};
