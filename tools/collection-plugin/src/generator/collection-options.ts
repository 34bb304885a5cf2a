import { ConfigError } from '@etl/core';
import { checkName, tableOfCollection } from '../library/names';

/** The options as the command line has them; schema.json says what they mean. */
export interface CollectionOptions {
  readonly name: string;
  readonly table?: string;
  readonly from?: string;
  readonly target?: string;
}

/** What is asked for, with nothing left open. */
export interface CollectionRequest {
  readonly name: string;
  readonly table: string;
  readonly from?: string;
  readonly target?: string;
  /** Nobody said `--target`: the URI is that of the environment. */
  readonly targetFromEnvironment: boolean;
}

/**
 * Checks the options and puts in what they leave out.
 * @throws ConfigError OPTION_INVALID
 */
export function requestOf(options: CollectionOptions, env: NodeJS.ProcessEnv): CollectionRequest {
  const { name, table, from } = options;
  checkName(name);
  for (const [option, value] of Object.entries({ table, from })) {
    if (value !== undefined && value.trim() === '')
      throw new ConfigError('OPTION_INVALID', `--${option} is empty; is a variable unset?`);
  }
  const target = options.target ?? env['DATABASE_URL'] ?? '';
  return {
    name,
    table: table ?? tableOfCollection(name),
    ...(from === undefined ? {} : { from }),
    ...(target.trim() === '' ? {} : { target }),
    targetFromEnvironment: options.target === undefined && target.trim() !== '',
  };
}
