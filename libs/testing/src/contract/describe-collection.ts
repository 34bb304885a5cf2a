import type { CollectionDefinition } from '@etl/core';
import { type ContractOptions, OF_THE_PAGE, PROMISES } from './promises';

/**
 * The contract suite: what a collection has to keep to be a collection. Call it in the collection's spec; the
 * project's jest.config.cjs needs the global setup of the embedded PostgreSQL.
 */
export function describeCollection(definition: CollectionDefinition, options: ContractOptions): void {
  describe(`the contract of ${definition.name}`, () => {
    for (const [name, keep] of Object.entries(PROMISES)) {
      if (name === OF_THE_PAGE && options.schema === null) continue;
      it(name, async () => {
        await keep(definition, options);
      });
    }
  });
}
