import { EtlError } from '../errors/etl-error';

/**
 * Refuses what a description has beyond its names: plain JavaScript says nothing of a misspelt one.
 * @param what whose names they are, as a message begins: `Book.isbn`
 * @throws EtlError COLLECTION_INVALID
 */
export function requireKnownKeys(what: string, description: unknown, known: readonly string[]): void {
  if (typeof description !== 'object' || description === null || Array.isArray(description))
    throw new EtlError('COLLECTION_INVALID', `${what} takes an object with ${known.join(', ')}.`);
  const strange = Object.keys(description).filter((key) => !known.includes(key));
  if (strange.length === 0) return;
  throw new EtlError(
    'COLLECTION_INVALID',
    `${what} takes no ${strange.join(', ')}: there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}.`,
  );
}

/** @throws EtlError COLLECTION_INVALID where a value is there and is no list of lists of names */
export function requireColumnLists(what: string, value: unknown): void {
  const isNames = (one: unknown): boolean =>
    Array.isArray(one) && one.length > 0 && one.every((name) => typeof name === 'string');
  if (value === undefined || (Array.isArray(value) && value.every(isNames))) return;
  throw new EtlError(
    'COLLECTION_INVALID',
    `${what} is ${JSON.stringify(value)}: write a list of columns for each, [['isbn'], ['shelf', 'place']] say.`,
  );
}
