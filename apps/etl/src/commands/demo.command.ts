import type { Command } from 'commander';
import type { RunCommand } from '../command-context';
import { FAILED, helpText, INTERRUPTED, MISUSED } from '../help-text';
import { logLevelOption, type SharedOptions } from '../options/shared-options';

const HELP = helpText({
  examples: [['npm run demo', 'sample → schema apply → export → import → verify, on an embedded PostgreSQL']],
  exitCodes: [
    [0, 'done; that some of the invented documents are rejected is the point'],
    FAILED,
    MISUSED,
    INTERRUPTED,
  ],
});

export function configureDemo(command: Command, run: RunCommand): void {
  command
    .addOption(logLevelOption())
    .addHelpText('after', HELP)
    .action((options: Pick<SharedOptions, 'logLevel'>) =>
      run(options, async (context) => {
        const { runDemo } = await import('../demo');
        return runDemo(context);
      }),
    );
}
