import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly scale: number;
  readonly rounds: number;
  /** Names of ways; null: all of them. */
  readonly ways: readonly string[] | null;
  readonly output: string;
  readonly check: boolean;
  readonly help: boolean;
}

/** Options as nobody can mean them; the message is all that is to be said. */
export class OptionError extends Error {}

/** What each option takes, in words; null for those that take nothing. */
const TAKES = {
  scale: 'a whole number from 1',
  rounds: 'a whole number from 1',
  ways: 'names of ways, with commas between them',
  output: 'a folder',
  check: null,
  help: null,
} as const;

type Name = keyof typeof TAKES;

/**
 * Reads the command line before anything is made or started.
 * @param names of all ways that there are
 * @throws OptionError
 */
export function readOptions(argv: readonly string[], names: readonly string[]): BenchOptions {
  const given = valuesOf(argv);
  const ways = given.ways?.split(',').map((name) => name.trim()) ?? null;
  const unknown = ways?.filter((name) => !names.includes(name)) ?? [];
  if (unknown.length > 0)
    throw new OptionError(
      `--ways: no way is called ${unknown.map((name) => `"${name}"`).join(', ')}; there are ${names.join(', ')}.`,
    );
  return {
    scale: wholeNumber('scale', given.scale ?? '300000'),
    rounds: wholeNumber('rounds', given.rounds ?? '3'),
    ways,
    output: given.output ?? 'bench',
    check: given.check !== undefined,
    help: given.help !== undefined,
  };
}

/** Not strict: Node's own words for what is wrong name neither what there is nor what an option takes. */
function valuesOf(argv: readonly string[]): Partial<Record<Name, string>> {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(TAKES).map(([name, takes]) => [name, { type: takes === null ? 'boolean' : 'string' }]),
    ),
    strict: false,
    tokens: true,
  });
  const values: Partial<Record<Name, string>> = {};
  for (const token of tokens) {
    if (token.kind === 'positional')
      throw new OptionError(`Nothing but options is taken; received "${token.value}".`);
    if (token.kind === 'option-terminator') continue;
    if (!isName(token.name))
      throw new OptionError(`There is no option ${token.rawName}; there are ${all()}.`);
    values[token.name] = valueOf(token.name, token.value, token.inlineValue === true);
  }
  return values;
}

function valueOf(name: Name, value: string | undefined, inline: boolean): string {
  const takes = TAKES[name];
  if (takes === null) {
    if (value !== undefined) throw new OptionError(`--${name} takes no value; received "${value}".`);
    return '';
  }
  // What begins with a dash is the next option, unless it was tied to this one by `=`.
  if (value === undefined || value === '' || (!inline && value.startsWith('-')))
    throw new OptionError(`--${name} takes ${takes}; received none.`);
  return value;
}

function wholeNumber(name: Name, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new OptionError(`--${name} takes ${TAKES[name]}; received "${text}".`);
  return value;
}

const isName = (name: string): name is Name => Object.hasOwn(TAKES, name);

const all = (): string =>
  Object.keys(TAKES)
    .map((name) => `--${name}`)
    .join(', ');
