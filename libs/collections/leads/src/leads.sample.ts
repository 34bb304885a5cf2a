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
import { leadPeculiarities } from './leads.peculiarities';
import {
  FIRST,
  NAMES,
  NOTES,
  PLACES,
  PRIORITIES,
  PURPOSES,
  SERVICES,
  SOURCES,
  STATUSES,
  TIMELINES,
  TYPES,
} from './leads.sample-words';

const CREATED = Date.UTC(2021, 2, 1, 9);
const SPAN = Date.UTC(2026, 9, 1) - CREATED;
const DAY = 86_400_000;

/** An array; in documents of the first version one string. */
function placesOf({ random }: SampleContext): unknown {
  const places = pickSome(random, PLACES, wholeBetween(random, 1, 3));
  return chance(random, 0.15) ? places[0] : places;
}

function usualLead(context: SampleContext, bson: SampleBson): Record<string, unknown> {
  const { n, id, total, random } = context;
  const created = CREATED + Math.floor((n / total('leads')) * SPAN);
  const status = pick(random, STATUSES);
  const contacted = status !== 'new';
  const updated = created + (contacted ? wholeBetween(random, 1, 60) * DAY : 0);
  const address = `${pick(random, FIRST)}${n}@example.com`;
  // Users at 1, 11, 21, … are the staff.
  const staff = () => bson.objectId(someIdEndingIn(1, 'users', context));
  return {
    _id: bson.objectId(id('leads', n)),
    name: pick(random, NAMES),
    // Some forms kept the capitals that were typed.
    email: chance(random, 0.05) ? address.toUpperCase() : address,
    phone: `+2011${wholeBetween(random, 10_000_000, 99_999_999)}`,
    requiredService: pick(random, SERVICES),
    propertyType: pick(random, TYPES),
    purpose: pick(random, PURPOSES),
    ...(chance(random, 0.7)
      ? {
          budget: {
            min: bson.int32(wholeBetween(random, 10, 30) * 100_000),
            max: bson.int32(wholeBetween(random, 31, 90) * 100_000),
          },
        }
      : {}),
    ...(chance(random, 0.8) ? { preferredLocation: placesOf(context) } : {}),
    ...(chance(random, 0.3) ? { location: pick(random, PLACES) } : {}),
    timeline: pick(random, TIMELINES),
    status,
    priority: pick(random, PRIORITIES),
    ...(contacted
      ? {
          assignedTo: staff(),
          notes: [{ note: pick(random, NOTES), addedBy: staff(), addedAt: bson.date(updated) }],
          lastContactDate: bson.date(updated),
        }
      : {}),
    source: pick(random, SOURCES),
    ...(chance(random, 0.3) ? { followUpDate: bson.date(updated + 3 * DAY) } : {}),
    isRead: contacted,
    isArchived: status === 'lost',
    ...(status === 'lost' ? { archivedAt: bson.date(updated) } : {}),
    createdAt: bson.date(created),
    updatedAt: bson.date(updated),
    __v: bson.int32(contacted ? 1 : 0),
  };
}

export const leadsSample: SampleSpec = {
  count: (properties) => Math.max(20, Math.ceil(properties / 4)),
  document: (context, bson) => {
    const document = usualLead(context, bson);
    return leadPeculiarities[context.n % 10_000]?.(document, context, bson) ?? document;
  },
};
