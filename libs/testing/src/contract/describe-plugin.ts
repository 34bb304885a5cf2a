import { type CollectionDefinition, openPlugin } from '@etl/core';
import { describeCollection } from './describe-collection';
import type { ContractOptions } from './promises';

/** The definition that a plug-in returns when it is handed the SDK; `module` is what importing or requiring it gives. */
export const definitionOf = (module: unknown): CollectionDefinition =>
  openPlugin(module, 'under test').definition;

/**
 * The contract suite for a plug-in: it is handed the SDK, as the command line does it.
 * @param options without `schema`, no page is asked what the tables have to be
 */
export function describePlugin(module: unknown, options: ContractOptions): void {
  describeCollection(definitionOf(module), { schema: null, ...options });
}
