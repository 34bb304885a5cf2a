import type { Command } from 'commander';
import type { CommandContext, RunCommand } from '../command-context';
import { DONE, ETL_PLUGINS, FAILED, helpText, INTERRUPTED, MISUSED, MONGO_URI } from '../help-text';
import {
  addSharedOptions,
  batchSizeOption,
  outputOption,
  retriesOption,
  type SharedOptions,
  sourceOption,
  workersOption,
} from '../options/shared-options';
import { exportReport } from '../reporting/export.report';
import { nextCommand } from '../reporting/next-command';

interface ExportCommandOptions extends SharedOptions {
  source?: string;
  output: string;
  batchSize: number;
  retries: number;
  workers?: number;
  dryRun?: true;
}

const HELP = helpText({
  examples: [
    ['npm run etl:export', 'everything from MONGO_URI into output/<time>/'],
    ['npm run etl:export -- --collections users,cities', 'two collections'],
    [
      'npm run etl:export -- --source dump/basera',
      'from a folder or an archive that mongodump wrote, gzipped or not',
    ],
    ['npm run etl:export -- --plugin etl-books', 'with the collection that an installed package brings'],
    ['npm run etl:export -- --dry-run', 'connect, count, and show what would be written'],
  ],
  environment: [MONGO_URI, ETL_PLUGINS],
  exitCodes: [
    DONE,
    FAILED,
    MISUSED,
    [4, 'done, but some documents cannot be written as JSON lines'],
    INTERRUPTED,
  ],
});

export function configureExport(command: Command, run: RunCommand): void {
  command
    .addOption(sourceOption())
    .addOption(outputOption('the folder under which the export makes its own'))
    .addOption(batchSizeOption('documents per batch of the cursor'))
    .addOption(retriesOption())
    .addOption(workersOption('threads that make lines of documents'))
    .option('--dry-run', 'connect, count, show, write nothing');
  addSharedOptions(command)
    .addHelpText('after', HELP)
    .action((options: ExportCommandOptions) => run(options, (context) => runExport(options, context)));
}

async function runExport(options: ExportCommandOptions, context: CommandContext): Promise<number> {
  const { exportPipeline } = await import('../composition');
  context.keeps('No file is left half-written. Start the export again; it makes a folder of its own.');
  const { collections, output, batchSize, source, retries, workers } = options;
  const { plugins } = await context.collections();
  const pipeline = await exportPipeline(context, { source, retries, workers });
  const result = await pipeline.run({
    collections,
    output,
    batchSize,
    plugins,
    dryRun: options.dryRun === true,
    signal: context.signal,
  });
  const rejected = result.manifest.collections.reduce((sum, collection) => sum + collection.rejected, 0);
  const exitCode = rejected > 0 ? 4 : 0;
  context.report(exportReport(result));
  if (result.folder !== null)
    context.report(['', nextCommand(`npm run etl:import -- --input ${result.folder}`, options.plugin)]);
  context.document({ command: 'export', exitCode, ...result });
  return exitCode;
}
