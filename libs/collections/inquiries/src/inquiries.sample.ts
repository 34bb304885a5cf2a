import {
  chance,
  pick,
  type SampleBson,
  type SampleContext,
  type SampleSpec,
  someIdEndingIn,
  someIdNotEndingIn,
  wholeBetween,
} from '@etl/core';
import { inquiryPeculiarities } from './inquiries.peculiarities';
import {
  CONTACT_METHODS,
  INQUIRY_TYPES,
  MESSAGES,
  NAMES,
  NOTES,
  PRIORITIES,
  SOURCES,
  STATUSES,
  TIMELINES,
  TIMES,
} from './inquiries.sample-words';

const CREATED = Date.UTC(2020, 0, 3, 8);
const SPAN = Date.UTC(2026, 9, 1) - CREATED;
const DAY = 86_400_000;

function budgetOf({ random }: SampleContext, bson: SampleBson): Record<string, unknown> {
  const min = wholeBetween(random, 5, 50) * 100_000;
  return {
    min: bson.int32(min),
    max: bson.double(min * 1.5),
    currency: chance(random, 0.9) ? 'EGP' : 'USD',
  };
}

function usualInquiry(context: SampleContext, bson: SampleBson): Record<string, unknown> {
  const { n, id, total, random } = context;
  const created = CREATED + Math.floor((n / total('inquiries')) * SPAN);
  const answered = chance(random, 0.6);
  const archived = chance(random, 0.1);
  const updated = created + (answered ? wholeBetween(random, 1, 30) * DAY : 0);
  // Users at 1, 11, 21, … are the staff, and some at 3, 13, … are rejected, as are some properties at 7, 17, …
  const staff = () => bson.objectId(someIdEndingIn(1, 'users', context));
  return {
    _id: bson.objectId(id('inquiries', n)),
    property: bson.objectId(someIdNotEndingIn(7, 'properties', context)),
    ...(chance(random, 0.55) ? { user: bson.objectId(someIdNotEndingIn(3, 'users', context)) } : {}),
    contactInfo: {
      name: pick(random, NAMES),
      email: `visitor${n}@example.com`,
      phone: `+2010${wholeBetween(random, 10_000_000, 99_999_999)}`,
    },
    message: pick(random, MESSAGES),
    inquiryType: pick(random, INQUIRY_TYPES),
    preferredContactMethod: pick(random, CONTACT_METHODS),
    // The first forms did not ask when.
    ...(chance(random, 0.9) ? { preferredTime: pick(random, TIMES) } : {}),
    ...(chance(random, 0.5) ? { budget: budgetOf(context, bson) } : {}),
    timeline: pick(random, TIMELINES),
    status: answered ? pick(random, STATUSES) : 'new',
    priority: pick(random, PRIORITIES),
    ...(answered
      ? {
          assignedTo: staff(),
          notes: [{ note: pick(random, NOTES), addedBy: staff(), addedAt: bson.date(updated) }],
        }
      : {}),
    ...(answered && chance(random, 0.4) ? { followUpDate: bson.date(updated + 7 * DAY) } : {}),
    isRead: answered || chance(random, 0.3),
    isArchived: archived,
    ...(archived ? { archivedAt: bson.date(updated) } : {}),
    source: pick(random, SOURCES),
    createdAt: bson.date(created),
    updatedAt: bson.date(updated),
    __v: bson.int32(answered ? 1 : 0),
  };
}

export const inquiriesSample: SampleSpec = {
  count: (properties) => Math.max(20, Math.ceil(properties / 2)),
  document: (context, bson) => {
    const document = usualInquiry(context, bson);
    return inquiryPeculiarities[context.n % 10_000]?.(document, context, bson) ?? document;
  },
};
