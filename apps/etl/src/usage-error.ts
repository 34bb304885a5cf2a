import { type Command, CommanderError } from 'commander';
import type { ErrorDescription } from './reporting/error.report';
import { Redactor } from './secrets/redaction';

/** Help ends the command line by an error of commander's that is none. */
export function endsByHelp(error: unknown): error is CommanderError {
  return error instanceof CommanderError && error.exitCode === 0;
}

/** What commander refused, as any other error: what was received, what is allowed, what to do. */
export function describeUsageError(
  error: CommanderError,
  program: Command,
  argv: readonly string[],
): ErrorDescription {
  const named = argv
    .map((word) => program.commands.find((command) => command.name() === word))
    .find((command) => command !== undefined);
  const noCommand = error.code === 'commander.help';
  // An option may be misspelt and its value a URI all the same.
  const message = noCommand ? 'No command is given.' : sentence(new Redactor().text(error.message));
  const allowed: ErrorDescription['context'] =
    noCommand || error.code === 'commander.unknownCommand' ? { allowed: allowedAfter(named ?? program) } : {};
  return {
    code: 'OPTION_INVALID',
    message,
    context: allowed,
    remedy: `See \`npm run etl -- ${named === undefined ? '' : `${named.name()} `}--help\`.`,
    exitCode: 2,
    stack: error.stack ?? '',
  };
}

/** `error: unknown option '--x'\n(Did you mean --y?)` → `Unknown option '--x'. Did you mean --y?` */
function sentence(message: string): string {
  const [first = '', ...suggestions] = message.replace(/^error: /, '').split('\n');
  const ended = /[.?!]$/.test(first) ? first : `${first}.`;
  const said = suggestions.map((line) => line.replace(/^\((.*)\)$/, '$1')).filter((line) => line !== '');
  return [ended.charAt(0).toUpperCase() + ended.slice(1), ...said].join(' ');
}

function allowedAfter(command: Command): string {
  return command.commands.map((allowed) => allowed.name()).join(', ');
}
