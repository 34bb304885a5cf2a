import { GONE, type Peculiarity, type SampleBson, type SampleContext, without } from '@etl/core';

/** Two documents whose ids differ in their BSON type only, and are one row for the target. */
function twin({ id }: SampleContext, bson: SampleBson, _id: unknown): Record<string, unknown> {
  return {
    _id,
    property: bson.objectId(id('properties', 0)),
    contactInfo: { name: 'Twice', phone: '+201000000000' },
    message: 'The same document under an ObjectId and under a string.',
    updatedAt: bson.date(Date.UTC(2023, 5, 1)),
    createdAt: bson.date(Date.UTC(2023, 5, 1)),
  };
}

/**
 * A few values of every outcome, for the demo, at fixed positions of every 10,000 inquiries: seen in a small sample,
 * and rare (4 rejects in 10,000) in a large one.
 */
export const inquiryPeculiarities: Readonly<Record<number, Peculiarity>> = {
  /** Coerced: a boolean and a date as an older script wrote them, and a whole user where the id belongs. */
  6: (document, { id }, bson) => ({
    ...document,
    isRead: 1,
    followUpDate: '2024-05-01 12:30:00+02:00',
    user: { _id: bson.objectId(id('users', 0)), name: 'Nadia' },
  }),
  /** Rejected: the property is gone, and the column cannot do without. */
  16: (document, { n, id }, bson) => ({ ...document, property: bson.objectId(id(GONE, n)) }),
  /** Repaired: who asked, and who should answer, are gone. */
  26: (document, { n, id }, bson) => ({
    ...document,
    user: bson.objectId(id(GONE, n)),
    assignedTo: '',
  }),
  /** Rejected: nobody to call, and an empty object is not made up. */
  36: (document) => without(document, 'contactInfo'),
  /** Repaired: U+0000, which PostgreSQL refuses, in a text and in jsonb; NaN, which JSON lacks. */
  46: (document, _, bson) => ({
    ...document,
    message: 'Pasted from a\u0000 phone',
    contactInfo: { name: 'A\u0000', phone: '+201000000001' },
    budget: { min: bson.double(Number.NaN), max: bson.int32(900_000) },
  }),
  /** Merged with the next: one id, once as an ObjectId, once as a string. */
  56: (_, context, bson) => twin(context, bson, bson.objectId(context.id('inquiries', context.n))),
  66: (_, context, bson) => twin(context, bson, context.id('inquiries', context.n - 10).toUpperCase()),
  /** Defaulted: what the first version of the application did not ask. */
  76: (document) =>
    without(document, 'inquiryType', 'preferredContactMethod', 'timeline', 'status', 'priority', 'source'),
  /** Residue: fields that no column takes. */
  86: (document) => ({ ...document, utm: { source: 'spring', medium: '' }, agentRating: 4.5 }),
  /** Rejected with its root cause, in a sample that has properties: the one at 57 lost its creator. */
  96: (document, { id }, bson) => ({ ...document, property: bson.objectId(id('properties', 57)) }),
  /** Rejected: no updatedAt, which has no default. */
  106: (document) => without(document, 'updatedAt'),
  /** Mapped: texts that have no vocabulary in the target stay as they are spelled. */
  116: (document) => ({ ...document, status: 'In Progress', priority: ' HIGH', preferredTime: '' }),
};
