import { type Command, Option } from 'commander';
import type { CommandContext, RunCommand } from '../command-context';
import { confirmImport } from '../confirm-import';
import { DATABASE_URL, DONE, ETL_PLUGINS, FAILED, helpText, INTERRUPTED, MISUSED } from '../help-text';
import {
  addSharedOptions,
  batchSizeOption,
  inputOption,
  retriesOption,
  type SharedOptions,
  targetOption,
  workersOption,
} from '../options/shared-options';
import { importReport, rejectedRows } from '../reporting/import.report';
import { nextCommand } from '../reporting/next-command';

interface ImportCommandOptions extends SharedOptions {
  input?: string;
  target?: string;
  batchSize: number;
  retries: number;
  workers?: number;
  onLoss: 'record' | 'reject';
  allowRejects?: true;
  dryRun?: true;
  keepKeys?: true;
  incremental?: true;
  compareAll?: true;
  yes?: true;
}

const HELP = helpText({
  examples: [
    [
      'npm run etl:import -- --input latest --dry-run',
      'what the newest export would do, and its real rejects',
    ],
    ['npm run etl:import -- --input latest', 'import it; a second time changes nothing'],
    ['npm run etl:import -- --input latest --incremental', 'the same, and only what has changed is loaded'],
    ['npm run etl:import -- --input output/2026-11-22T14-30-05Z --collections users', 'one collection'],
    [
      'npm run etl:import -- --input latest --plugin ./books',
      'with the collection that the plug-in in the folder books brings',
    ],
    [
      'npm run etl:import -- --input latest --yes --allow-rejects',
      'in a script: no question, exit 0 despite rejects',
    ],
  ],
  environment: [DATABASE_URL, ETL_PLUGINS],
  exitCodes: [
    DONE,
    FAILED,
    MISUSED,
    [4, 'done, but documents were rejected (0 with --allow-rejects)'],
    INTERRUPTED,
  ],
});

export function configureImport(command: Command, run: RunCommand): void {
  command
    .addOption(
      inputOption(
        'the folder of an export, a file <collection>.jsonl or .json, or `latest`: the newest under output/',
      ),
    )
    .addOption(targetOption())
    .addOption(batchSizeOption('documents per transaction of the merge'))
    .addOption(retriesOption())
    .addOption(workersOption('threads that load; input below 32 MB gets one unless told otherwise'))
    .addOption(
      new Option(
        '--on-loss <what>',
        'a value its column cannot hold as it stands: keep the original aside, or reject the document',
      )
        .choices(['record', 'reject'])
        .default('record'),
    )
    .option('--allow-rejects', 'exit 0 though documents were rejected')
    .addOption(
      new Option(
        '--incremental',
        'leave out documents that the last import has read as they are; what somebody else changed in the target is not noticed; not with --compare-all',
      ).conflicts('compareAll'),
    )
    .option(
      '--compare-all',
      'send and compare every row, also those of unchanged documents that nobody has written since the last import; not with --incremental',
    )
    .option(
      '--dry-run',
      'load and resolve only; no target table is written, except to make whole what a dead import left',
    )
    .option(
      '--keep-keys',
      'leave the keys of empty tables where they are: slower, and others may write meanwhile',
    )
    .option('--yes', 'do not ask when the target holds rows');
  addSharedOptions(command)
    .addHelpText('after', HELP)
    .action((options: ImportCommandOptions) => run(options, (context) => runImport(options, context)));
}

async function runImport(options: ImportCommandOptions, context: CommandContext): Promise<number> {
  const { withImportPipeline } = await import('../composition');
  const { inputToVerify, requiredInputFolder } = await import('../options/input-folder');
  const input = await requiredInputFolder(options.input, context.notice);
  const { plugins } = await context.collections();
  const { collections, batchSize, onLoss, target, workers, retries } = options;
  context.keeps(
    'Batches that were committed stay. Tables that were filled without their keys are empty again. The same import again makes it whole.',
  );
  const result = await withImportPipeline(context, { target, workers, retries }, (pipeline) =>
    pipeline.run({
      collections,
      input,
      batchSize,
      onLoss,
      plugins,
      dryRun: options.dryRun === true,
      keepKeys: options.keepKeys === true,
      incremental: options.incremental === true,
      compareAll: options.compareAll === true,
      signal: context.signal,
      confirm: (preview) => confirmImport(preview, context, options.yes === true),
    }),
  );
  const exitCode = rejectedRows(result) > 0 && options.allowRejects !== true ? 4 : 0;
  context.report(importReport(result));
  if (!result.dryRun)
    context.report([
      '',
      nextCommand(`npm run etl:verify -- --input ${inputToVerify(input)}`, options.plugin),
    ]);
  context.document({ command: 'import', exitCode, ...result });
  return exitCode;
}
