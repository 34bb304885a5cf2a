import { A_WHOLE_NUMBER, OptionError, optionsOf, wholeNumber } from '../command-line/options';

export interface BenchOptions {
  readonly scale: number;
  readonly rounds: number;
  /** Names of ways; null: all of them. */
  readonly ways: readonly string[] | null;
  readonly output: string;
  readonly check: boolean;
  readonly help: boolean;
}

const TAKEN = {
  scale: A_WHOLE_NUMBER,
  rounds: A_WHOLE_NUMBER,
  ways: 'names of ways, with commas between them',
  output: 'a folder',
  check: null,
  help: null,
} as const;

/**
 * Reads the command line before anything is made or started.
 * @param names of all ways that there are
 * @throws OptionError
 */
export function readOptions(argv: readonly string[], names: readonly string[]): BenchOptions {
  const given = optionsOf(argv, TAKEN);
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
