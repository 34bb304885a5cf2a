import { parseArgs } from 'node:util';

/** Options as nobody can mean them; the message is all that is to be said. */
export class OptionError extends Error {}

/** What each option takes, in words; null for those that take nothing. */
export type OptionsTaken<Name extends string> = Readonly<Record<Name, string | null>>;

export const A_WHOLE_NUMBER = 'a whole number from 1';

/**
 * What was given for each option, and an empty text for those that take nothing.
 * Not strict: Node's own words for what is wrong name neither what there is nor what an option takes.
 * @throws OptionError
 */
export function optionsOf<Name extends string>(
  argv: readonly string[],
  taken: OptionsTaken<Name>,
): Partial<Record<Name, string>> {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(taken).map(([name, takes]) => [name, { type: takes === null ? 'boolean' : 'string' }]),
    ),
    strict: false,
    tokens: true,
  });
  const isName = (name: string): name is Name => Object.hasOwn(taken, name);
  const values: Partial<Record<Name, string>> = {};
  for (const token of tokens) {
    if (token.kind === 'positional')
      throw new OptionError(`Nothing but options is taken; received "${token.value}".`);
    if (token.kind === 'option-terminator') continue;
    if (!isName(token.name)) {
      const all = Object.keys(taken).map((name) => `--${name}`);
      throw new OptionError(`There is no option ${token.rawName}; there are ${all.join(', ')}.`);
    }
    values[token.name] = valueOf(token.name, taken[token.name], token.value, token.inlineValue === true);
  }
  return values;
}

function valueOf(name: string, takes: string | null, value: string | undefined, inline: boolean): string {
  if (takes === null) {
    if (value !== undefined) throw new OptionError(`--${name} takes no value; received "${value}".`);
    return '';
  }
  // What begins with a dash is the next option, unless it was tied to this one by `=`.
  if (value === undefined || value === '' || (!inline && value.startsWith('-')))
    throw new OptionError(`--${name} takes ${takes}; received none.`);
  return value;
}

/** @throws OptionError */
export function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new OptionError(`--${name} takes ${A_WHOLE_NUMBER}; received "${text}".`);
  return value;
}

/** Says what is wrong with an option, and where help is; every other error goes on. */
export function reportOptionError(error: unknown, command: string): void {
  if (!(error instanceof OptionError)) throw error;
  process.stderr.write(`${error.message}\nSee \`${command} --help\`.\n`);
  process.exitCode = 2;
}
