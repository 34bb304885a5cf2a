import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectionDefinition } from '@etl/core';
import { sampleMatchesGolden } from './golden-trial';
import type { OwnExpectations } from '../hostile/hostile-cases';
import { hostileValuesAreSettled } from './hostile-trial';
import { importingTwiceChangesNothing } from './repeat-trial';
import { sampleIsUsable } from './sample-trial';
import { catalogMatchesPlan, planMatchesPage } from './schema-trial';
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

/**
 * The contract suite: what a collection has to keep to be a collection. Call it in the collection's spec; the
 * project's jest.config.cjs needs the global setup of the embedded PostgreSQL.
 */
export function describeCollection(definition: CollectionDefinition, options: ContractOptions): void {
  const properties = options.properties ?? 200;
  const page = options.schema === undefined ? targetSchemaPage() : options.schema;
  describe(`the contract of ${definition.name}`, () => {
    if (page !== null) {
      it('has the columns, keys and indexes that the schema asks for', () =>
        planMatchesPage(definition, page));
    }
    it('creates in PostgreSQL what its entities say', () => catalogMatchesPlan(definition));
    it('invents documents for every column, the same for the same seed', () =>
      sampleIsUsable(definition, properties));
    it('maps its samples to the golden rows', () =>
      sampleMatchesGolden(definition, {
        file: join(options.folder, '__golden__', `${definition.name}.json`),
        properties,
        positions: options.golden ?? FIRST_FIVE,
      }));
    it('settles hostile values in every column, and accounts for all of them', () =>
      hostileValuesAreSettled(definition, options.hostile));
    it('changes nothing when it is imported twice', () =>
      importingTwiceChangesNothing(definition, properties));
    it('is verified, and damage is noticed', () => verificationNoticesDamage(definition, properties));
  });
}
