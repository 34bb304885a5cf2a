import { Command } from 'commander';
import type { RunCommand } from './command-context';
import { COMMANDS } from './commands';
import {
  DATABASE_URL,
  DIFFERS,
  DONE,
  ETL_PLUGINS,
  FAILED,
  helpText,
  INTERRUPTED,
  MISUSED,
  MONGO_URI,
} from './help-text';

const HELP = helpText({
  examples: [
    ['npm run demo', 'see the whole way, with invented documents'],
    ['npm run etl:export', 'MONGO_URI → output/<time>/'],
    ['npm run etl:import -- --input latest', 'the newest export → DATABASE_URL'],
    ['npm run etl:verify -- --input latest', 'do they agree?'],
    ['npm run etl -- import --help', 'the options of a command'],
  ],
  environment: [MONGO_URI, DATABASE_URL, ETL_PLUGINS],
  exitCodes: [
    DONE,
    FAILED,
    MISUSED,
    DIFFERS,
    [4, 'done, but documents were rejected (0 with --allow-rejects, --accept-rejects)'],
    INTERRUPTED,
  ],
});

/** Builds the program; of its commands only those are loaded that the command line names. */
export async function buildProgram(argv: readonly string[], run: RunCommand): Promise<Command> {
  const program = new Command('etl')
    .description('Migrates MongoDB to PostgreSQL: export → import → verify.')
    .helpCommand('help [command]', 'the help of a command')
    .addHelpText('after', HELP);
  strict(program);
  for (const { name, summary, load } of COMMANDS) {
    const command = program
      .command(name)
      .summary(summary)
      .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`);
    strict(command);
    if (argv.includes(name)) (await load())(command, run);
  }
  return program;
}

/** What is not understood is an error, thrown to the caller: a misspelt option that is ignored can cost a database. */
function strict(command: Command): void {
  command
    .exitOverride()
    .allowExcessArguments(false)
    .showSuggestionAfterError(true)
    .configureHelp({ helpWidth: 100 })
    .configureOutput({ writeErr: () => undefined, outputError: () => undefined });
}
