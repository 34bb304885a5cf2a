import { Command, CommanderError } from 'commander';
import { flushChanges, FsTree } from 'nx/src/generators/tree';
import schema from '../../schema.json';
import type { CollectionGenerator } from '../generator/collection-generator';
import type { CollectionOptions } from '../generator/collection-options';
import { failureOf } from '../generator/failure-report';

/** Where a command of this tool writes to. */
export interface Output {
  readonly stdout: Pick<NodeJS.WritableStream, 'write'>;
  readonly stderr: Pick<NodeJS.WritableStream, 'write'>;
}

/** The command that the examples of schema.json are written for, and the one that they are shown for here. */
const NX_COMMAND = 'npx nx g ./tools/collection-plugin:collection';
const COMMAND = 'npm run new:collection --';

const EXIT_CODES = [
  [0, 'done'],
  [1, 'failed'],
  [2, 'wrong options or configuration; nothing was written'],
] as const;

function helpText(): string {
  const examples = schema.examples.flatMap(({ command, description }) => [
    `  $ ${command.replace(NX_COMMAND, COMMAND)}`,
    `      ${description}`,
  ]);
  const exitCodes = EXIT_CODES.map(([code, what]) => `  ${code}  ${what}`);
  return ['', 'Examples:', ...examples, '', 'Exit codes:', ...exitCodes].join('\n');
}

/** The command line says what schema.json says, in its words. */
function buildProgram(output: Output): Command {
  const { name, table, from, target } = schema.properties;
  return new Command('new:collection')
    .usage('<name> [options]')
    .description(schema.description)
    .argument('<name>', name.description)
    .option('--table <name>', table.description)
    .option('--from <file>', from.description)
    .option('--target <uri>', target.description)
    .option('--dry-run', 'say what would be written, and write nothing')
    .addHelpText('after', helpText())
    .exitOverride()
    .allowExcessArguments(false)
    .configureHelp({ helpWidth: 100 })
    .configureOutput({ writeOut: (text) => output.stdout.write(text), writeErr: () => undefined });
}

async function generate(
  generator: CollectionGenerator,
  root: string,
  { dryRun, ...options }: CollectionOptions & { dryRun?: true },
  output: Output,
): Promise<void> {
  const tree = new FsTree(root, false);
  const finish = await generator(tree, options);
  const changes = tree.listChanges();
  for (const { type, path } of changes) output.stdout.write(`${type} ${path}\n`);
  if (dryRun === true) {
    output.stdout.write('A dry run: nothing was written.\n');
    return;
  }
  flushChanges(root, changes);
  await finish();
}

/** `error: unknown option '--x'\n(Did you mean --y?)` → `Unknown option '--x'. Did you mean --y?` */
function sentence(message: string): string {
  const [first = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const said = `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.`;
  return suggestion === undefined ? said : `${said} ${suggestion.replace(/^\((.*)\)$/, '$1')}`;
}

/**
 * Runs `npm run new:collection -- …`: what `nx g` does, with the exit codes of the other commands.
 * @param argv without the paths of node and of the script
 * @returns the exit code
 */
export async function newCollection(
  generator: CollectionGenerator,
  root: string,
  argv: readonly string[],
  output: Output,
): Promise<number> {
  const program = buildProgram(output);
  let exitCode = 0;
  program.action(async (name: string, options: Omit<CollectionOptions, 'name'>) => {
    try {
      await generate(generator, root, { name, ...options }, output);
    } catch (error) {
      const failure = failureOf(error);
      output.stderr.write(`${failure.lines.join('\n')}\n`);
      exitCode = failure.exitCode;
    }
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    output.stderr.write(`✖ ${sentence(error.message)}\n→ See \`${COMMAND} --help\`.\n  OPTION_INVALID\n`);
    return 2;
  }
  return exitCode;
}
