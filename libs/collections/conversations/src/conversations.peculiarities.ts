import { GONE, type Peculiarity, type SampleBson, without } from '@etl/core';

/** The session of the conversation at a position. */
export const sampleSession = (n: number): string =>
  `session_${((n * 2_654_435_761) % 4_294_967_296).toString(36)}_${n}`;

/** Two documents whose ids differ in their BSON type only, and are one row for the target. */
function twin(bson: SampleBson, _id: unknown): Record<string, unknown> {
  const day = bson.date(Date.UTC(2024, 5, 1));
  return { _id, sessionId: 'session_twice', messages: [], createdAt: day, updatedAt: day };
}

/**
 * A few values of every outcome, for the demo, at fixed positions of every 10,000 conversations: seen in a small
 * sample, and rare (3 rejects in 10,000) in a large one.
 */
export const conversationPeculiarities: Readonly<Record<number, Peculiarity>> = {
  /** Coerced: another spelling of the status, counts as text and as a long, one tag as a string. */
  9: (document, _, bson) => ({
    ...document,
    status: 'Completed',
    totalMessages: '4',
    conversationDuration: bson.int64(90n),
    tags: 'villa',
    leadCaptured: 'true',
  }),
  /** Rejected: the session of the conversation before. */
  19: (document, { n }) => ({ ...document, sessionId: sampleSession(n - 1) }),
  /** Repaired: a user and a lead that are gone. */
  29: (document, { n, id }, bson) => ({
    ...document,
    userId: bson.objectId(id(GONE, n)),
    leadCaptured: true,
    leadId: bson.objectId(id(GONE, n)),
  }),
  /** Repaired: U+0000 and NaN deep in the messages. */
  39: (document, _, bson) => ({
    ...document,
    messages: [
      { role: 'user', content: 'Hello', timestamp: bson.date(Date.UTC(2024, 5, 1)) },
      { role: 'assistant', content: 'a\u0000b', metadata: { score: bson.double(Number.NaN) } },
    ],
  }),
  /** Merged with the next: one id, once as an ObjectId, once as a string. */
  49: (_, { n, id }, bson) => twin(bson, bson.objectId(id('conversations', n))),
  59: (_, { n, id }, bson) => twin(bson, id('conversations', n - 10).toUpperCase()),
  /** Defaulted: a conversation that was opened and nothing more. */
  69: (document) =>
    without(document, 'messages', 'leadCaptured', 'status', 'tags', 'isActive', 'totalMessages', 'createdAt'),
  /** Rejected: a status that the target does not have, never silently `active`. */
  79: (document) => ({ ...document, status: 'archived' }),
  /** Residue: fields that no column takes; a duration that does not fit is kept there too. */
  89: (document, _, bson) => ({
    ...document,
    metadata: { widget: 'v1', referrers: [] },
    sentiment: bson.double(0.8),
    conversationDuration: bson.int64(4_294_967_296n),
  }),
  /** Rejected: no session. */
  99: (document) => without(document, 'sessionId'),
};
