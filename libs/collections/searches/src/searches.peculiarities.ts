import { GONE, type Peculiarity, type SampleBson, without } from '@etl/core';

/** Two documents whose ids differ in their BSON type only, and are one row for the target. */
function twin(bson: SampleBson, _id: unknown): Record<string, unknown> {
  return { _id, query: 'twice', ipAddress: '192.0.2.1', createdAt: bson.date(Date.UTC(2024, 5, 1)) };
}

/**
 * A few values of every outcome, for the demo, at fixed positions of every 10,000 searches: seen in a small sample,
 * and rare (2 rejects in 10,000) in a large one.
 */
export const searchPeculiarities: Readonly<Record<number, Peculiarity>> = {
  /** Coerced: a number where a text belongs, a count as text, epoch milliseconds. */
  8: (document, _, bson) => ({
    ...document,
    query: bson.int32(2024),
    resultsCount: ' 12 ',
    createdAt: bson.int64(1_709_208_000_000n),
  }),
  /** Rejected: no address, and none is made up. */
  18: (document) => without(document, 'ipAddress'),
  /** Repaired: a user that is gone, NaN in a filter. */
  28: (document, { n, id }, bson) => ({
    ...document,
    userId: bson.objectId(id(GONE, n)),
    filters: { area: bson.double(Number.NaN), rooms: bson.double(-0) },
  }),
  /** Defaulted: createdAt becomes the start of the import, resultsCount 0. */
  38: (document) => without(document, 'createdAt', 'resultsCount'),
  /** Repaired: U+0000, which PostgreSQL refuses; a fraction of a result. */
  48: (document, _, bson) => ({ ...document, query: 'villa\u0000', resultsCount: bson.double(10.5) }),
  /** Merged with the next: one id, once as an ObjectId, once as a string. */
  58: (_, { n, id }, bson) => twin(bson, bson.objectId(id('searches', n))),
  68: (_, { n, id }, bson) => twin(bson, id('searches', n - 10).toUpperCase()),
  /** Residue: fields that no column takes. */
  78: (document, _, bson) => ({ ...document, tookMs: bson.double(12.5), clicked: [] }),
  /** Rejected: a count that is none. */
  88: (document) => ({ ...document, resultsCount: 'many' }),
  /** Mapped: an id that somebody typed. */
  98: (document, { n }) => ({ ...document, _id: `seed-search-${n}` }),
};
