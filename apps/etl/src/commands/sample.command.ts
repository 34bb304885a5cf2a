import { type Command, Option } from 'commander';
import type { CommandContext, RunCommand } from '../command-context';
import { DONE, ETL_PLUGINS, FAILED, helpText, INTERRUPTED, MISUSED } from '../help-text';
import { wholeNumber } from '../options/option-values';
import { addSharedOptions, outputOption, type SharedOptions } from '../options/shared-options';
import { nextCommand } from '../reporting/next-command';
import { count, counted } from '../reporting/numbers';
import { textTable } from '../reporting/text-table';

interface SampleCommandOptions extends SharedOptions {
  documents: number;
  output: string;
  seed: number;
}

const MOST_DOCUMENTS = 50_000_000;

const HELP = helpText({
  examples: [
    ['npm run sample', '1,000 properties and the rest in proportion, in sample/'],
    ['npm run sample -- --documents 200000 --output sample-large', 'a size for measurements'],
    ['npm run etl:export -- --source sample', 'read it as if mongodump had written it'],
  ],
  environment: [ETL_PLUGINS],
  exitCodes: [DONE, FAILED, MISUSED, INTERRUPTED],
});

export function configureSample(command: Command, run: RunCommand): void {
  command
    .addOption(
      new Option('--documents <n>', 'number of properties; the rest is in proportion')
        .argParser(wholeNumber(1, MOST_DOCUMENTS))
        .default(1_000),
    )
    .addOption(outputOption('the folder, as mongodump would write it', 'sample'))
    .addOption(
      new Option('--seed <n>', 'the same seed gives the same documents')
        .argParser(wholeNumber(0, 2 ** 31 - 1))
        .default(1),
    );
  addSharedOptions(command)
    .addHelpText('after', HELP)
    .action((options: SampleCommandOptions) => run(options, (context) => runSample(options, context)));
}

async function runSample(options: SampleCommandOptions, context: CommandContext): Promise<number> {
  const { writeSample } = await import('../write-sample');
  context.keeps('The folder is not complete: write the sample again.');
  const { documents, output, seed, collections } = options;
  const { written, unknown } = await writeSample({ documents, folder: output, seed, collections }, context);
  const total = written.reduce((sum, collection) => sum + collection.documents, 0);
  context.notice(unknown.map((name) => `! ${name} is not a collection of this program: skipped.`));
  context.report([
    ...textTable(
      [{ title: 'collection' }, { title: 'documents', align: 'right' }],
      written.map((collection) => [collection.name, count(collection.documents)]),
    ),
    '',
    `${counted(total, 'document')} written to ${output}`,
    nextCommand(`npm run etl:export -- --source ${output}`, options.plugin),
  ]);
  context.document({ command: 'sample', exitCode: 0, folder: output, seed, collections: written, unknown });
  return 0;
}
