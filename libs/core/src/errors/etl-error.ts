import { type ErrorCode, ERROR_CODES } from './error-codes';

/** What an error knows beside its message; printed after it and kept in the log. No secrets. */
export type ErrorContext = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface EtlErrorOptions {
  context?: ErrorContext;
  cause?: unknown;
  /** What to do next, where it is known better than the table of codes does. */
  remedy?: string;
}

/**
 * An error that a user can act on. The message says what happened, where, and what was received;
 * {@link EtlError.remedy} says what to do next.
 */
export class EtlError extends Error {
  readonly context: ErrorContext;
  /** What to do next. */
  readonly remedy: string;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: EtlErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.context = options.context ?? {};
    this.remedy = options.remedy ?? ERROR_CODES[code].remedy;
  }

  /** True where trying again, unchanged, may help: a lost connection, a restarting server. */
  get retryable(): boolean {
    return ERROR_CODES[this.code].retryable;
  }

  /** The exit code of a command that ends with this error: 2 for options and configuration, 130 where it was interrupted, else 1. */
  get exitCode(): number {
    return ERROR_CODES[this.code].exitCode;
  }
}

/** Wrong options or configuration: nothing was begun. */
export class ConfigError extends EtlError {}
/** The source, or an export's files, cannot be read. */
export class SourceError extends EtlError {}
/** The target cannot be written or does not fit. */
export class LoadError extends EtlError {}
/** A defect of this program, not of the user's data. */
export class InternalError extends EtlError {}
