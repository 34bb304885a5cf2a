import { DraftError } from '../draft/draft-error';

/** The error that a user sees; anything else fails the test. */
export async function failure(work: Promise<unknown>): Promise<DraftError> {
  const error = await work.then(
    () => new Error('It did not fail.'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof DraftError) return error;
  throw error;
}
