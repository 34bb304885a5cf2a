import { CommanderError } from 'commander';
import type { RunCommand } from './command-context';
import { buildProgram } from './program';
import { errorReport } from './reporting/error.report';
import type { Terminal } from './terminal';
import { describeUsageError, endsByHelp } from './usage-error';

/**
 * Runs one command line.
 * @param argv without the paths of node and of the script
 * @returns the exit code
 */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const run: RunCommand = async (options, work) => {
    const { runCommand } = await import('./run-command');
    exitCode = await runCommand(terminal, options, work);
  };
  const program = await buildProgram(argv, run);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (endsByHelp(error)) return 0;
    const description = describeUsageError(error, program, argv);
    terminal.stderr.write(`${errorReport(description).join('\n')}\n`);
    if (argv.includes('--json')) {
      const { code, message, context, remedy } = description;
      terminal.stdout.write(
        `${JSON.stringify({ exitCode: 2, error: { code, message, context, remedy } }, null, 2)}\n`,
      );
    }
    return description.exitCode;
  }
  return exitCode;
}
