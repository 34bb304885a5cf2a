import {
  chance,
  pick,
  pickSome,
  type SampleBson,
  type SampleContext,
  type SampleSpec,
  someIdNotEndingIn,
  wholeBetween,
} from '@etl/core';
import { searchPeculiarities } from './searches.peculiarities';
import { AGENTS, QUERIES, TYPES } from './searches.sample-words';

const CREATED = Date.UTC(2024, 0, 1, 6);
const SPAN = Date.UTC(2026, 9, 1) - CREATED;

function filtersOf({ random }: SampleContext, bson: SampleBson): Record<string, unknown> {
  return {
    type: pickSome(random, TYPES, wholeBetween(random, 1, 2)),
    status: chance(random, 0.7) ? 'for-sale' : 'for-rent',
    ...(chance(random, 0.5)
      ? { price: { min: null, max: bson.int32(wholeBetween(random, 10, 200) * 100_000) } }
      : {}),
    // Operators of the old query language, kept as they were sent.
    ...(chance(random, 0.1) ? { 'specifications.bedrooms': { $gte: bson.int32(3) } } : {}),
  };
}

function usualSearch(context: SampleContext, bson: SampleBson): Record<string, unknown> {
  const { n, id, total, random } = context;
  return {
    _id: bson.objectId(id('searches', n)),
    query: pick(random, QUERIES),
    // Some users at 3, 13, … are rejected.
    ...(chance(random, 0.4) ? { userId: bson.objectId(someIdNotEndingIn(3, 'users', context)) } : {}),
    // 192.0.2.0/24 and 2001:db8::/32 are reserved for examples.
    ipAddress: chance(random, 0.9)
      ? `192.0.2.${wholeBetween(random, 1, 254)}`
      : `2001:db8::${wholeBetween(random, 1, 9_999)}`,
    ...(chance(random, 0.95) ? { userAgent: pick(random, AGENTS) } : {}),
    ...(chance(random, 0.97) ? { resultsCount: bson.int32(wholeBetween(random, 0, 400)) } : {}),
    ...(chance(random, 0.7) ? { filters: filtersOf(context, bson) } : {}),
    createdAt: bson.date(CREATED + Math.floor((n / total('searches')) * SPAN)),
    __v: bson.int32(0),
  };
}

export const searchesSample: SampleSpec = {
  count: (properties) => Math.max(20, properties),
  document: (context, bson) => {
    const document = usualSearch(context, bson);
    return searchPeculiarities[context.n % 10_000]?.(document, context, bson) ?? document;
  },
};
