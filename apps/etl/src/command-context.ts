import type { CommandProgress } from './reporting/command-progress';
import type { RunLogs } from './logging/run-logs';
import type { OpenCollections } from './plugins/open-collections';
import type { Terminal } from './terminal';

/** What a command gets beside its options. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  readonly progress: CommandProgress;
  readonly logs: RunLogs;
  /**
   * The collections of this program and of the plug-ins that were named, loaded once.
   * @throws ConfigError where a plug-in cannot be used
   */
  collections(): Promise<OpenCollections>;
  /** Lines of the report, on stdout; with `--json` they are dropped, since the document says it all. */
  report(lines: readonly string[]): void;
  /** Lines beside the report, on stderr. */
  notice(lines: readonly string[]): void;
  /** The document of `--json`; without the option it is dropped. */
  document(content: unknown): void;
  /** Said after an interruption: what is kept, and how to go on. */
  keeps(sentence: string): void;
}

/** Options as the context needs them; every command has at least these. */
export interface ContextOptions {
  readonly json?: true;
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error';
  readonly source?: string;
  readonly target?: string;
  /** Absent where a command takes no plug-ins, those of ETL_PLUGINS neither. */
  readonly plugin?: readonly string[];
}

/** Runs a command within its context; answers the exit code. */
export type RunCommand = (
  options: ContextOptions,
  work: (context: CommandContext) => Promise<number>,
) => Promise<void>;
