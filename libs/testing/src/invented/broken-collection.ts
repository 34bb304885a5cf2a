import type { CollectionDefinition } from '@etl/core';
import type { ContractOptions } from '../contract/promises';

/** A collection that breaks one promise of the contract on purpose. */
export interface BrokenCollection {
  /** Completes "The contract suite catches a collection". */
  readonly that: string;
  readonly collection: () => CollectionDefinition;
  readonly options?: Partial<ContractOptions>;
  /** What the suite has to say of it. */
  readonly message: RegExp;
}
