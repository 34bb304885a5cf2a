/** The log of a run: JSON lines in a file, beside what a person sees. */
export interface RunLog {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
  /** Writes what is buffered and closes the file. */
  close(): Promise<void>;
}

/** Opens the log of a run in its folder; the file is created with mode 0600. */
export type OpenRunLog = (file: string) => RunLog;

export const OPEN_RUN_LOG = Symbol('OpenRunLog');
