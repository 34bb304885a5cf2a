import { config } from 'dotenv';
import { runCli } from './cli';
import { isStopping } from './interruption';
import { kebabCaseFlags } from './options/camel-case-flags';
import { describeError, errorReport } from './reporting/error.report';
import { Redactor } from './secrets/redaction';
import { ignoreClosedPipes, processTerminal } from './terminal';

const terminal = processTerminal();
ignoreClosedPipes([terminal.stdout, terminal.stderr]);
config({ quiet: true });

/** A defect that escaped every catch still ends with a readable message and without secrets. */
function fatal(error: unknown): void {
  // A stream that nobody reads any more tells of its abort all the same; the command itself ends as interrupted.
  if (isStopping() && error instanceof Error && error.name === 'AbortError') return;
  const redactor = new Redactor([terminal.env['MONGO_URI'], terminal.env['DATABASE_URL']]);
  const description = describeError(error, redactor);
  terminal.stderr.write(`${[...errorReport(description), '', description.stack].join('\n')}\n`);
  process.exit(1);
}
process.on('uncaughtException', fatal);
process.on('unhandledRejection', fatal);

try {
  process.exitCode = await runCli(kebabCaseFlags(process.argv.slice(2)), terminal);
} catch (error) {
  fatal(error);
}
// A handle that somebody forgot must not keep a finished command from ending.
setTimeout(() => process.exit(), 3_000).unref();
