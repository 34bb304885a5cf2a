import type { CommandContext, ContextOptions } from './command-context';
import { EXIT_INTERRUPTED, watchInterruption } from './interruption';
import { RunLogs } from './logging/run-logs';
import type { OpenCollections } from './plugins/open-collections';
import { pluginReferences } from './plugins/plugin-references';
import { BarProgress } from './reporting/bar-progress';
import type { CommandProgress } from './reporting/command-progress';
import { describeError, type ErrorDescription, errorReport } from './reporting/error.report';
import { LineProgress } from './reporting/line-progress';
import { pluginReport } from './reporting/plugin.report';
import { Redactor } from './secrets/redaction';
import type { Terminal } from './terminal';

/** Runs the work of a command in a context of its own, and turns however it ends into an exit code. */
export async function runCommand(
  terminal: Terminal,
  options: ContextOptions,
  work: (context: CommandContext) => Promise<number>,
): Promise<number> {
  const { MONGO_URI, DATABASE_URL } = terminal.env;
  const redactor = new Redactor([MONGO_URI, DATABASE_URL, options.source, options.target]);
  const notice = (lines: readonly string[]): void => writeLines(terminal.stderr, lines, redactor);
  const logs = new RunLogs(options.logLevel ?? 'info', redactor, (message) => notice([`! ${message}`]));
  const progress = progressFor(terminal, notice);
  const json = options.json === true;
  const document = (content: unknown): void => {
    if (json) writeLines(terminal.stdout, [JSON.stringify(redactor.value(content), null, 2)]);
  };
  let kept = 'Nothing was changed.';
  let collections: Promise<OpenCollections> | undefined;
  const interruption = watchInterruption(() => {
    progress.close();
    notice(['Stopping cleanly … (Ctrl-C again ends at once)']);
  });
  const context: CommandContext = {
    terminal,
    signal: interruption.signal,
    progress,
    logs,
    collections: () => (collections ??= openNamedCollections(terminal, options, notice)),
    report: (lines) => (json ? undefined : writeLines(terminal.stdout, lines, redactor)),
    notice,
    document,
    keeps: (sentence) => {
      kept = sentence;
    },
  };
  try {
    return await work(context);
  } catch (error) {
    progress.close();
    const description = describeError(error, redactor);
    const { code, message, context: details, remedy, stack } = description;
    logs.addError('the command failed', { code, message, details, stack });
    if (interruption.signal.aborted) {
      notice([`■ Interrupted. ${kept}`]);
      document({
        exitCode: EXIT_INTERRUPTED,
        error: { code: 'INTERRUPTED', message: kept, context: {}, remedy: kept },
      });
      return EXIT_INTERRUPTED;
    }
    printError(description, options.logLevel === 'debug');
    document({ exitCode: description.exitCode, error: { code, message, context: details, remedy } });
    return description.exitCode;
  } finally {
    progress.close();
    interruption.release();
  }

  function printError(description: ErrorDescription, withStack: boolean): void {
    notice(errorReport(description, logs.file));
    if (withStack) notice(['', description.stack]);
  }
}

/** Says which code from elsewhere a command runs. */
async function openNamedCollections(
  { env }: Terminal,
  { plugin }: ContextOptions,
  notice: (lines: readonly string[]) => void,
): Promise<OpenCollections> {
  const { openCollections } = await import('./plugins/open-collections');
  const references = plugin === undefined ? [] : pluginReferences(env['ETL_PLUGINS'], plugin);
  const opened = await openCollections(references, process.cwd());
  notice(pluginReport(opened.plugins));
  return opened;
}

function progressFor(terminal: Terminal, notice: (lines: readonly string[]) => void): CommandProgress {
  if (terminal.stderr.isTTY === true) return new BarProgress(terminal.stderr);
  return new LineProgress((line) => notice([line]));
}

function writeLines(stream: NodeJS.WriteStream, lines: readonly string[], redactor?: Redactor): void {
  if (lines.length === 0) return;
  const text = `${lines.join('\n')}\n`;
  stream.write(redactor === undefined ? text : redactor.text(text));
}
