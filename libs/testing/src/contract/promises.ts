import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectionDefinition } from '@etl/core';
import type { OwnExpectations } from '../hostile/hostile-cases';
import { bothWaysAreOne } from './both-ways-trial';
import { codecsTellTheTruth } from './codec-trial';
import { damageIsNamed } from './damage-trial';
import { generatedDocumentsArrive } from './generated-trial';
import { sampleMatchesGolden } from './golden-trial';
import { hostileValuesAreSettled } from './hostile-trial';
import { importingTwiceChangesNothing } from './repeat-trial';
import { sampleIsUsable } from './sample-trial';
import { catalogMatchesPlan, planMatchesPage } from './schema-trial';
import { linesAreMappedAlikeBothWays } from './two-ways-trial';
import { verificationNoticesDamage } from './verify-trial';

export interface ContractOptions {
  /** The folder of the calling spec (`__dirname`): golden files lie in `__golden__` beside it. */
  readonly folder: string;
  /** How large a sample is imported, as its number of properties; 200 unless said otherwise. */
  readonly properties?: number;
  /** Positions of the sample whose rows are in the golden file; the first five unless said otherwise. */
  readonly golden?: readonly number[];
  /**
   * What becomes of hostile values in columns with codecs of your own, by the codec's `kind`; what is not listed does not
   * fit. Of a codec that is left out, any outcome is fine that closes the ledger.
   */
  readonly hostile?: OwnExpectations;
  /** The page with the tables that are asked for, in the form of target-schema.md; null where there is none. */
  readonly schema?: string | null;
}

/** The tables of the API, as it asks for them. */
export const targetSchemaPage = (): string =>
  readFileSync(join(__dirname, '../fixtures/target-schema.md'), 'utf8');

const FIRST_FIVE = [0, 1, 2, 3, 4] as const;

/** Throws where a collection breaks the promise. */
export type Keeping = (definition: CollectionDefinition, options: ContractOptions) => void | Promise<void>;

const sizeOf = ({ properties }: ContractOptions): number => properties ?? 200;

/** The promise that nobody can give where there is no page. */
export const OF_THE_PAGE = 'has the columns, keys and indexes that the schema asks for';

/** What a collection has to keep, in the words of its tests. */
export const PROMISES = {
  [OF_THE_PAGE]: (definition, { schema }) => planMatchesPage(definition, schema ?? targetSchemaPage()),
  'creates in PostgreSQL what its entities say': catalogMatchesPlan,
  'invents documents for every column, the same for the same seed': (definition, options) =>
    sampleIsUsable(definition, sizeOf(options)),
  'maps its samples to the golden rows': (definition, options) =>
    sampleMatchesGolden(definition, {
      file: join(options.folder, '__golden__', `${definition.name}.json`),
      properties: sizeOf(options),
      positions: options.golden ?? FIRST_FIVE,
    }),
  'has codecs that tell the truth about any value': codecsTellTheTruth,
  'maps a line alike, parsed or not': linesAreMappedAlikeBothWays,
  'settles hostile values in every column, and accounts for all of them': (definition, { hostile }) =>
    hostileValuesAreSettled(definition, hostile),
  'brings generated documents to PostgreSQL as its codecs say, and back': generatedDocumentsArrive,
  'changes nothing when it is imported twice': async (definition, options) => {
    await importingTwiceChangesNothing(definition, sizeOf(options));
    await bothWaysAreOne(definition, sizeOf(options));
  },
  'is verified, and damage is noticed where an aggregate looks': (definition, options) =>
    verificationNoticesDamage(definition, sizeOf(options)),
  'names the row and the column of any damage when rows are compared': (definition, options) =>
    damageIsNamed(definition, sizeOf(options)),
} as const satisfies Readonly<Record<string, Keeping>>;

export type PromiseName = keyof typeof PROMISES;
