import { CommanderError } from 'commander';
import { COMMANDS } from './commands';
import { buildProgram } from './program';
import type { ErrorDescription } from './reporting/error.report';
import { describeUsageError } from './usage-error';

async function refusal(...argv: string[]): Promise<ErrorDescription> {
  const program = await buildProgram(argv, async () => undefined);
  const error: unknown = await program.parseAsync(argv, { from: 'user' }).catch((thrown: unknown) => thrown);
  if (!(error instanceof CommanderError)) throw new Error('it was not refused');
  return describeUsageError(error, program, argv);
}

describe('a command line that is refused', () => {
  it.each(['', 'exprot'])('names every command where it names none that there is (%j)', async (word) => {
    const argv = word === '' ? [] : [word];
    expect(await refusal(...argv)).toMatchObject({
      code: 'OPTION_INVALID',
      context: { allowed: COMMANDS.map(({ name }) => name).join(', ') },
      remedy: 'See `npm run etl -- --help`.',
    });
  });

  it.each([[], ['foo']])('names what schema can do', async (...words) => {
    expect(await refusal('schema', ...words)).toMatchObject({
      context: { allowed: 'apply, check, restore' },
      remedy: 'See `npm run etl -- schema --help`.',
    });
  });

  it('names no commands where an option is what is wrong', async () => {
    expect(await refusal('schema', 'check', '--tagret', 'x')).toMatchObject({
      message: "Unknown option '--tagret'. Did you mean --target?",
      context: {},
    });
  });
});
