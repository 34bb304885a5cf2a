import { InvalidArgumentError } from 'commander';

const thousands = (value: number): string => value.toLocaleString('en-US');

/** A parser of whole numbers for commander; what it refuses ends the command with exit code 2. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(
        `Allowed is a whole number from ${thousands(least)} to ${thousands(most)}.`,
      );
    }
    return value;
  };
}

/** `a,b` → names, each once, in the order given. */
export function nameList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => name === '')) {
    throw new InvalidArgumentError('Allowed are names separated by commas: users,cities.');
  }
  return [...new Set(names)];
}

/** A path or URI; an empty one is what a shell makes of an unset variable. */
export function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty; is a variable unset?');
  return text;
}
