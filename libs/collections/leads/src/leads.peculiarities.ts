import { GONE, type Peculiarity, type SampleBson, without } from '@etl/core';

/** Two documents whose ids differ in their BSON type only, and are one row for the target. */
function twin(bson: SampleBson, _id: unknown): Record<string, unknown> {
  return {
    _id,
    name: 'Twice',
    email: 'twice@example.com',
    phone: '+201100000000',
    requiredService: 'rent',
    propertyType: 'duplex',
    purpose: 'personal-use',
    createdAt: bson.date(Date.UTC(2023, 5, 1)),
    updatedAt: bson.date(Date.UTC(2023, 5, 1)),
  };
}

/**
 * A few values of every outcome, for the demo, at fixed positions of every 10,000 leads: seen in a small sample, and
 * rare (3 rejects in 10,000) in a large one. All end in 5, so that conversations find leads that are there.
 */
export const leadPeculiarities: Readonly<Record<number, Peculiarity>> = {
  /** Coerced: another spelling of the type, a number where a text belongs, one place as a string. */
  5: (document, _, bson) => ({
    ...document,
    propertyType: 'Twin_Villa',
    phone: bson.int64(201_100_000_005n),
    preferredLocation: 'الشيخ زايد',
  }),
  /** Rejected: no number to call. */
  15: (document) => without(document, 'phone'),
  /** Repaired: an agent that is gone, a date that is none, a place that is no text. */
  25: (document, { n, id }, bson) => ({
    ...document,
    assignedTo: bson.objectId(id(GONE, n)),
    followUpDate: 'next week',
    preferredLocation: ['Maadi', null],
  }),
  /** Rejected: a type that the target does not have. */
  35: (document) => ({ ...document, propertyType: 'chalet' }),
  /** Mapped and warned of: an address that is none, which the target takes all the same. */
  45: (document) => ({ ...document, email: 'none' }),
  /** Merged with the next: one id, once as an ObjectId, once as a string. */
  55: (_, context, bson) => twin(bson, bson.objectId(context.id('leads', context.n))),
  65: (_, context, bson) => twin(bson, context.id('leads', context.n - 10)),
  /** Defaulted: what the landing page did not ask. */
  75: (document) => without(document, 'timeline', 'status', 'priority', 'source', 'preferredLocation'),
  /** Residue: fields that no column takes. */
  85: (document) => ({ ...document, company: 'None', consent: { marketing: true, at: null } }),
  /** Repaired: U+0000, which PostgreSQL refuses. */
  95: (document) => ({ ...document, name: 'Mariam\u0000' }),
  /** Rejected: neither a name nor an updatedAt. */
  105: (document) => without(document, 'name', 'updatedAt'),
};
