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
import { messagesOf } from './conversations.messages';
import { conversationPeculiarities, sampleSession } from './conversations.peculiarities';
import { AGENTS, PLACES, REFERRERS, STATUSES, TAGS } from './conversations.sample-words';

const CREATED = Date.UTC(2024, 3, 1, 6);
const SPAN = Date.UTC(2026, 9, 1) - CREATED;

function recommendations(context: SampleContext, bson: SampleBson): Record<string, unknown> {
  const { random } = context;
  const property = () => bson.objectId(someIdNotEndingIn(7, 'properties', context));
  return {
    recommendedProperties: [
      { property: property(), score: bson.double(wholeBetween(random, 501, 999) / 1_000) },
      { property: property(), score: bson.double(0.5) },
    ],
    recommendedLaunches: chance(random, 0.3)
      ? [bson.objectId(someIdNotEndingIn(4, 'launches', context))]
      : [],
  };
}

function usualConversation(context: SampleContext, bson: SampleBson): Record<string, unknown> {
  const { n, id, total, random } = context;
  const first = CREATED + Math.floor((n / total('conversations')) * SPAN);
  const { messages, apart } = messagesOf(context, bson, first);
  const duration = (messages.length - 1) * apart;
  const status = pick(random, STATUSES);
  const captured = chance(random, 0.25);
  return {
    _id: bson.objectId(id('conversations', n)),
    sessionId: sampleSession(n),
    // Some users at 3, 13, … and some leads at 5, 15, … are rejected.
    ...(chance(random, 0.4) ? { userId: bson.objectId(someIdNotEndingIn(3, 'users', context)) } : {}),
    userAgent: pick(random, AGENTS),
    // 192.0.2.0/24 is reserved for examples.
    ipAddress: `192.0.2.${wholeBetween(random, 1, 254)}`,
    ...(chance(random, 0.6) ? { referrer: pick(random, REFERRERS) } : {}),
    messages,
    ...(chance(random, 0.5)
      ? {
          userPreferences: {
            locations: pickSome(random, PLACES, 2),
            budget: { max: bson.int32(wholeBetween(random, 20, 90) * 100_000) },
          },
        }
      : {}),
    ...(chance(random, 0.6) ? recommendations(context, bson) : {}),
    leadCaptured: captured,
    ...(captured ? { leadId: bson.objectId(someIdNotEndingIn(5, 'leads', context)) } : {}),
    status,
    tags: pickSome(random, TAGS, wholeBetween(random, 0, 2)),
    isActive: status === 'active',
    firstMessageAt: bson.date(first),
    lastMessageAt: bson.date(first + duration),
    totalMessages: bson.int32(messages.length),
    conversationDuration: bson.int32(duration / 1_000),
    // No column: residue.
    ...(chance(random, 0.05) ? { metadata: { widget: 'v2', locale: 'ar-EG' } } : {}),
    createdAt: bson.date(first),
    updatedAt: bson.date(first + duration),
    __v: bson.int32(messages.length),
  };
}

export const conversationsSample: SampleSpec = {
  count: (properties) => Math.max(10, Math.ceil(properties / 10)),
  document: (context, bson) => {
    const document = usualConversation(context, bson);
    return conversationPeculiarities[context.n % 10_000]?.(document, context, bson) ?? document;
  },
};
