import { EtlError } from '@etl/core';

/** What a user has to put right before a collection can be drafted. The message says what is wrong, then what to do. */
export class DraftError extends Error {
  constructor(
    readonly problem: string,
    readonly remedy: string,
    options: { cause?: unknown } = {},
  ) {
    super(`${problem}\nWhat to do: ${remedy}`, options);
    this.name = 'DraftError';
  }
}

/** Runs `work`; what the engine's libraries throw at a user comes out as a {@link DraftError}. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EtlError) throw new DraftError(error.message, error.remedy, { cause: error });
    throw error;
  }
}
