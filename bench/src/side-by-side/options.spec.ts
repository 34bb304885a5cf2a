import { OptionError } from '../command-line/options';
import { readOptions } from './options';

const NAMES = ['etl', 'copy-finished'];
const read = (...argv: string[]): ReturnType<typeof readOptions> => readOptions(argv, NAMES);

describe('the options of the side-by-side measurement', () => {
  it('have defaults', () => {
    expect(read()).toEqual({
      ...{ scale: 300_000, rounds: 3, ways: null, output: 'bench', check: false, help: false },
    });
  });

  it('are taken with a space, or with an equals sign', () => {
    expect(
      read('--scale', '300', '--rounds=1', '--ways', 'copy-finished, etl', '--output=-x', '--check'),
    ).toEqual({
      ...{ scale: 300, rounds: 1, ways: ['copy-finished', 'etl'], output: '-x', check: true, help: false },
    });
  });

  it.each([
    [['--foo'], 'There is no option --foo; there are --scale, --rounds, --ways, --output, --check, --help.'],
    [['--constructor'], /^There is no option --constructor;/],
    [['-s', '5'], /^There is no option -s;/],
    [['300'], 'Nothing but options is taken; received "300".'],
    [['--scale', '0'], '--scale takes a whole number from 1; received "0".'],
    [['--scale', 'abc'], '--scale takes a whole number from 1; received "abc".'],
    [['--scale=-5'], '--scale takes a whole number from 1; received "-5".'],
    [['--rounds', '0'], '--rounds takes a whole number from 1; received "0".'],
    [['--rounds', '1.5'], '--rounds takes a whole number from 1; received "1.5".'],
    [['--ways'], '--ways takes names of ways, with commas between them; received none.'],
    [['--ways', '--check'], '--ways takes names of ways, with commas between them; received none.'],
    [['--output='], '--output takes a folder; received none.'],
    [['--check=no'], '--check takes no value; received "no".'],
    [['--ways', 'etl,nope'], '--ways: no way is called "nope"; there are etl, copy-finished.'],
  ])('%j is refused in one line that names the option and what it takes', (argv, message) => {
    expect(() => read(...argv)).toThrow(OptionError);
    expect(() => read(...argv)).toThrow(message);
  });
});
