import { type Command, Option } from 'commander';
import { nameList, notEmpty, wholeNumber } from './option-values';
import { MOST_WORKERS } from './workers';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Options of every command that works on collections. */
export interface SharedOptions {
  collections?: string[];
  json?: true;
  logLevel: LogLevel;
  plugin: readonly string[];
}

/** Documents per cursor batch or per transaction; above, memory and the time to a clean stop grow, and nothing else. */
export const MAX_BATCH_SIZE = 100_000;
export const DEFAULT_BATCH_SIZE = 2_000;
/** With pauses that double up to 10 s: about a minute, in which a server that restarts is back. */
export const DEFAULT_RETRIES = 10;
/** The folder under which every export makes its own. */
export const DEFAULT_OUTPUT = 'output';

export const collectionsOption = (): Option =>
  new Option(
    '--collections <names>',
    'only these, separated by commas (default: all that are registered)',
  ).argParser(nameList);

export const pluginOption = (): Option =>
  new Option(
    '--plugin <name-or-path>',
    'a collection from elsewhere: an npm package, or a folder or file (./…); may be repeated; adds to ETL_PLUGINS',
  )
    .argParser((reference, others: readonly string[]) => [...others, notEmpty(reference)])
    .default([], 'none');

export const jsonOption = (): Option =>
  new Option('--json', 'one JSON document on stdout, everything else on stderr');

export const logLevelOption = (): Option =>
  new Option('--log-level <level>', 'what goes into the log file; debug also prints stacks')
    .choices(LOG_LEVELS)
    .default('info');

export const batchSizeOption = (description: string): Option =>
  new Option('--batch-size <n>', description)
    .argParser(wholeNumber(1, MAX_BATCH_SIZE))
    .default(DEFAULT_BATCH_SIZE);

export const retriesOption = (): Option =>
  new Option('--retries <n>', 'how often a lost connection is tried again, with growing pauses')
    .argParser(wholeNumber(0, 1_000))
    .default(DEFAULT_RETRIES);

/** Threads that are allowed, more than any use of them. */
const MAX_WORKERS = 64;

export const workersOption = (what: string): Option =>
  new Option(
    '--workers <n>',
    `${what} (1 to ${MAX_WORKERS}; default: one per core, at most ${MOST_WORKERS})`,
  ).argParser(wholeNumber(1, MAX_WORKERS));

export const sourceOption = (): Option =>
  new Option(
    '--source <location>',
    'a mongodb:// URI, a mongodump folder or archive (default: MONGO_URI)',
  ).argParser(notEmpty);

export const targetOption = (): Option =>
  new Option('--target <uri>', 'a postgresql:// URI (default: DATABASE_URL)').argParser(notEmpty);

export const inputOption = (description: string): Option =>
  new Option('--input <folder>', description).argParser(notEmpty);

export const outputOption = (description: string, folder = DEFAULT_OUTPUT): Option =>
  new Option('--output <folder>', description).argParser(notEmpty).default(folder);

export function addSharedOptions(command: Command): Command {
  return command
    .addOption(collectionsOption())
    .addOption(pluginOption())
    .addOption(jsonOption())
    .addOption(logLevelOption());
}
