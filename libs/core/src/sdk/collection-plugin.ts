import type { CollectionDefinition } from '../collection/collection-definition';
import { type CollectionPlan, planCollection } from '../collection/plan';
import { requireKnownKeys } from '../collection/known-keys';
import { ConfigError, EtlError } from '../errors/etl-error';
import { placeInPlugin } from './plugin-place';
import { PLUGIN_CONTRACT, type Sdk, sdk } from './sdk';

/** The default export of a plug-in: it is handed the SDK and returns one collection. */
export type CollectionPlugin = (sdk: Sdk) => CollectionDefinition;

/** A plug-in's module: the plug-in as its default export, and the contract that it was written for. */
export interface CollectionPluginModule {
  readonly default: CollectionPlugin;
  readonly contract: number;
}

const DEFINITION = ['name', 'entities', 'exporter', 'ignored', 'aggregates', 'sample'];

/** Names end up in files and on the command line. */
const COLLECTION_NAME = /^[A-Za-z0-9][\w-]{0,99}$/;

/**
 * Calls a plug-in.
 * @param module what importing the plug-in gave: an ES module, or a CommonJS one as Node wraps it
 * @param from what messages call it
 * @param folder where its code is, so that messages say the line
 * @throws ConfigError PLUGIN_INVALID, PLUGIN_CONTRACT, PLUGIN_FAILED
 */
export function openPlugin(
  module: unknown,
  from: string,
  folder?: string,
): { readonly definition: CollectionDefinition; readonly plan: CollectionPlan } {
  const { plugin, contract } = exportsOf(module);
  if (plugin === undefined) throw invalid(from, 'exports no function by default');
  if (contract !== PLUGIN_CONTRACT) {
    const found = contract === undefined ? 'says no contract' : `is written for contract ${stated(contract)}`;
    throw new ConfigError(
      'PLUGIN_CONTRACT',
      `The plug-in ${from} ${found}; that of this program is ${PLUGIN_CONTRACT}.`,
      { context: { plugin: from } },
    );
  }
  const returned = called(plugin, from, folder);
  const missing = missingParts(returned);
  if (missing.length > 0)
    throw invalid(from, `returns no collection definition: ${missing.join(', ')}`, returned);
  const definition = returned as CollectionDefinition;
  try {
    requireKnownKeys('Its definition', definition, DEFINITION);
    requireKnownKeys('Its exporter', definition.exporter, ['collection']);
    return { definition, plan: planCollection(definition) };
  } catch (cause) {
    if (!(cause instanceof EtlError)) throw invalid(from, `cannot be used: ${messageOf(cause)}`);
    throw contradicts(from, cause, folder);
  }
}

/** The plug-in and its contract: named exports, properties of `module.exports`, or what TypeScript makes of either. */
function exportsOf(module: unknown): { plugin: CollectionPlugin | undefined; contract: unknown } {
  let space = asRecord(module);
  const wrapped = asRecord(space['default']);
  // A CommonJS module that was an ES module before it was compiled stands whole behind the default of its import.
  if (typeof space['default'] !== 'function' && wrapped['__esModule'] === true) space = wrapped;
  const plugin = typeof module === 'function' ? module : space['default'];
  return {
    plugin: typeof plugin === 'function' ? (plugin as CollectionPlugin) : undefined,
    contract: space['contract'] ?? asRecord(plugin)['contract'],
  };
}

function called(plugin: CollectionPlugin, from: string, folder: string | undefined): unknown {
  try {
    return plugin(sdk);
  } catch (cause) {
    // What the SDK itself refuses.
    if (cause instanceof EtlError) throw contradicts(from, cause, folder);
    const { at, place } = whereIn(folder, cause);
    const said = `The plug-in ${from} throws when it is handed the SDK: ${messageOf(cause)}${place}`;
    throw new ConfigError('PLUGIN_FAILED', said, { context: { plugin: from, at }, cause });
  }
}

function missingParts(value: unknown): string[] {
  if (value instanceof Promise) return ['it returns a promise; return the definition itself'];
  if (typeof value !== 'object' || value === null)
    return [`it returns ${value === null ? 'null' : typeof value}`];
  const { name, entities, exporter, ignored, aggregates, sample } = asRecord(value);
  const parts: readonly (readonly [string, boolean])[] = [
    ['name (letters, digits, - and _)', typeof name === 'string' && COLLECTION_NAME.test(name)],
    [
      'entities (classes with @Table, or sdk.entity)',
      Array.isArray(entities) && entities.length > 0 && entities.every((one) => typeof one === 'function'),
    ],
    ['exporter (an object)', typeof exporter === 'object' && exporter !== null],
    ['ignored (an array)', Array.isArray(ignored)],
    ['aggregates (an array)', Array.isArray(aggregates)],
    [
      'sample ({ count, document })',
      typeof asRecord(sample)['count'] === 'function' && typeof asRecord(sample)['document'] === 'function',
    ],
  ];
  return parts.filter(([, there]) => !there).map(([part]) => `it lacks ${part}`);
}

/** The SDK names entity, column, index or aggregate; the stack, where it was called, has the line. */
function contradicts(from: string, cause: EtlError, folder: string | undefined): ConfigError {
  const { at, place } = whereIn(folder, cause);
  return new ConfigError('PLUGIN_INVALID', `The plug-in ${from}: ${cause.message}${place}`, {
    context: { plugin: from, at },
    remedy:
      'Correct in the plug-in what the message names: docs/plugins.md shows what a definition is made of.',
    cause,
  });
}

function whereIn(folder: string | undefined, cause: unknown): { at: string | undefined; place: string } {
  const at = folder === undefined ? undefined : placeInPlugin(cause, folder);
  return { at, place: at === undefined ? '' : ` (${at})` };
}

const stated = (contract: unknown): string =>
  typeof contract === 'string' ? `'${contract}', a string and no number` : String(contract);

function invalid(from: string, what: string, received?: unknown): ConfigError {
  const keys =
    typeof received === 'object' && received !== null && !(received instanceof Promise)
      ? Object.keys(received).join(', ')
      : undefined;
  return new ConfigError('PLUGIN_INVALID', `The plug-in ${from} ${what}.`, {
    context: { plugin: from, received: keys },
  });
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? (value as Record<string, unknown>)
    : {};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
