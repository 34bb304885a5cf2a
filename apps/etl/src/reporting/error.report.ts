import type { EtlError } from '@etl/core';
import type { Redactor } from '../secrets/redaction';

/** An error as it is printed and as `--json` tells it. */
export interface ErrorDescription {
  readonly code: string;
  readonly message: string;
  readonly context: Readonly<Record<string, string | number | boolean>>;
  readonly remedy: string;
  readonly exitCode: number;
  /** For the log, and for `--log-level debug`. */
  readonly stack: string;
}

/** By its shape, not its class: a usage error must not load the engine in order to be printed. */
export function isEtlError(error: unknown): error is EtlError {
  return error instanceof Error && 'code' in error && 'remedy' in error && 'exitCode' in error;
}

export function describeError(error: unknown, redactor: Redactor): ErrorDescription {
  const stack = redactor.text(stackOf(error));
  if (!isEtlError(error)) {
    return {
      code: 'INTERNAL',
      message: redactor.text(`Something went wrong that this program did not foresee: ${messageOf(error)}`),
      context: {},
      remedy: 'Please report it with the log of the run, or with what --log-level debug prints.',
      exitCode: 1,
      stack,
    };
  }
  const context: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(error.context)) {
    if (value !== undefined && value !== null)
      context[key] = typeof value === 'string' ? redactor.text(value) : value;
  }
  const { code, exitCode } = error;
  return { code, message: redactor.text(error.message), context, remedy: error.remedy, exitCode, stack };
}

/** Message, context, what to do, code. */
export function errorReport(error: ErrorDescription, log?: string): string[] {
  return [
    `✖ ${error.message}`,
    ...Object.entries(error.context).map(([key, value]) => `    ${key}: ${value}`),
    `→ ${error.remedy}`,
    `  ${error.code}${log === undefined ? '' : ` · log: ${log}`}`,
  ];
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node joins the failed addresses of one host into an error without a message.
  if (error.message === '' && error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error.message === '' ? error.name : error.message;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\nCaused by: ${stackOf(error.cause)}`;
}
