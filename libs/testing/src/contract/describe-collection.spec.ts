import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokenCollection } from '../invented/broken-collection';
import { LENIENT_CODECS, LYING_CODECS } from '../invented/broken-codecs';
import {
  RESTLESS_CODECS,
  UNEXPECTED_ROWS,
  UNLIKE_THEMSELVES,
  UNLIKE_POSTGRESQL,
  UNVERIFIABLE_CODECS,
} from '../invented/broken-imports';
import {
  NOTHING_TO_DAMAGE,
  NOTHING_TO_VERIFY,
  UNLIKE_THE_GOLDEN_ROWS,
  USELESS_SAMPLES,
} from '../invented/broken-samples';
import { UNLIKE_THE_CATALOG, UNLIKE_THE_PAGE } from '../invented/broken-schemas';
import { books, BOOKS_PAGE } from '../invented/books';
import { describeCollection } from './describe-collection';
import { type ContractOptions, type PromiseName, PROMISES } from './promises';

const OPTIONS: ContractOptions = { folder: __dirname, schema: BOOKS_PAGE, golden: [0, 4, 7] };

/** For each promise of the suite, collections that break it. */
const BROKEN: Readonly<Record<PromiseName, readonly BrokenCollection[]>> = {
  'has the columns, keys and indexes that the schema asks for': UNLIKE_THE_PAGE,
  'creates in PostgreSQL what its entities say': UNLIKE_THE_CATALOG,
  'invents documents for every column, the same for the same seed': USELESS_SAMPLES,
  'maps its samples to the golden rows': UNLIKE_THE_GOLDEN_ROWS,
  'has codecs that tell the truth about any value': LYING_CODECS,
  'maps a line alike, parsed or not': UNLIKE_THEMSELVES,
  'settles hostile values in every column, and accounts for all of them': LENIENT_CODECS,
  'brings generated documents to PostgreSQL as its codecs say, and back': UNLIKE_POSTGRESQL,
  'changes nothing when it is imported twice': RESTLESS_CODECS,
  'is verified, and damage is noticed where an aggregate looks': [
    ...NOTHING_TO_VERIFY,
    ...UNVERIFIABLE_CODECS,
  ],
  'names the row and the column of any damage when rows are compared': [
    ...NOTHING_TO_DAMAGE,
    ...UNEXPECTED_ROWS,
  ],
};

describeCollection(books(), OPTIONS);

it('is described in CONTRIBUTING.md, promise by promise', () => {
  const page = readFileSync(join(__dirname, '../../../../CONTRIBUTING.md'), 'utf8');
  for (const name of Object.keys(PROMISES)) expect(page).toContain(`| ${name} `);
});

describe.each(Object.entries(BROKEN))('The promise "%s"', (name, broken) => {
  it.each(broken.map(({ that, ...rest }) => [that, rest] as const))(
    'is not kept by a collection %s',
    async (_that, { collection, options, message }) => {
      const kept = async (): Promise<void> =>
        PROMISES[name as PromiseName](collection(), { ...OPTIONS, ...options });
      await expect(kept()).rejects.toThrow(message);
    },
  );
});
