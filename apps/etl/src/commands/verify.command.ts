import type { Command } from 'commander';
import type { VerifyResult } from '@etl/core';
import type { CommandContext, RunCommand } from '../command-context';
import {
  DATABASE_URL,
  DIFFERS,
  ETL_PLUGINS,
  FAILED,
  helpText,
  INTERRUPTED,
  MISUSED,
  MONGO_URI,
} from '../help-text';
import {
  addSharedOptions,
  batchSizeOption,
  inputOption,
  outputOption,
  type SharedOptions,
  sourceOption,
  targetOption,
} from '../options/shared-options';
import { verificationReport } from '../reporting/verification.report';

interface VerifyCommandOptions extends SharedOptions {
  input?: string;
  source?: string;
  target?: string;
  output: string;
  batchSize: number;
  acceptRejects?: true;
}

const HELP = helpText({
  examples: [
    ['npm run etl:verify -- --input latest', 'the target against the newest export'],
    ['npm run etl:verify', 'the target against the live source'],
    ['npm run etl:verify -- --input latest --accept-rejects --json', 'in a script'],
  ],
  environment: [MONGO_URI, DATABASE_URL, ETL_PLUGINS],
  exitCodes: [
    [0, 'source and target agree'],
    FAILED,
    MISUSED,
    DIFFERS,
    [4, 'every missing document is accounted for: rejected or merged (0 with --accept-rejects)'],
    INTERRUPTED,
  ],
});

export function configureVerify(command: Command, run: RunCommand): void {
  command
    .addOption(
      inputOption(
        'compare with an export instead of the live source; `latest`: the newest under output/',
      ).conflicts('source'),
    )
    .addOption(sourceOption())
    .addOption(targetOption())
    .addOption(outputOption('where the result goes when the live source is read'))
    .addOption(batchSizeOption('documents per batch of the cursor, where the live source is read'))
    .option('--accept-rejects', 'exit 0 where only rejected or merged documents are missing');
  addSharedOptions(command)
    .addHelpText('after', HELP)
    .action((options: VerifyCommandOptions) => run(options, (context) => runVerify(options, context)));
}

export function verifyExitCode(status: VerifyResult['status'], acceptRejects: boolean): number {
  if (status === 'different') return 3;
  return status === 'explained' && !acceptRejects ? 4 : 0;
}

async function runVerify(options: VerifyCommandOptions, context: CommandContext): Promise<number> {
  const { withVerifyPipeline } = await import('../composition');
  const { inputFolder } = await import('../options/input-folder');
  const { collections, output, batchSize, source, target } = options;
  const input = options.input === undefined ? undefined : await inputFolder(options.input, context.notice);
  context.keeps('Verification only reads: nothing was changed.');
  const { plugins } = await context.collections();
  const result = await withVerifyPipeline(context, { source, target }, (pipeline) =>
    pipeline.run({ collections, input, output, batchSize, plugins, signal: context.signal }),
  );
  const exitCode = verifyExitCode(result.status, options.acceptRejects === true);
  context.report(verificationReport(result));
  context.report([`Result and log: ${result.folder}`]);
  context.document({ command: 'verify', exitCode, ...result });
  return exitCode;
}
