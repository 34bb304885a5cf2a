import type { Command } from 'commander';
import type { CommandContext, RunCommand } from '../command-context';
import { DONE, ETL_PLUGINS, helpText, MISUSED } from '../help-text';
import { addSharedOptions, type SharedOptions } from '../options/shared-options';
import { count } from '../reporting/numbers';
import { textTable } from '../reporting/text-table';

const HELP = helpText({
  examples: [
    ['npm run etl:collections', 'what can be migrated'],
    ['npm run etl:collections -- --plugin ./books', 'and what the plug-in in the folder books brings'],
  ],
  environment: [ETL_PLUGINS],
  exitCodes: [DONE, MISUSED],
});

export function configureCollections(command: Command, run: RunCommand): void {
  addSharedOptions(command)
    .addHelpText('after', HELP)
    .action((options: SharedOptions) => run(options, (context) => listCollections(options, context)));
}

async function listCollections(options: SharedOptions, context: CommandContext): Promise<number> {
  const { plansOf } = await import('../composition');
  const { plans, unknown } = await plansOf(context, options.collections);
  const { plugins } = await context.collections();
  const rows = plans.flatMap((plan) =>
    plan.tables.map((table, index) => ({
      collection: plan.name,
      table: table.name,
      columns: table.columns.length,
      references: [
        ...new Set(
          table.columns.flatMap(({ reference }) => (reference === undefined ? [] : [reference.table])),
        ),
      ],
      from: index === 0 ? plan.name : `${plan.name}.${table.fanOut?.from ?? ''}`,
    })),
  );
  context.notice(unknown.map((name) => `! ${name} is not a collection of this program.`));
  context.report(
    textTable(
      [
        { title: 'collection' },
        { title: 'table' },
        { title: 'columns', align: 'right' },
        { title: 'refers to' },
      ],
      rows.map((row) => [row.from, row.table, count(row.columns), row.references.join(', ')]),
    ),
  );
  context.document({ command: 'collections', exitCode: 0, tables: rows, plugins, unknown });
  return 0;
}
