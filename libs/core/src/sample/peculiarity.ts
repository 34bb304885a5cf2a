import type { SampleBson, SampleContext } from '../collection/collection-definition';

/** Makes of a usual document a peculiar one. */
export type Peculiarity = (
  document: Record<string, unknown>,
  context: SampleContext,
  bson: SampleBson,
) => Record<string, unknown>;

/** The document without some of its fields. */
export const without = (document: Record<string, unknown>, ...fields: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(document).filter(([field]) => !fields.includes(field)));
