/** How many values are generated for each column, and from which seed. */
export interface TestRuns {
  readonly seed: number;
  /** Values of each column that PostgreSQL gets to see. */
  readonly runs: number;
  /** Values of each column that its codec gets to see: these cost little. */
  readonly encoded: number;
  /** The words of a failure: how to see it again, or to look further. */
  readonly again: string;
}

/** Another seed generates other values; set both to search wider than a build has time for. */
export const TEST_SEED = 'ETL_TEST_SEED';
export const TEST_RUNS = 'ETL_TEST_RUNS';

const DEFAULT_SEED = 20_260_101;
const DEFAULT_RUNS = 5;
const ENCODED_FOR_EACH_STORED = 20;

function wholeNumber(name: string, otherwise: number): number {
  const given = process.env[name];
  if (given === undefined || given === '') return otherwise;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`${name} is ${given}: a whole number above 0 is needed.`);
  return value;
}

export function testRuns(): TestRuns {
  const seed = wholeNumber(TEST_SEED, DEFAULT_SEED);
  const runs = wholeNumber(TEST_RUNS, DEFAULT_RUNS);
  return {
    seed,
    runs,
    encoded: runs * ENCODED_FOR_EACH_STORED,
    again: `${TEST_SEED}=${seed} ${TEST_RUNS}=${runs}`,
  };
}
