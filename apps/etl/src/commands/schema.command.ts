import type { Command } from 'commander';
import type { CommandContext, RunCommand } from '../command-context';
import { DATABASE_URL, DONE, ETL_PLUGINS, FAILED, helpText, MISUSED } from '../help-text';
import { addSharedOptions, type SharedOptions, targetOption } from '../options/shared-options';
import { appliedReport, restoredReport, schemaReport } from '../reporting/schema.report';

interface SchemaCommandOptions extends SharedOptions {
  target?: string;
}

const HELP = helpText({
  examples: [
    ['npm run etl:schema -- apply', 'create enum types, tables, keys and indexes in an empty database'],
    [
      'npm run etl:schema -- apply --collections videos',
      'create the tables of a collection beside those that are there',
    ],
    ['npm run etl:schema -- check', 'one line for each difference between the target and the entities'],
    ['npm run etl:schema -- restore', 'bring back the keys that an import put aside and died with'],
  ],
  environment: [DATABASE_URL, ETL_PLUGINS],
  exitCodes: [DONE, FAILED, MISUSED, [3, 'check: the target differs in something that stops an import']],
});

export function configureSchema(command: Command, run: RunCommand): void {
  command.addHelpText('after', HELP);
  const add = (name: string, summary: string, work: typeof applySchema): void => {
    const sub = command.command(name).summary(summary).description(`${summary}.`).addOption(targetOption());
    addSharedOptions(sub)
      .addHelpText('after', HELP)
      .action((options: SchemaCommandOptions) => run(options, (context) => work(options, context)));
  };
  add('apply', 'create the target tables, or some (--collections) beside others', applySchema);
  add('check', 'compare the target tables with the entities', checkSchema);
  add('restore', 'bring back the keys of a dead import, and take its rows out', restoreKeys);
}

async function applySchema(options: SchemaCommandOptions, context: CommandContext): Promise<number> {
  const { plansOf, withTarget } = await import('../composition');
  const { plans, unknown } = await plansOf(context, options.collections);
  const created = await withTarget(context, options, (target) => target.applySchema(plans));
  context.notice(unknown.map(skipped));
  context.report(appliedReport(created));
  context.document({ command: 'schema apply', exitCode: 0, created, unknown });
  return 0;
}

async function checkSchema(options: SchemaCommandOptions, context: CommandContext): Promise<number> {
  const { plansOf, withTarget } = await import('../composition');
  const { plans, unknown } = await plansOf(context, options.collections);
  const differences = await withTarget(context, options, (target) => target.checkSchema(plans));
  const exitCode = differences.some((difference) => difference.blocking) ? 3 : 0;
  context.notice(unknown.map(skipped));
  context.report(schemaReport(differences, plans.flatMap((plan) => plan.tables).length));
  context.document({ command: 'schema check', exitCode, differences, unknown });
  return exitCode;
}

async function restoreKeys(options: SchemaCommandOptions, context: CommandContext): Promise<number> {
  const { withTarget } = await import('../composition');
  const { rows, keys } = await withTarget(context, options, (target) => target.restoreKeys());
  context.report(restoredReport({ rows, keys }));
  context.document({ command: 'schema restore', exitCode: 0, rows: Object.fromEntries(rows), keys });
  return 0;
}

const skipped = (name: string): string => `! ${name} is not a collection of this program: skipped.`;
